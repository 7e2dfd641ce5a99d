import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { CorrectDrawer } from '@/app/features/archive/correct-drawer';
import { ItemFacts } from '@/app/features/archive/item-facts';
import { ItemHistory } from '@/app/features/archive/item-history';
import { RecordFiles } from '@/app/features/digital/record-files';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ItemDetailView } from '@/server/domain/archive/archive-record';

export const handle: ScreenHandle<ItemDetailView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: data?.item.referenceCode ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.itemId ?? '';
  if (!UUID.test(id)) {
    throw notFound(context.requestId);
  }
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const [record, digital] = await Promise.all([
    loadOrThrow(asked, api.archive.byId({ id })),
    loadOrThrow(asked, api.digital.files({ itemId: id })),
  ]);
  return { ...record, digital };
};

const Origin = ({ origin }: { origin: NonNullable<ItemDetailView['origin']> }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const words = t('archive.originImport', { file: origin.fileName, row: String(origin.rowNumber) });
  return (
    <section className="lt-section">
      <h2>{t('archive.origin')}</h2>
      <p>
        {useCan('archive.import') ? <Link to={`/w/${slug}/archives/imports/${origin.batchId}`}>{words}</Link> : words}
      </p>
    </section>
  );
};

export default function ArchiveRecord() {
  const t = useText();
  const { item, history, origin, digital } = useLoaderData<typeof loader>();
  const canCorrect = useCan('archive.write') && item.state === 'filed';
  const canAttach = useCan('digital.write') && item.state === 'filed';
  const [correcting, setCorrecting] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={item.title}
        lead={
          <>
            {item.referenceCode} <CopyButton text={item.referenceCode} />{' '}
            <Status kind={item.state === 'filed' ? 'done' : 'none'}>{t(`archive.state_${item.state}`)}</Status>
          </>
        }
        actions={
          canCorrect ? (
            <Button look="primary" icon="pen" onClick={() => setCorrecting(true)}>
              {t('archive.correct')}
            </Button>
          ) : undefined
        }
      />
      <div className="lt-columns">
        <div>
          <ItemFacts item={item} />
          <RecordFiles itemId={item.id} files={digital.files} hasMore={digital.hasMore} canAttach={canAttach} />
          {origin ? <Origin origin={origin} /> : null}
        </div>
        <section className="lt-side" aria-labelledby="history">
          <h2 id="history">{t('archive.history')}</h2>
          <ItemHistory history={history} importedAt={origin ? item.createdAt : null} />
        </section>
      </div>
      {canCorrect ? <CorrectDrawer open={correcting} onClose={() => setCorrecting(false)} item={item} /> : null}
    </div>
  );
}
