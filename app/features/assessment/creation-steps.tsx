import type { ReactNode } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { Attachments } from '@/app/features/inspection/exchange';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import type { KeptStep } from '@/server/domain/assessment/creation';
import type { AttachmentView } from '@/server/domain/inspection/finding';

export type ShownStep = KeptStep & { files: AttachmentView[] };

interface StepTableProps {
  title: string;
  steps: ShownStep[];
  hrefOf: (step: ShownStep, file: AttachmentView) => string;
  rowActions?: (step: ShownStep) => ReactNode;
}

const columnsOf = (t: Translate, hrefOf: StepTableProps['hrefOf']): Column<ShownStep>[] => [
  { key: 'title', title: t('creation.step'), render: (step) => step.title, onPhone: 'title' },
  { key: 'owner', title: t('creation.owner'), render: (step) => step.ownerName, width: '120px' },
  {
    key: 'due',
    title: t('creation.dueOn'),
    render: (step) => (step.doneOn ? step.dueOn : <DeadlineText dueOn={step.dueOn} withDate />),
    width: '168px',
  },
  {
    key: 'done',
    title: t('creation.doneOn'),
    render: (step) => (step.doneOn ? <Status kind="done">{step.doneOn}</Status> : '—'),
    width: '136px',
  },
  { key: 'note', title: t('creation.note'), render: (step) => step.note || '—' },
  {
    key: 'files',
    title: t('creation.evidence'),
    render: (step) =>
      step.files.length === 0 ? '—' : <Attachments files={step.files} hrefOf={(file) => hrefOf(step, file)} />,
    width: '200px',
  },
];

/** The steps of a plan with their evidence, for the unit and for the office above. */
export const StepTable = ({ title, steps, hrefOf, rowActions }: StepTableProps) => {
  const t = useText();
  return (
    <DataTable
      name="creation-steps"
      caption={title}
      columns={columnsOf(t, hrefOf)}
      rows={steps}
      page={{ nextCursor: null, previousCursor: null, total: steps.length }}
      rowKey={(step) => step.code}
      rowLabel={(step) => step.title}
      {...(rowActions ? { rowActions } : {})}
      empty={<Empty icon="list" title={t('creation.step')} text="" />}
    />
  );
};
