import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { TALENT_SCHEMES, TALENT_STAGES } from '@/server/domain/talent/talent-vocabulary';
import type { TalentPersonView } from '@/server/domain/talent/timeline';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('talent.peopleTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  stage: oneOf(TALENT_STAGES, search.get('stage')),
  scheme: oneOf(TALENT_SCHEMES, search.get('scheme')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { talent } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, talent.people({ ...filterOf(search), ...pageOfParams(search) }));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'stage',
    label: t('talent.stage'),
    options: TALENT_STAGES.map((one) => ({ value: one, label: t(`talent.stage_${one}`) })),
  },
  {
    name: 'scheme',
    label: t('talent.schemes'),
    options: TALENT_SCHEMES.map((one) => ({ value: one, label: t(`talent.scheme_${one}`) })),
  },
];

const columnsOf = (t: Translate, addressOf: (row: TalentPersonView) => string): Column<TalentPersonView>[] => [
  {
    key: 'person',
    title: t('talent.person'),
    render: (row) => <Link to={addressOf(row)}>{row.personName}</Link>,
    width: '128px',
    onPhone: 'title',
  },
  { key: 'unit', title: t('talent.unit'), render: (row) => row.unitName, truncate: true },
  { key: 'stage', title: t('talent.stage'), render: (row) => t(`talent.stage_${row.stage}`), width: '112px' },
  {
    key: 'schemes',
    title: t('talent.schemes'),
    render: (row) => row.schemes.map((one) => t(`talent.scheme_${one}`)).join(t('common.list')) || '—',
    truncate: true,
  },
  { key: 'contests', title: t('talent.contestsN'), render: (row) => formatNumber(row.contests), numeric: true },
  { key: 'awards', title: t('talent.awardsN'), render: (row) => formatNumber(row.awards), numeric: true },
  {
    key: 'nominations',
    title: t('talent.nominationsN'),
    render: (row) => formatNumber(row.nominations),
    numeric: true,
  },
  { key: 'lastOn', title: t('talent.lastOn'), render: (row) => row.lastOn, width: '112px' },
];

/** 人才成长轨迹: everybody of whom there is a step. */
export default function TalentPeople() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters = filtersOf(t);
  const addressOf = ({ personName, unitName }: TalentPersonView) =>
    `/w/${slug}/talent-people/person?${new URLSearchParams({ name: personName, unit: unitName })}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('talent.peopleTitle')}
        lead={t('talent.peopleLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'talent.downloadPeople', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('talent.export')}</span>
          </a>
        }
      />
      <TrainingTabs />
      <SearchBar placeholder={t('talent.search')} filters={filters} />
      <DataTable
        name="talent-people"
        caption={t('talent.peopleCaption')}
        columns={columnsOf(t, addressOf)}
        rows={rows}
        page={page}
        rowKey={(row) => `${row.personName} ${row.unitName}`}
        rowLabel={(row) => `${row.personName} ${row.unitName}`}
        rowTo={addressOf}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('talent.peopleEmpty')} text={t('talent.peopleEmptyText')} />}
      />
    </div>
  );
}
