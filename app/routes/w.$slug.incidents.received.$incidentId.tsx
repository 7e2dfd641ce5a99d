import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { IncidentFacts, IncidentStatus, IncidentThread } from '@/app/features/safety/incident-parts';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedIncidentView } from '@/server/domain/safety/safety';

export const handle: ScreenHandle<ReceivedIncidentView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('safety.receivedTitle'), to: `/w/${params.slug}/incidents/received` },
    { label: data?.unitName ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<ReceivedIncidentView> => {
  const { slug = '', incidentId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).safety.receivedById({ incidentId }));
};

/** One incident of a unit below, by its reports. */
export default function ReceivedIncident() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const incident = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [instructing, setInstructing] = useState(false);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={`${incident.unitName}${t('common.colon')}${incident.title}`}
        lead={<IncidentStatus incident={incident} />}
        actions={
          <Button look="primary" icon="pen" onClick={() => setInstructing(true)}>
            {t('safety.instruct')}
          </Button>
        }
      />
      <IncidentFacts incident={incident} />
      <IncidentThread reports={incident.reports} instructions={incident.instructions} />
      <ReasonDrawer
        open={instructing}
        onClose={() => setInstructing(false)}
        title={t('safety.instruct')}
        effect={t('safety.instructEffect')}
        label={t('safety.words')}
        act={t('safety.instruct')}
        onSubmit={async (words, idempotencyKey) => {
          const input = { incidentId: incident.id, words };
          await client.safety.instruct.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('safety.instructed') });
          revalidate();
        }}
      />
    </div>
  );
}
