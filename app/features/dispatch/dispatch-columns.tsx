import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { formatIsoDate } from '@/app/lib/format';
import type { DispatchView } from '@/server/domain/tenancy/dispatch';

/** Kinds that end with an answer of the addressee. The others end with being read. */
const ANSWERED_KINDS: readonly DispatchView['kind'][] = [
  'inspection_notice',
  'inspection_change',
  'checks_call',
  'safety_call',
  'finding',
  'rectification',
  'training_invitation',
  'training_change',
  'training_lesson',
  'grant_objection',
  'question',
  'guidance_material',
  'exchange_minutes',
];

export const DispatchState = ({ dispatch, t }: { dispatch: DispatchView; t: Translate }) => {
  if (dispatch.isAnswered) {
    return <Status kind="done">{t('dispatch.answered')}</Status>;
  }
  return ANSWERED_KINDS.includes(dispatch.kind) ? (
    <Status kind="live">{t('dispatch.waiting')}</Status>
  ) : (
    <Status kind="done">{t('dispatch.sent')}</Status>
  );
};

export const dispatchColumns = (base: string, box: 'in' | 'out', t: Translate): Column<DispatchView>[] => [
  {
    key: 'title',
    title: t('dispatch.column_title'),
    render: (dispatch) => <Link to={`${base}/dispatches/${dispatch.id}`}>{dispatch.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'kind', title: t('dispatch.column_kind'), render: (row) => t(`dispatch.kind_${row.kind}`), width: '112px' },
  { key: 'number', title: t('dispatch.column_number'), render: (row) => row.documentNumber ?? '—', width: '176px' },
  {
    key: 'other',
    title: t(box === 'in' ? 'dispatch.column_sender' : 'dispatch.column_addressee'),
    render: (row) => (box === 'in' ? row.senderName : row.addresseeName),
    width: '176px',
  },
  {
    key: 'date',
    title: t('dispatch.column_date'),
    render: (row) => (row.dispatchedAt ? formatIsoDate(row.dispatchedAt) : '—'),
    width: '104px',
  },
  {
    key: 'due',
    title: t('dispatch.column_due'),
    render: (row) =>
      row.dueOn === null ? '—' : row.isAnswered ? formatIsoDate(row.dueOn) : <DeadlineText dueOn={row.dueOn} />,
    width: '112px',
  },
  {
    key: 'state',
    title: t('dispatch.column_state'),
    render: (row) => <DispatchState dispatch={row} t={t} />,
    width: '120px',
  },
];
