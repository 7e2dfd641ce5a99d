import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import type { PlanLineView } from '@/server/domain/filing/filing-plan';
import type { HandedField, HandedState } from '@/server/domain/filing/handed-document';
import type { ScheduleState } from '@/server/domain/filing/retention-schedule';
import type { PageInfo } from '@/server/domain/shared/pagination';

/** A list that the server gives as a whole. */
export const wholePage = (rows: readonly unknown[]): PageInfo => ({
  nextCursor: null,
  previousCursor: null,
  total: rows.length,
});

export const HANDED_STATES = ['submitted', 'returned', 'draft', 'accepted'] as const satisfies readonly HandedState[];
/** Without the schema, which would bring zod with it. */
export const HANDED_FIELDS = [
  'title',
  'documentNumber',
  'responsibleParty',
  'documentDate',
  'pageCount',
  'categoryCode',
  'remarks',
  'file',
] as const satisfies readonly HandedField[];

const HANDED: Record<HandedState, StatusKind> = {
  draft: 'none',
  submitted: 'live',
  returned: 'attention',
  accepted: 'done',
  withdrawn: 'failed',
};
export const HandedStatus = ({ state }: { state: HandedState }) => {
  const t = useText();
  return <Status kind={HANDED[state]}>{t(`filing.state_${state}`)}</Status>;
};

const SCHEDULE: Record<ScheduleState, StatusKind> = {
  draft: 'none',
  submitted: 'live',
  returned: 'attention',
  approved: 'done',
  superseded: 'none',
};
export const ScheduleStatus = ({ state }: { state: ScheduleState }) => {
  const t = useText();
  return <Status kind={SCHEDULE[state]}>{t(`filing.schedule_${state}`)}</Status>;
};

const STANDING: Record<PlanLineView['standing'], StatusKind> = {
  waiting: 'none',
  partly: 'live',
  done: 'done',
  late: 'overdue',
  lateDone: 'attention',
};
const standingText = (line: Pick<PlanLineView, 'standing' | 'daysLate'>, t: Translate): string => {
  if (line.standing === 'late' || line.standing === 'lateDone')
    return t(`filing.standing_${line.standing}`, { days: line.daysLate });
  return t(`filing.standing_${line.standing}`);
};
export const LineStatus = ({ line }: { line: Pick<PlanLineView, 'standing' | 'daysLate'> }) => {
  const t = useText();
  return <Status kind={STANDING[line.standing]}>{standingText(line, t)}</Status>;
};

/** The options of a plain select. */
export const Options = ({ options }: { options: readonly { value: string; label: string }[] }) =>
  options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
