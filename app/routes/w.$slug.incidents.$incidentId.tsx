import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { IncidentFacts, IncidentStatus, IncidentThread } from '@/app/features/safety/incident-parts';
import { FollowUpDrawer } from '@/app/features/safety/report-drawers';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { IncidentView } from '@/server/domain/safety/safety';

export const handle: ScreenHandle<IncidentView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('safety.incidentsTitle'), to: `/w/${params.slug}/incidents` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<IncidentView> => {
  const { slug = '', incidentId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).safety.incidentById({ incidentId }));
};

/** One incident of one's own: what was reported, what is owed next. */
export default function Incident() {
  const t = useText();
  const incident = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [writing, setWriting] = useState<'follow_up' | 'closing' | null>(null);
  const close = () => setWriting(null);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={incident.title}
        lead={<IncidentStatus incident={incident} />}
        actions={
          incident.state === 'open' ? (
            <>
              <Button onClick={() => setWriting('closing')}>{t('safety.close')}</Button>
              <Button look="primary" icon="send" onClick={() => setWriting('follow_up')}>
                {t('safety.followUp')}
              </Button>
            </>
          ) : null
        }
      />
      <IncidentFacts incident={incident} />
      <IncidentThread reports={incident.reports} instructions={incident.instructions} />
      {writing ? (
        <FollowUpDrawer
          incident={incident}
          kind={writing}
          onClose={close}
          onDone={() => {
            close();
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
