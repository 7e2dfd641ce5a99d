import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { PageHeader } from '@/app/components/page-header';
import { useToast } from '@/app/components/toast';
import { Attachments } from '@/app/features/inspection/exchange';
import { FilingDrawer } from '@/app/features/outsourcing/filing-drawer';
import { FilingFacts, FilingStatus } from '@/app/features/outsourcing/filing-parts';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FilingView, OwnCapabilityView } from '@/server/domain/outsourcing/outsourcing';
import { isOpenFiling } from '@/server/domain/outsourcing/outsourcing-vocabulary';

interface Loaded {
  filing: FilingView;
  capabilities: OwnCapabilityView[];
}

export const handle: ScreenHandle<Loaded> = {
  crumbs: ({ data, params }, t) => [
    { label: t('outsourcing.title'), to: `/w/${params.slug}/outsourcing` },
    { label: data?.filing.providerName ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const { slug = '', filingId = '' } = params;
  const { outsourcing } = context.api.workspace(slug);
  const asked = { request, context };
  return {
    filing: await loadOrThrow(asked, outsourcing.byId({ id: filingId })),
    capabilities: await loadOrThrow(asked, outsourcing.capabilities()),
  };
};

const Actions = ({ filing, onEdit }: { filing: FilingView; onEdit: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  if (!isOpenFiling(filing.state)) return null;
  return (
    <>
      <Button icon="pen" onClick={onEdit}>
        {t('outsourcing.edit')}
      </Button>
      {filing.state === 'draft' ? (
        <Button look="primary" icon="send" onClick={() => setAsking(true)}>
          {t('outsourcing.submit')}
        </Button>
      ) : null}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('outsourcing.submitTitle')}
        effect={t('outsourcing.submitEffect')}
        act={t('outsourcing.submit')}
        onConfirm={async () => {
          const idempotencyKey = crypto.randomUUID();
          const { id, rowVersion } = filing;
          await client.outsourcing.submit.mutate({ id, rowVersion }, { context: { idempotencyKey } });
          toast({ text: t('outsourcing.submitted') });
          revalidate();
        }}
      />
    </>
  );
};

/** One contract, until it is filed and afterwards. */
export default function OutsourcingFiling() {
  const t = useText();
  const { filing, capabilities } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const [editing, setEditing] = useState(false);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={filing.providerName}
        lead={<FilingStatus state={filing.state} isLate={filing.isLate} />}
        actions={<Actions filing={filing} onEdit={() => setEditing(true)} />}
      />
      {filing.state === 'returned' ? (
        <p className="lt-note lt-note-attention">{t('outsourcing.returnedNote', { reason: filing.reason ?? '' })}</p>
      ) : null}
      <FilingFacts filing={filing} />
      {filing.files.length > 0 ? (
        <section className="lt-section" aria-label={t('outsourcing.files')}>
          <h2>{t('outsourcing.files')}</h2>
          <Attachments
            files={filing.files}
            hrefOf={({ objectId }) => downloadPath(slug, 'outsourcing.downloadFile', { id: filing.id, objectId })}
          />
        </section>
      ) : null}
      {editing ? (
        <FilingDrawer
          filing={filing}
          capabilities={capabilities}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
