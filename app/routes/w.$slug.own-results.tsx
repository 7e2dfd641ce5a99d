import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExamTabs } from '@/app/features/exam/exam-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { OwnResultView } from '@/server/domain/exam/own-result';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exam.ownTitle') }] };

const PASSED = ['yes', 'no'] as const;
const filterOf = (search: URLSearchParams) => {
  const passed = oneOf(PASSED, search.get('passed'));
  return { q: search.get('q') || undefined, passed: passed && passed === 'yes' };
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { exam } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, exam.ownResults({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate): Column<OwnResultView>[] => [
  { key: 'person', title: t('exam.person'), render: (row) => row.personName, width: '112px', onPhone: 'title' },
  { key: 'title', title: t('exam.title'), render: (row) => row.title, truncate: true },
  {
    key: 'purpose',
    title: t('exam.purpose'),
    render: (row) => t(`exam.purpose_${row.purpose}`),
    width: '104px',
    hiddenAtFirst: true,
  },
  { key: 'owner', title: t('exam.owner'), render: (row) => row.ownerName, truncate: true },
  {
    key: 'score',
    title: t('exam.score'),
    render: (row) => `${formatNumber(row.score)} / ${formatNumber(row.totalPoints)}`,
    numeric: true,
    width: '112px',
  },
  {
    key: 'pass',
    title: t('exam.passPoints'),
    render: (row) => formatNumber(row.passPoints),
    numeric: true,
    width: '80px',
    hiddenAtFirst: true,
  },
  {
    key: 'passed',
    title: t('exam.result'),
    render: (row) => (
      <Status kind={row.isPassed ? 'done' : 'failed'}>{t(row.isPassed ? 'exam.passed' : 'exam.notPassed')}</Status>
    ),
    width: '104px',
  },
  { key: 'number', title: t('exam.attemptNumber'), render: (row) => row.number, numeric: true, width: '72px' },
  { key: 'at', title: t('exam.handedInAt'), render: (row) => formatIsoDateTime(row.handedInAt), width: '152px' },
];

/** 本单位成绩: what the own people handed in, to whoever held the exam. */
export default function OwnResults() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters: Filter[] = [
    {
      name: 'passed',
      label: t('exam.result'),
      options: [
        { value: 'yes', label: t('exam.passed') },
        { value: 'no', label: t('exam.notPassed') },
      ],
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exam.ownTitle')}
        lead={t('exam.ownLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'exam.downloadOwnResults', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('exam.exportResults')}</span>
          </a>
        }
      />
      <ExamTabs />
      <SearchBar placeholder={t('exam.ownSearch')} filters={filters} />
      <DataTable
        name="own-exam-results"
        caption={t('exam.ownTitle')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.personName} ${row.title}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="cap" title={t('exam.ownEmpty')} text={t('exam.ownEmptyText')} />}
      />
    </div>
  );
}
