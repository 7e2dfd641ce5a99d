import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import type { AuditEventView } from '@/app/features/platform/types';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { expectedWorkspace } from '@/app/lib/expected-api.server';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('platform.auditTitle') }] };

const GRANT_CHOICE: Readonly<Record<string, boolean>> = { yes: true, no: false };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const query = {
    q: search.get('q') || undefined,
    underGrant: GRANT_CHOICE[search.get('grant') ?? ''],
    from: search.get('from') || undefined,
    to: search.get('to') || undefined,
    ...pageOfParams(search),
  };
  return loadOrThrow({ request, context }, expectedWorkspace(context, params.slug ?? '').platform.auditEvents(query));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'grant',
    label: t('platform.auditFilterGrant'),
    options: [
      { value: 'yes', label: t('platform.auditFilterGrant_yes') },
      { value: 'no', label: t('platform.auditFilterGrant_no') },
    ],
  },
  { name: 'from', label: t('platform.auditFilterFrom') },
  { name: 'to', label: t('platform.auditFilterTo') },
];

const columnsOf = (t: Translate): Column<AuditEventView>[] => [
  { key: 'at', title: t('platform.auditColumn_at'), render: (event) => formatIsoDateTime(event.at), width: '152px' },
  { key: 'who', title: t('platform.auditColumn_who'), render: (event) => event.actorName, width: '96px' },
  { key: 'unit', title: t('platform.auditColumn_unit'), render: (event) => event.actorTenantName, width: '160px' },
  {
    key: 'act',
    title: t('platform.auditColumn_act'),
    render: (event) => event.action,
    width: '200px',
    onPhone: 'title',
  },
  {
    key: 'object',
    title: t('platform.auditColumn_object'),
    render: (event) => event.objectLabel ?? event.objectKind,
    truncate: true,
  },
  {
    key: 'grant',
    title: t('platform.auditColumn_grant'),
    render: (event) =>
      event.grantId ? (
        <span className="lt-tag lt-tag-blue">{event.grantReason ?? t('platform.auditUnderGrant')}</span>
      ) : (
        '—'
      ),
    width: '200px',
  },
  {
    key: 'seal',
    title: t('platform.auditColumn_seal'),
    render: (event) =>
      event.sealNumber === null ? t('platform.auditUnsealed') : t('platform.auditSealed', { n: event.sealNumber }),
    width: '104px',
  },
  {
    key: 'request',
    title: t('platform.auditColumn_request'),
    render: (event) => event.requestId ?? '—',
    hiddenAtFirst: true,
  },
];

export default function Audit() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader title={t('platform.auditTitle')} lead={t('platform.auditLead')} />
      <SearchBar placeholder={t('platform.auditSearch')} filters={filters} />
      <DataTable
        name="audit"
        caption={t('platform.auditCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(event) => event.id}
        rowLabel={(event) => `${event.actorName} ${event.action}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="shield" title={t('platform.auditEmpty')} text={t('platform.auditEmptyText')} />}
      />
    </div>
  );
}
