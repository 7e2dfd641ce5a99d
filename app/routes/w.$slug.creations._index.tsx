import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { levelName, percentText } from '@/app/features/assessment/assessment-labels';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedProjectRowView } from '@/server/domain/assessment/creation';
import { progressOf } from '@/server/domain/assessment/creation-words';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('creation.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').creation.received(page));
};

const columnsOf = (t: Translate, locale: Locale, base: string, today: string): Column<ReceivedProjectRowView>[] => [
  {
    key: 'unit',
    title: t('assessment.unit'),
    render: (row) => <Link to={`${base}/${row.dispatchId}`}>{row.unitName}</Link>,
    onPhone: 'title',
  },
  {
    key: 'level',
    title: t('creation.level'),
    render: ({ report }) =>
      `${t(`rating.kind_${report.ratingKind}`)} ${levelName(report.ratingKind, report.level, locale)}`,
    width: '200px',
  },
  { key: 'target', title: t('creation.targetOn'), render: ({ report }) => report.targetOn, width: '112px' },
  {
    key: 'progress',
    title: t('creation.progress'),
    render: ({ report }) => {
      const { done, late, all } = progressOf(report.steps, today);
      return (
        <Status kind={done === all ? 'done' : late > 0 ? 'overdue' : 'live'}>
          {late > 0 ? t('creation.progressLate', { done, all, late }) : t('creation.progressOf', { done, all })}
        </Status>
      );
    },
    width: '176px',
  },
  {
    key: 'self',
    title: t('creation.selfTest'),
    render: ({ report }) => (report.selfPercent === null ? '—' : percentText(report.selfPercent)),
    numeric: true,
    width: '96px',
  },
  {
    key: 'reported',
    title: t('creation.reportedAt'),
    render: (row) => formatIsoDate(row.dispatchedAt),
    width: '112px',
  },
  {
    key: 'word',
    title: t('creation.word'),
    render: (row) => (
      <Status kind={row.word ? 'done' : 'attention'}>
        {t(row.word ? 'creation.wordGiven' : 'creation.wordMissing')}
      </Status>
    ),
    width: '112px',
  },
];

/** 创建工作督导: the units on their way to a level, by their newest report. */
export default function Creations() {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/creations`;
  return (
    <div className="lt-page">
      <PageHeader title={t('creation.title')} lead={t('creation.lead')} />
      <AssessmentTabs of="office" />
      <DataTable
        name="creations"
        caption={t('creation.title')}
        columns={columnsOf(t, locale, base, today)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.unitName}
        rowTo={(row) => `${base}/${row.dispatchId}`}
        empty={<Empty icon="flag" title={t('creation.empty')} text={t('creation.emptyText')} />}
      />
    </div>
  );
}
