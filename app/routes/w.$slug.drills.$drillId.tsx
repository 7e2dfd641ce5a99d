import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { Attachments } from '@/app/features/inspection/exchange';
import { ReviewDrillDrawer } from '@/app/features/safety/drill-drawers';
import { DrillStatus } from '@/app/features/safety/drill-status';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { DrillView } from '@/server/domain/safety/safety';

export const handle: ScreenHandle<DrillView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('safety.drillsTitle'), to: `/w/${params.slug}/drills` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<DrillView> => {
  const { slug = '', drillId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).safety.drillById({ drillId }));
};

const Facts = ({ drill }: { drill: DrillView }) => {
  const t = useText();
  const people = drill.people.map((person) => [person.name, person.task].filter(Boolean).join(' '));
  return (
    <FactList
      facts={[
        [t('safety.planVersion'), drill.planVersion],
        [t('safety.scenario'), t(`safety.scenario_${drill.scenario}`)],
        [t('safety.mode'), t(`safety.mode_${drill.mode}`)],
        [t('safety.plannedOn'), drill.plannedOn],
        [t('safety.heldOn'), drill.heldOn],
        [t('safety.place'), drill.place],
        [t('safety.recoveryMinutes'), drill.recoveryMinutes === null ? null : String(drill.recoveryMinutes)],
        [t('safety.cancelReason'), drill.cancelReason],
        [t('safety.people'), people.join(t('common.list'))],
        [t('safety.script'), drill.script],
        [t('safety.issues'), drill.issues],
        [t('safety.improvement'), drill.improvement],
        [t('safety.improveBy'), drill.improveBy],
      ]}
    />
  );
};

/** One drill: its script before, its review afterwards. */
export default function Drill() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const drill = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<'review' | 'cancel' | null>(null);
  const close = () => setLayer(null);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={drill.title}
        lead={<DrillStatus drill={drill} />}
        actions={
          drill.state === 'planned' ? (
            <>
              <Button onClick={() => setLayer('cancel')}>{t('safety.cancelDrill')}</Button>
              <Button look="primary" icon="check" onClick={() => setLayer('review')}>
                {t('safety.review')}
              </Button>
            </>
          ) : null
        }
      />
      <Facts drill={drill} />
      <Attachments
        files={drill.photos}
        hrefOf={({ objectId }) => downloadPath(slug, 'safety.downloadDrillPhoto', { drillId: drill.id, objectId })}
      />
      {layer === 'review' ? (
        <ReviewDrillDrawer
          drill={drill}
          onClose={close}
          onDone={() => {
            close();
            revalidate();
          }}
        />
      ) : null}
      <ReasonDrawer
        open={layer === 'cancel'}
        onClose={close}
        title={t('safety.cancelDrill')}
        effect={t('safety.cancelEffect')}
        label={t('safety.cancelReason')}
        act={t('safety.cancelDrill')}
        onSubmit={async (reason) => {
          await client.safety.cancelDrill.mutate({ drillId: drill.id, rowVersion: drill.rowVersion, reason });
          toast({ text: t('safety.cancelled') });
          revalidate();
        }}
      />
    </div>
  );
}
