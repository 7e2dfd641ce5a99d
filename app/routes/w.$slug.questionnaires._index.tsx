import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { QuestionnaireDrawer } from '@/app/features/assessment/questionnaire-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { QuestionnaireRowView } from '@/server/domain/assessment/questionnaire';
import { QUESTIONNAIRE_STATES } from '@/server/domain/assessment/questionnaire-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('questionnaire.title') }] };

const CHOICES = 100;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { questionnaire, assessment, inspection } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await questionnaire.list({
      ...pageOfParams(search),
      state: oneOf(QUESTIONNAIRE_STATES, search.get('state')),
    })),
    units: await assessment.units(),
    campaigns: (await inspection.listCampaigns({ limit: CHOICES })).rows.map(({ id, title }) => ({ id, title })),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<QuestionnaireRowView>[] => [
  {
    key: 'title',
    title: t('questionnaire.titleOf'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  {
    key: 'names',
    title: t('questionnaire.isAnonymous'),
    render: (row) => t(row.isAnonymous ? 'questionnaire.anonymous_yes' : 'questionnaire.anonymous_no'),
    width: '112px',
  },
  {
    key: 'returned',
    title: t('questionnaire.returned'),
    render: (row) => `${row.returned} / ${row.asked}`,
    numeric: true,
    width: '104px',
  },
  { key: 'closes', title: t('questionnaire.closesOn'), render: (row) => row.closesOn, width: '112px' },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) => (
      <Status kind={row.state === 'open' ? 'live' : 'done'}>{t(`questionnaire.state_${row.state}`)}</Status>
    ),
    width: '104px',
  },
];

/** 问卷 of the office. */
export default function Questionnaires() {
  const t = useText();
  const today = useToday();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { rows, page, units, campaigns } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/questionnaires`;
  const [opening, setOpening] = useState(false);
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('assessment.state'),
      options: QUESTIONNAIRE_STATES.map((state) => ({ value: state, label: t(`questionnaire.state_${state}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('questionnaire.title')}
        lead={t('questionnaire.lead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setOpening(true)}>
            {t('questionnaire.open')}
          </Button>
        }
      />
      <AssessmentTabs of="office" />
      <DataTable
        name="questionnaires"
        caption={t('questionnaire.title')}
        columns={columnsOf(t, base)}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        empty={<Empty icon="list" title={t('questionnaire.empty')} text={t('questionnaire.emptyText')} />}
      />
      {opening ? (
        <QuestionnaireDrawer
          campaigns={campaigns}
          units={units}
          today={today}
          onClose={() => setOpening(false)}
          onDone={(id) => void navigate(`${base}/${id}`)}
        />
      ) : null}
    </div>
  );
}
