import type { Column } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { CheckRow, CheckState } from '@/server/domain/filing/collection-check';

/* Without the schemas, which would bring zod with them. */
export const CHECK_STATES = ['waiting', 'answered', 'returned', 'closed'] as const satisfies readonly CheckState[];

const STATUS: Record<CheckState, StatusKind> = {
  waiting: 'live',
  answered: 'attention',
  returned: 'attention',
  closed: 'done',
};

export const CheckStatus = ({ state }: Pick<CheckRow, 'state'>) => {
  const t = useText();
  return <Status kind={STATUS[state]}>{t(`filing.check_${state}`)}</Status>;
};

export const checkColumns = (t: Translate, box: CheckRow['box']): Column<CheckRow>[] => [
  {
    key: 'unit',
    title: box === 'out' ? t('filing.checkUnit') : t('filing.checkedByUnit'),
    render: (row) => <span className="lt-strong">{box === 'out' ? row.unitName : row.checkerName}</span>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'year', title: t('filing.year'), render: (row) => String(row.year), width: '72px' },
  { key: 'on', title: t('filing.checkedOn'), render: (row) => row.checkedOn, width: '112px' },
  { key: 'by', title: t('filing.checkedBy'), render: (row) => row.checkedBy, width: '144px', onPhone: 'hide' },
  {
    key: 'findings',
    title: t('filing.checkFindings'),
    render: (row) => formatNumber(row.findingCount),
    numeric: true,
    width: '72px',
  },
  {
    key: 'due',
    title: t('filing.checkDue'),
    render: (row) =>
      row.state === 'closed' || row.state === 'answered' ? (
        (row.dueOn ?? '—')
      ) : (
        <DeadlineText dueOn={row.dueOn} withDate />
      ),
    width: '168px',
  },
  { key: 'state', title: t('filing.state'), render: (row) => <CheckStatus state={row.state} />, width: '120px' },
];
