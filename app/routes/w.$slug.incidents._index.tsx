import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { IncidentTable } from '@/app/features/safety/incident-table';
import { ReportDrawer } from '@/app/features/safety/report-drawers';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('safety.incidentsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { safety } = context.api.workspace(params.slug ?? '');
  const state = oneOf(['open', 'overdue', 'closed'] as const, search.get('state'));
  return loadOrThrow({ request, context }, safety.incidents({ state, ...pageOfParams(search) }));
};

/** 本单位的安全事件. */
export default function Incidents() {
  const t = useText();
  const navigate = useNavigate();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/incidents`;
  const [reporting, setReporting] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('safety.incidentsTitle')}
        lead={t('safety.incidentsLead')}
        actions={
          <Button look="primary" icon="send" onClick={() => setReporting(true)}>
            {t('safety.report')}
          </Button>
        }
      />
      <SectionTabs of="safety" />
      <IncidentTable rows={rows} page={page} base={base} hasUnits={false} />
      {reporting ? (
        <ReportDrawer onClose={() => setReporting(false)} onDone={(id) => navigate(`${base}/${id}`)} />
      ) : null}
    </div>
  );
}
