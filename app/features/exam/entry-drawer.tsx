import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import type { ContestEntryView, EntryLine } from '@/server/domain/exam/contest';
import { AWARDS, type Award } from '@/server/domain/exam/exam-vocabulary';

interface Values {
  unitName: string;
  entrantName: string;
  score?: string | number;
  rank?: string | number;
  award?: Award | '';
  note?: string;
}

const numberOf = (typed: string | number | undefined): number | null =>
  typed === undefined || typed === '' ? null : Number(typed);

interface EntryDrawerProps {
  entry?: ContestEntryView;
  onClose: () => void;
  onSubmit: (entry: EntryLine, idempotencyKey: string) => Promise<void>;
}

/** 登记参赛: who, how many points, which rank, which award. */
export const EntryDrawer = ({ entry, onClose, onSubmit }: EntryDrawerProps) => {
  const t = useText();
  const labels = {
    unitName: t('exam.unit'),
    entrantName: t('exam.entrant'),
    score: t('exam.score'),
    rank: t('exam.rank'),
    award: t('exam.award'),
    note: t('exam.note'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(entry ? 'exam.changeEntry' : 'exam.enterEntry')}
      fieldLabels={labels}
      initialValues={
        entry
          ? {
              unitName: entry.unitName,
              entrantName: entry.entrantName,
              score: entry.score ?? '',
              rank: entry.rank ?? '',
              award: entry.award ?? '',
              note: entry.note,
            }
          : {}
      }
      onSubmit={({ unitName, entrantName, score, rank, award, note }, key) =>
        onSubmit(
          { unitName, entrantName, score: numberOf(score), rank: numberOf(rank), award: award || null, note },
          key,
        )
      }
    >
      <FormField name="unitName" label={labels.unitName} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="entrantName" label={labels.entrantName} required help={t('exam.entrantHelp')}>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="score" label={labels.score}>
        <input className="lt-input" type="number" min={0} step={0.1} inputMode="decimal" />
      </FormField>
      <FormField name="rank" label={labels.rank}>
        <input className="lt-input" type="number" min={1} inputMode="numeric" />
      </FormField>
      <FormField name="award" label={labels.award}>
        <select className="lt-select">
          <option value="" />
          {AWARDS.map((award) => (
            <option key={award} value={award}>
              {t(`exam.award_${award}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="note" label={labels.note}>
        <input className="lt-input" maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};
