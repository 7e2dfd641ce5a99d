import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { type Figure, FigureRow } from '@/app/components/figure-row';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { RetireeForm } from '@/app/features/disposition/retiree-form';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { RetireeView } from '@/server/domain/disposition/accession';
import { OWNERSHIP_LEVELS } from '@/server/domain/disposition/vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('disposition.registerTitle'), to: `/w/${params.slug}/accessions` },
    { label: t('disposition.retireesTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => {
  const accession = search.get('accession') ?? '';
  return {
    q: search.get('q') || undefined,
    ownership: oneOf(OWNERSHIP_LEVELS, search.get('ownership')),
    accessionId: isUuid(accession) ? accession : undefined,
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, disposition.retirees({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, slug: string): Column<RetireeView>[] => [
  {
    key: 'name',
    title: t('disposition.personName'),
    render: (row) => row.personName,
    width: '120px',
    onPhone: 'title',
  },
  { key: 'identity', title: t('disposition.identity'), render: (row) => row.idMasked, width: '190px' },
  { key: 'enterprise', title: t('disposition.enterprise'), render: (row) => row.enterpriseName, truncate: true },
  {
    key: 'ownership',
    title: t('disposition.ownership'),
    render: (row) => (row.ownership ? t(`disposition.ownership_${row.ownership}`) : ''),
    width: '160px',
    onPhone: 'hide',
  },
  {
    key: 'volumes',
    title: t('disposition.volumes'),
    render: (row) => formatNumber(row.volumeCount),
    numeric: true,
    width: '72px',
  },
  { key: 'file', title: t('disposition.fileNumber'), render: (row) => row.fileNumber, width: '140px', onPhone: 'hide' },
  {
    key: 'retiredOn',
    title: t('disposition.retiredOn'),
    render: (row) => row.retiredOn,
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'accession',
    title: t('disposition.number'),
    render: (row) => <Link to={`/w/${slug}/accessions/${row.accessionId}`}>{row.accessionNumber}</Link>,
    width: '124px',
  },
];

export default function Persons() {
  const t = useText();
  const { rows, page, levels } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('disposition.register');
  const [registering, setRegistering] = useState(false);
  const filters: Filter[] = [
    {
      name: 'ownership',
      label: t('disposition.ownership'),
      options: OWNERSHIP_LEVELS.map((value) => ({ value, label: t(`disposition.ownership_${value}`) })),
    },
  ];
  const figures: Figure[] = levels.map((level) => ({
    key: level.ownership,
    label: t(`disposition.ownership_${level.ownership}`),
    value: formatNumber(level.volumes),
    unit: t('disposition.unit_volume'),
    to: `/w/${slug}/accessions/persons?ownership=${level.ownership}`,
    last: t('disposition.levelValue', {
      enterprises: level.enterprises,
      persons: level.persons,
    }),
  }));
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.retireesTitle')}
        lead={t('disposition.retireesLead')}
        actions={
          canRegister ? (
            <>
              <a
                className="lt-btn"
                href={downloadPath(slug, 'disposition.downloadRetirees', filterOf(params))}
                download
              >
                <Icon name="download" />
                <span>{t('disposition.exportExcel')}</span>
              </a>
              <Button look="primary" icon="plus" onClick={() => setRegistering(true)}>
                {t('disposition.registerRetirees')}
              </Button>
            </>
          ) : undefined
        }
      />
      {figures.length > 0 ? <FigureRow figures={figures} label={t('disposition.ownership')} /> : null}
      <SearchBar placeholder={t('disposition.retireesSearch')} filters={filters} keep={['accession']} />
      <DataTable
        name="retirees"
        caption={t('disposition.retireesCaption')}
        columns={columnsOf(t, slug)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.personName}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('disposition.retireesEmpty')} text={t('disposition.retireesEmptyText')} />}
      />
      <RetireeForm open={registering} onClose={() => setRegistering(false)} />
    </div>
  );
}
