import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { Watermark } from '@/app/components/watermark';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { VISIT_STATUS } from '@/app/features/use/visit-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { VisitView } from '@/server/domain/use/reading-visit';

export const handle: ScreenHandle<{ grant: GrantInUse }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: data?.grant.unitName ?? '' },
    { label: t('use.title') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '' } = params;
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(slug);
  const sort = search.get('sort') === 'visitedOn' ? ('oldest' as const) : ('newest' as const);
  const list = await loadOrThrow(asked, api.use.grantedVisits({ unitSlug, ...pageOfParams(search), sort }));
  const [open] = (await loadOrThrow(asked, api.grants.open({ unitSlug, recordClass: 'use' }))).rows;
  if (!open) {
    throw notFound(context.requestId);
  }
  const { unitName, reason, validTo, looks } = open;
  return { list, grant: { unitName, reason, validTo, views: looks, leaveTo: `/w/${slug}/granted` } };
};

const columnsOf = (t: Translate): Column<VisitView>[] => [
  {
    key: 'visitedOn',
    title: t('use.visitedOn'),
    render: (visit) => visit.visitedOn,
    sortable: true,
    width: '120px',
    onPhone: 'title',
  },
  { key: 'visitor', title: t('use.visitorName'), render: (visit) => visit.visitorName, width: '104px' },
  { key: 'unit', title: t('use.visitorUnit'), render: (visit) => visit.visitorUnit ?? '—', truncate: true },
  { key: 'channel', title: t('use.channel'), render: (visit) => t(`use.channel_${visit.channel}`), width: '80px' },
  { key: 'purpose', title: t('use.purpose'), render: (visit) => t(`use.purpose_${visit.purpose}`), width: '104px' },
  { key: 'subject', title: t('use.subject'), render: (visit) => visit.subject, truncate: true },
  { key: 'result', title: t('use.result'), render: (visit) => t(`use.result_${visit.result}`), width: '96px' },
  {
    key: 'state',
    title: t('use.state'),
    render: (visit) => <Status kind={VISIT_STATUS[visit.state]}>{t(`use.state_${visit.state}`)}</Status>,
    width: '96px',
  },
];

/** 单位的利用登记 under a grant, in the years that it opens. */
export default function GrantedVisits() {
  const t = useText();
  const { list, grant } = useLoaderData<typeof loader>();
  const { tenant, membership } = useWorkspace();
  return (
    <div className="lt-page">
      <PageHeader title={t('granted.visitsOf', { unit: grant.unitName })} />
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <DataTable
          name="granted-visits"
          caption={t('granted.visitsCaption')}
          columns={columnsOf(t)}
          rows={list.rows}
          page={list.page}
          rowKey={(visit) => visit.id}
          rowLabel={(visit) => `${visit.visitedOn} ${visit.visitorName}`}
          empty={<Empty icon="search" title={t('granted.visitsEmpty')} text={t('granted.registerEmptyText')} />}
        />
      </Watermark>
    </div>
  );
}
