import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExportLink } from '@/app/features/digital/export-link';
import { INCIDENT_STATUS } from '@/app/features/digital/fixity/incident-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { FAULT_KINDS, INCIDENT_STATES, type IncidentView } from '@/server/domain/digital/fixity';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('fixity.title'), to: `/w/${params.slug}/digital/fixity` },
    { label: t('fixity.incidents') },
  ],
};

const STATES = ['unsettled', ...INCIDENT_STATES] as const;

const filterOf = (search: URLSearchParams) => ({
  state: oneOf(STATES, search.get('state')),
  kind: oneOf(FAULT_KINDS, search.get('kind')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const asked = { ...pageOfParams(search), ...filterOf(search) };
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').fixity.incidents(asked));
};

const columnsOf = (t: Translate, base: string): Column<IncidentView>[] => [
  {
    key: 'record',
    title: t('fixity.record'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.referenceCode}</Link>,
    onPhone: 'title',
  },
  { key: 'title', title: t('fixity.recordTitle'), render: (row) => row.title, truncate: true },
  { key: 'file', title: t('fixity.file'), render: (row) => row.fileName ?? t('fixity.fileNone'), truncate: true },
  { key: 'kind', title: t('fixity.kind'), render: (row) => t(`fixity.kind_${row.kind}`), width: '104px' },
  {
    key: 'state',
    title: t('fixity.state'),
    render: (row) => <Status kind={INCIDENT_STATUS[row.state]}>{t(`fixity.state_${row.state}`)}</Status>,
    width: '112px',
  },
  { key: 'owner', title: t('fixity.owner'), render: (row) => row.ownerName ?? t('fixity.ownerNone'), width: '104px' },
  { key: 'found', title: t('fixity.foundAt'), render: (row) => formatIsoDateTime(row.foundAt), width: '152px' },
  { key: 'path', title: t('fixity.path'), render: (row) => <code>{row.path}</code>, hiddenAtFirst: true },
];

export default function Incidents() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/digital/incidents`;
  const choices: Filter[] = [
    {
      name: 'state',
      label: t('fixity.state'),
      options: STATES.map((value) => ({ value, label: t(`fixity.state_${value}`) })),
    },
    {
      name: 'kind',
      label: t('fixity.kind'),
      options: FAULT_KINDS.map((value) => ({ value, label: t(`fixity.kind_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('fixity.incidents')}
        lead={t('fixity.incidentsLead')}
        actions={<ExportLink procedure="fixity.downloadIncidents" input={filterOf(params)} />}
      />
      <DataTable
        name="fixity-incidents"
        caption={t('fixity.incidentsCaption')}
        lead={<SearchBar placeholder="" withText={false} filters={choices} />}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, choices)}
        clearTo={base}
        empty={<Empty icon="shield" title={t('fixity.incidentsNone')} text={t('fixity.incidentsNoneText')} />}
      />
    </div>
  );
}
