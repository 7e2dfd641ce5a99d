import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { IncidentTable } from '@/app/features/safety/incident-table';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('safety.receivedTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { safety } = context.api.workspace(params.slug ?? '');
  const state = oneOf(['open', 'overdue', 'closed'] as const, search.get('state'));
  return loadOrThrow({ request, context }, safety.received({ state, ...pageOfParams(search) }));
};

/** 下级报来的安全事件. */
export default function ReceivedIncidents() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('safety.receivedTitle')} lead={t('safety.receivedLead')} />
      <SectionTabs of="safety" />
      <IncidentTable rows={rows} page={page} base={`/w/${useWorkspace().tenant.slug}/incidents/received`} hasUnits />
    </div>
  );
}
