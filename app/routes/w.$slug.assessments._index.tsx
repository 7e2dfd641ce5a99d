import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { RoundDrawer } from '@/app/features/assessment/round-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { RoundView } from '@/server/domain/assessment/assessment';
import { ROUND_STATES } from '@/server/domain/assessment/assessment-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('assessment.title') }] };

/** Schemes of the newest years: a round is opened by one of them. */
const CHOICES = 200;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { assessment } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await assessment.rounds({
      ...pageOfParams(search),
      year: yearOfParam(search.get('year')),
      state: oneOf(ROUND_STATES, search.get('state')),
    })),
    schemes: (await assessment.schemes({ limit: CHOICES })).rows.filter((scheme) => !scheme.isWithdrawn),
    units: await assessment.units(),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<RoundView>[] => [
  {
    key: 'title',
    title: t('assessment.roundTitle'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'year', title: t('assessment.year'), render: (row) => row.year, width: '72px' },
  { key: 'scheme', title: t('assessment.scheme'), render: (row) => row.schemeName, width: '216px' },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) => (
      <Status kind={row.state === 'closed' ? 'done' : 'live'}>{t(`assessment.round_${row.state}`)}</Status>
    ),
    width: '104px',
  },
  {
    key: 'due',
    title: t('assessment.dueOn'),
    render: (row) => (row.state === 'closed' ? row.dueOn : <DeadlineText dueOn={row.dueOn} withDate />),
    width: '168px',
  },
  {
    key: 'submitted',
    title: t('assessment.submittedOf'),
    render: (row) => `${row.submitted} / ${row.units}`,
    numeric: true,
    width: '96px',
  },
  {
    key: 'scored',
    title: t('assessment.scoredOf'),
    render: (row) => `${row.scored} / ${row.units - row.excused}`,
    numeric: true,
    width: '96px',
  },
  {
    key: 'objected',
    title: t('assessment.objections'),
    render: (row) => (row.objected === 0 ? '—' : <Status kind="attention">{row.objected}</Status>),
    width: '88px',
  },
];

/** 年度考核 and rating tests: what is going on with which units. */
export default function Assessments() {
  const t = useText();
  const today = useToday();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { rows, page, schemes, units } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/assessments`;
  const [opening, setOpening] = useState(false);
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('assessment.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
    {
      name: 'state',
      label: t('assessment.state'),
      options: ROUND_STATES.map((state) => ({ value: state, label: t(`assessment.round_${state}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('assessment.title')}
        lead={t('assessment.lead')}
        actions={
          <Button look="primary" icon="plus" disabled={schemes.length === 0} onClick={() => setOpening(true)}>
            {t('assessment.openRound')}
          </Button>
        }
      />
      <AssessmentTabs of="office" />
      <DataTable
        name="assessments"
        caption={t('assessment.title')}
        columns={columnsOf(t, base)}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        empty={
          <Empty
            icon="scale"
            title={t('assessment.empty')}
            text={t(schemes.length === 0 ? 'assessment.emptyNoScheme' : 'assessment.emptyText')}
          />
        }
      />
      {opening ? (
        <RoundDrawer
          schemes={schemes}
          units={units}
          today={today}
          onClose={() => setOpening(false)}
          onDone={(roundId) => void navigate(`${base}/${roundId}`)}
        />
      ) : null}
    </div>
  );
}
