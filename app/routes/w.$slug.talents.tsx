import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Dialog } from '@/app/components/dialog';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { DecideDrawer, NominationFacts } from '@/app/features/talent/decide-drawer';
import { TALENT_STATUS } from '@/app/features/talent/talent-words';
import { VoteDrawer } from '@/app/features/talent/vote-drawer';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { NominationView } from '@/server/domain/talent/talent';
import { FEWEST_CANDIDATES, TALENT_SCHEMES, TALENT_STANDINGS } from '@/server/domain/talent/talent-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('talent.title') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  scheme: oneOf(TALENT_SCHEMES, search.get('scheme')),
  standing: oneOf(TALENT_STANDINGS, search.get('standing')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { talent } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, talent.list({ ...filterOf(search), ...pageOfParams(search) }));
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'standing',
    label: t('talent.state'),
    options: TALENT_STANDINGS.map((one) => ({ value: one, label: t(`talent.standing_${one}`) })),
  },
  {
    name: 'scheme',
    label: t('talent.scheme'),
    options: TALENT_SCHEMES.map((one) => ({ value: one, label: t(`talent.scheme_${one}`) })),
  },
  {
    name: 'year',
    label: t('talent.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('talent.yearOption', { year: String(year) }),
    })),
  },
];

const columnsOf = (t: Translate): Column<NominationView>[] => [
  { key: 'person', title: t('talent.person'), render: (row) => row.personName, width: '104px', onPhone: 'title' },
  { key: 'unit', title: t('talent.unit'), render: (row) => row.subjectName, truncate: true },
  { key: 'scheme', title: t('talent.scheme'), render: (row) => t(`talent.scheme_${row.scheme}`), width: '152px' },
  { key: 'post', title: t('talent.post'), render: (row) => row.post, truncate: true, hiddenAtFirst: true },
  { key: 'jobTitle', title: t('talent.jobTitle'), render: (row) => row.jobTitle || '—', width: '120px' },
  {
    key: 'submittedOn',
    title: t('talent.submittedOn'),
    render: (row) => formatIsoDate(row.submittedAt),
    width: '112px',
  },
  { key: 'votes', title: t('talent.votes'), render: (row) => row.votes ?? '—', numeric: true, width: '72px' },
  {
    key: 'state',
    title: t('talent.state'),
    render: (row) => <Status kind={TALENT_STATUS[row.standing]}>{t(`talent.standing_${row.standing}`)}</Status>,
    width: '152px',
  },
  {
    key: 'decidedOn',
    title: t('talent.decidedOn'),
    render: (row) => row.decidedOn ?? '—',
    width: '112px',
    hiddenAtFirst: true,
  },
];

/** 人才推荐 that units have sent. */
export default function Talents() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const seesVotes = useCan('inspection.plan');
  const [open, setOpen] = useState<NominationView | null>(null);
  const [voting, setVoting] = useState(false);
  const filters = filtersOf(t, useToday());
  const candidates = rows.filter((row) => row.standing === 'received');
  const canDecide = open !== null && (open.standing === 'received' || open.standing === 'counted');
  return (
    <div className="lt-page">
      <PageHeader
        title={t('talent.title')}
        lead={t('talent.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'talent.download', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('talent.export')}</span>
            </a>
            {candidates.length >= FEWEST_CANDIDATES ? (
              <Button icon="users" onClick={() => setVoting(true)}>
                {t('talent.openVote')}
              </Button>
            ) : null}
          </>
        }
      />
      <TrainingTabs />
      <SearchBar placeholder={t('talent.search')} filters={filters} />
      <DataTable
        name="talents"
        caption={t('talent.caption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => `${row.personName} ${row.subjectName}`}
        rowActions={(row) => (
          <>
            <button type="button" className="lt-link" onClick={() => setOpen(row)}>
              {t(row.standing === 'received' || row.standing === 'counted' ? 'talent.lookAndDecide' : 'talent.look')}
            </button>
            {row.questionnaireId && seesVotes ? (
              <Link className="lt-link" to={`/w/${slug}/questionnaires/${row.questionnaireId}`}>
                {t('talent.toQuestionnaire')}
              </Link>
            ) : null}
          </>
        )}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('talent.empty')} text={t('talent.emptyText')} />}
      />
      {open && canDecide ? <DecideDrawer one={open} onClose={() => setOpen(null)} onDone={revalidate} /> : null}
      {open && !canDecide ? (
        <Dialog open onClose={() => setOpen(null)} title={open.personName}>
          <NominationFacts one={open} />
        </Dialog>
      ) : null}
      {voting ? <VoteDrawer open={candidates} onClose={() => setVoting(false)} onDone={revalidate} /> : null}
    </div>
  );
}
