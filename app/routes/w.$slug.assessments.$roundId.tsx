import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { percentText, SHEET_STATUS } from '@/app/features/assessment/assessment-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RoundView, SheetRowView } from '@/server/domain/assessment/assessment';
import { SHEET_STANDINGS } from '@/server/domain/assessment/assessment-vocabulary';

export const handle: ScreenHandle<{ round: RoundView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('assessment.title'), to: `/w/${params.slug}/assessments` },
    { label: data?.round.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { slug = '', roundId = '' } = params;
  const { assessment } = context.api.workspace(slug);
  const load = async () => ({
    round: await assessment.roundById({ roundId }),
    ...(await assessment.sheets({
      ...pageOfParams(search),
      roundId,
      search: search.get('q') || undefined,
      standing: oneOf(SHEET_STANDINGS, search.get('standing')),
    })),
  });
  return loadOrThrow({ request, context }, load());
};

const sheetColumns = (t: Translate, base: string): Column<SheetRowView>[] => [
  {
    key: 'unit',
    title: t('assessment.unit'),
    render: (row) => <Link to={`${base}/assessment-sheets/${row.id}`}>{row.subjectName}</Link>,
    onPhone: 'title',
  },
  {
    key: 'rank',
    title: t('assessment.rank'),
    render: (row) => row.rank ?? '—',
    numeric: true,
    width: '72px',
  },
  {
    key: 'standing',
    title: t('assessment.state'),
    render: (row) => <Status kind={SHEET_STATUS[row.standing]}>{t(`assessment.standing_${row.standing}`)}</Status>,
    width: '128px',
  },
  {
    key: 'self',
    title: t('assessment.selfPercent'),
    render: (row) => (row.selfPercent === null ? '—' : percentText(row.selfPercent)),
    numeric: true,
    width: '104px',
  },
  {
    key: 'progress',
    title: t('assessment.progress'),
    render: (row) => t('checklist.answeredOf', { n: row.answered, all: row.items }),
    width: '136px',
  },
  {
    key: 'percent',
    title: t('assessment.percent'),
    render: (row) => (row.percent === null ? '—' : <span className="lt-strong">{percentText(row.percent)}</span>),
    numeric: true,
    width: '96px',
  },
  { key: 'grade', title: t('assessment.grade'), render: (row) => row.gradeName ?? '—', width: '88px' },
];

const CloseRound = ({ round }: { round: RoundView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  if (!useCan('inspection.approve') || round.state === 'closed') return null;
  return (
    <>
      <Button look="primary" icon="check" onClick={() => setAsking(true)}>
        {t('assessment.closeRound')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('assessment.closeRound')}
        effect={t('assessment.closeEffect', { n: round.units - round.excused })}
        act={t('assessment.closeRound')}
        onConfirm={async () => {
          const options = { context: { idempotencyKey: newIdempotencyKey() } };
          const { units } = await client.assessment.closeRound.mutate({ roundId: round.id }, options);
          toast({ text: t('assessment.closed', { n: units }) });
          revalidate();
        }}
      />
    </>
  );
};

/** One round: every unit with its self-score, its score, its rank. */
export default function AssessmentRound() {
  const t = useText();
  const [params] = useSearchParams();
  const { round, rows, page } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const filters: Filter[] = [
    {
      name: 'standing',
      label: t('assessment.state'),
      options: SHEET_STANDINGS.map((standing) => ({ value: standing, label: t(`assessment.standing_${standing}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={round.title}
        lead={
          <>
            <Status kind={round.state === 'closed' ? 'done' : 'live'}>{t(`assessment.round_${round.state}`)}</Status>{' '}
            {round.words}
          </>
        }
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'assessment.downloadResults', { roundId: round.id })}
              download
            >
              <Icon name="download" />
              <span>{t('assessment.exportResults')}</span>
            </a>
            <CloseRound round={round} />
          </>
        }
      />
      <FactList
        facts={[
          [t('assessment.scheme'), round.schemeName],
          [t('assessment.dueOn'), round.dueOn],
          [t('assessment.submittedOf'), `${round.submitted} / ${round.units}`],
          [t('assessment.scoredOf'), `${round.scored} / ${round.units - round.excused}`],
          [t('assessment.objectionDays'), t('assessment.days', { n: round.objectionDays })],
          [t('assessment.closedBy'), round.closedByName],
        ]}
      />
      <DataTable
        name="assessment-sheets"
        caption={round.title}
        columns={sheetColumns(t, `/w/${slug}`)}
        lead={<SearchBar placeholder={t('assessment.searchUnit')} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.subjectName}
        rowTo={(row) => `/w/${slug}/assessment-sheets/${row.id}`}
        empty={<Empty icon="scale" title={t('assessment.sheetsEmpty')} text={t('assessment.sheetsEmptyText')} />}
      />
    </div>
  );
}
