import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer/use-submission';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { planTask } from '@/server/domain/register/registers/plan-task';
import type { TimetableLine, TimetableView } from '@/server/domain/register/timetable';

interface Row extends TimetableLine {
  key: string;
  isTaken: boolean;
}

const lineField = planTask.fields.find((field) => field.key === 'line');
const LINES = lineField?.kind === 'choice' ? lineField.choices : [];

interface RowProps {
  row: Row;
  year: number;
  change: (part: Partial<Row>) => void;
}

/** One task: ticked to be taken over, with what may be changed of it. */
const TimetableRow = ({ row, year, change }: RowProps) => {
  const t = useText();
  const locale = useLocale();
  const named = (label: string): string => `${row.task} ${label}`;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          className="lt-checkbox"
          aria-label={t('timetable.take', { task: row.task })}
          checked={row.isTaken}
          disabled={row.isPlanned}
          onChange={({ currentTarget }) => change({ isTaken: currentTarget.checked })}
        />
      </td>
      <td>
        <input
          className="lt-input"
          aria-label={named(t('timetable.task'))}
          maxLength={200}
          value={row.task}
          onChange={({ currentTarget }) => change({ task: currentTarget.value })}
        />
        {row.isPlanned ? <div className="lt-3">{t('timetable.planned', { year: String(year) })}</div> : null}
      </td>
      <td>{LINES.find((one) => one.code === row.line)?.[locale === 'en' ? 'en' : 'zh'] ?? row.line}</td>
      <td>
        <input
          className="lt-input"
          aria-label={named(t('timetable.owner'))}
          maxLength={30}
          value={row.owner}
          onChange={({ currentTarget }) => change({ owner: currentTarget.value })}
        />
      </td>
      <td>
        <input
          className="lt-input"
          type="number"
          min={1}
          max={12}
          inputMode="numeric"
          aria-label={named(t('timetable.monthFrom'))}
          value={row.monthFrom ?? ''}
          onChange={({ currentTarget }) =>
            change({ monthFrom: currentTarget.value === '' ? null : Number(currentTarget.value) })
          }
        />
      </td>
      <td>
        <input
          className="lt-input"
          type="date"
          min={`${year}-01-01`}
          max={`${year}-12-31`}
          aria-label={named(t('timetable.dueOn'))}
          value={row.dueOn}
          onChange={({ currentTarget }) => change({ dueOn: currentTarget.value })}
        />
        <div className="lt-3">
          {row.before.doneOn === null
            ? t('timetable.beforeOpen', { due: row.before.dueOn })
            : t('timetable.before', { due: row.before.dueOn, done: row.before.doneOn })}
        </div>
      </td>
    </tr>
  );
};

/** The draft: what is ticked is kept, all or none. */
export const TimetableForm = ({ draft, onKept }: { draft: TimetableView; onKept: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { busy, failure, submit } = useSubmission();
  const [rows, setRows] = useState<Row[]>(() =>
    draft.lines.map((line, at) => ({ ...line, key: String(at), isTaken: !line.isPlanned })),
  );
  const taken = rows.filter((row) => row.isTaken);
  const change = (key: string, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const keep = async () => {
    const outcome = await submit(async (idempotencyKey) => {
      const lines = taken.map(({ task, line, owner, monthFrom, dueOn, source }) => ({
        task,
        line,
        owner,
        monthFrom,
        dueOn,
        source: source || undefined,
      }));
      const input = { planYear: draft.toYear, lines };
      const { entered } = await client.register.keepTimetable.mutate(input, { context: { idempotencyKey } });
      toast({ text: t('timetable.kept', { n: entered }) });
    });
    if (outcome.ok) onKept();
  };
  return (
    <>
      <div className="lt-scroll-x">
        <table className="lt-table">
          <caption className="lt-hidden">{t('timetable.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('timetable.chosen')}</th>
              <th scope="col">{t('timetable.task')}</th>
              <th scope="col">{t('timetable.line')}</th>
              <th scope="col">{t('timetable.owner')}</th>
              <th scope="col">{t('timetable.monthFrom')}</th>
              <th scope="col">{t('timetable.dueOn')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <TimetableRow key={row.key} row={row} year={draft.toYear} change={(part) => change(row.key, part)} />
            ))}
          </tbody>
        </table>
      </div>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <div className="lt-act-save lt-act-save-wide">
        <Button look="primary" busy={busy} disabled={taken.length === 0} onClick={() => void keep()}>
          {t('timetable.keep', { n: taken.length, year: String(draft.toYear) })}
        </Button>
      </div>
    </>
  );
};
