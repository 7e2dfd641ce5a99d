import { Link, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import type { QuestionRowView } from '@/server/domain/guidance/guidance-question';
import { QUESTION_STATES } from '@/server/domain/guidance/guidance-vocabulary';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { QUESTION_STATUS } from './guidance-labels';

export const QUESTION_FILTERS = ['open', 'overdue', 'answered', 'closed'] as const;

const columnsOf = (t: Translate, base: string, isOffice: boolean): Column<QuestionRowView>[] => [
  {
    key: 'title',
    title: t('guidance.question'),
    render: (row) => <Link to={`${base}/questions/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  {
    key: 'other',
    title: t(isOffice ? 'guidance.unit' : 'guidance.office'),
    render: (row) => (isOffice ? row.unitName : row.officeName),
    width: '200px',
  },
  {
    key: 'about',
    title: t('guidance.about'),
    render: (row) => row.aboutLabel ?? t(`guidance.about_${row.about}`),
    width: '200px',
    truncate: true,
  },
  { key: 'asked', title: t('guidance.askedAt'), render: (row) => formatIsoDate(row.askedAt), width: '112px' },
  {
    key: 'due',
    title: t('guidance.dueOn'),
    render: (row) => (row.state === 'open' ? <DeadlineText dueOn={row.dueOn} /> : '—'),
    width: '128px',
  },
  { key: 'number', title: t('guidance.replyNumber'), render: (row) => row.replyNumber ?? '—', width: '168px' },
  {
    key: 'state',
    title: t('guidance.state'),
    render: (row) => <Status kind={QUESTION_STATUS[row.state]}>{t(`guidance.question_${row.state}`)}</Status>,
    width: '104px',
  },
];

interface QuestionTableProps {
  rows: readonly QuestionRowView[];
  page: PageInfo;
  base: string;
  isOffice: boolean;
  empty: ReactNode;
}

/** 咨询, as the unit or its office reads them. */
export const QuestionTable = ({ rows, page, base, isOffice, empty }: QuestionTableProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('guidance.state'),
      options: [...QUESTION_STATES, 'overdue' as const].map((value) => ({
        value,
        label: t(`guidance.question_${value}`),
      })),
    },
  ];
  return (
    <>
      <SearchBar placeholder={t('guidance.searchQuestion')} filters={filters} />
      <DataTable
        name={isOffice ? 'questions' : 'my-questions'}
        caption={t('guidance.questionsTitle')}
        columns={columnsOf(t, base, isOffice)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/questions/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={empty}
      />
    </>
  );
};
