import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status, type StatusKind } from '@/app/components/status';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName, retentionName } from '@/app/features/archive/archive-labels';
import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { GapView } from '@/server/domain/filing/filing-gaps';

/** Without the schema, which would bring zod with it. */
export const GAP_STANDINGS = [
  'missing',
  'likely',
  'unusual',
  'notFormed',
  'filed',
] as const satisfies readonly GapView['standing'][];

const KIND: Record<GapView['standing'], StatusKind> = {
  missing: 'overdue',
  likely: 'attention',
  unusual: 'none',
  notFormed: 'done',
  filed: 'done',
};

const Planned = ({ planned, t }: { planned: GapView['planned']; t: Translate }) =>
  planned.length === 0 ? (
    <span className="lt-3">{t('filing.gapNotPlanned')}</span>
  ) : (
    planned.map((line) => (
      <div key={`${line.departmentName} ${line.dueOn} ${line.expected}`}>
        {line.departmentName} {t('filing.progressOf', { accepted: line.accepted, expected: line.expected })}{' '}
        <span className="lt-3">{line.dueOn}</span>
      </div>
    ))
  );

const Filed = ({ row, slug, t }: { row: GapView; slug: string; t: Translate }) => (
  <>
    {row.confirmed > 0 ? <div>{t('filing.gapConfirmed', { n: formatNumber(row.confirmed) })}</div> : null}
    {row.likely > 0 && row.example ? (
      <div className="lt-2">
        {t('filing.gapLikely', { n: formatNumber(row.likely) })}{' '}
        <Link to={`/w/${slug}/archives/${row.example.itemId}`} title={row.example.title}>
          {row.example.referenceCode}
        </Link>
      </div>
    ) : null}
    {row.confirmed + row.likely === 0 ? (
      <span className="lt-3">
        {row.lastYear === null ? t('filing.gapNever') : t('filing.gapLast', { year: String(row.lastYear) })}
      </span>
    ) : null}
  </>
);

export const gapColumns = (t: Translate, categories: Categories, slug: string): Column<GapView>[] => [
  {
    key: 'standing',
    title: t('filing.standing'),
    render: (row) => (
      <>
        <Status kind={KIND[row.standing]}>{t(`filing.gap_${row.standing}`)}</Status>
        {row.answer ? <p className="lt-3">{t('filing.gapSaid', row.answer)}</p> : null}
      </>
    ),
    width: '168px',
  },
  {
    key: 'code',
    title: t('filing.ruleCode'),
    render: (row) => <span className="lt-code lt-nowrap">{row.code}</span>,
    width: '88px',
  },
  { key: 'text', title: t('filing.ruleText'), render: (row) => row.description, onPhone: 'title' },
  {
    key: 'category',
    title: t('filing.category'),
    render: (row) => categoryName(row.categoryCode, categories),
    width: '96px',
    hiddenAtFirst: true,
  },
  {
    key: 'retention',
    title: t('filing.retention'),
    render: (row) => retentionName(row.retentionCode, categories.locale),
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'filed',
    title: t('filing.gapFiled'),
    render: (row) => <Filed row={row} slug={slug} t={t} />,
    width: '220px',
  },
  {
    key: 'planned',
    title: t('filing.gapPlanned'),
    render: (row) => <Planned planned={row.planned} t={t} />,
    width: '208px',
    onPhone: 'hide',
  },
];
