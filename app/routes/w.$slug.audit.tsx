import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { auditedObject } from '@/app/features/grant/audited-object';
import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { AuditEventView } from '@/server/domain/platform/audit-log';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('platform.auditTitle') }] };

/** What the address asks for, in the words of the procedure. */
const filterOf = (search: URLSearchParams) => ({
  actor: search.get('q') || undefined,
  from: search.get('from') || undefined,
  to: search.get('to') || undefined,
  onlyUnderGrant: search.get('grant') === 'yes',
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const query = { ...filterOf(search), ...pageOfParams(search) };
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').platform.auditEvents(query));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'grant',
    label: t('platform.auditFilterGrant'),
    options: [{ value: 'yes', label: t('platform.auditFilterGrant_yes') }],
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
    render: (event) => labelOf(t, 'act', event.action),
    width: '200px',
    onPhone: 'title',
  },
  {
    key: 'object',
    title: t('platform.auditColumn_object'),
    render: (event) => auditedObject(event, t),
    truncate: true,
  },
  {
    key: 'grant',
    title: t('platform.auditColumn_grant'),
    render: (event) =>
      event.grantId ? <span className="lt-tag lt-tag-blue">{t('platform.auditUnderGrant')}</span> : '—',
    width: '104px',
  },
  {
    key: 'seal',
    title: t('platform.auditColumn_seal'),
    render: (event) =>
      event.sealNumber === null ? t('platform.auditUnsealed') : t('platform.auditSealed', { n: event.sealNumber }),
    width: '104px',
  },
  {
    key: 'number',
    title: t('platform.auditColumn_number'),
    render: (event) => formatNumber(event.seq),
    numeric: true,
    hiddenAtFirst: true,
  },
];

export default function Audit() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const readsAll = useCan('audit.read');
  // Without audit.read the server shows looks under grants only: there is nothing to choose then.
  const filters = filtersOf(t).filter((filter) => readsAll || filter.name !== 'grant');
  return (
    <div className="lt-page">
      <PageHeader
        title={t('platform.auditTitle')}
        lead={t(readsAll ? 'platform.auditLead' : 'platform.auditLeadGrants')}
        actions={
          readsAll ? (
            <a className="lt-btn" href={downloadPath(slug, 'platform.downloadAuditLog', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('common.export')}</span>
            </a>
          ) : undefined
        }
      />
      <DataTable
        name="audit"
        lead={<SearchBar placeholder={t('platform.auditSearch')} filters={filters} />}
        caption={t('platform.auditCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(event) => event.id}
        rowLabel={(event) => `${event.actorName} ${labelOf(t, 'act', event.action)}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="shield" title={t('platform.auditEmpty')} text={t('platform.auditEmptyText')} />}
      />
    </div>
  );
}
