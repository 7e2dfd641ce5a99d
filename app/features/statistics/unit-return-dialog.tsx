import { useState } from 'react';
import { Dialog } from '@/app/components/dialog';
import { useText } from '@/app/i18n/use-text';
import { dayOf } from '@/app/lib/format';
import type { ReceivedReturnView } from '@/server/domain/statistics/statistics';
import { FormTables } from './form-tables';
import { ProblemList } from './problem-list';
import { amountText } from './statistics-words';

interface PartChoiceProps {
  parts: ReceivedReturnView['parts'];
  shown: number | null;
  onShow: (at: number | null) => void;
}

/** The units of a sum; each opens its own cells, as they were added. */
const PartChoice = ({ parts, shown, onShow }: PartChoiceProps) => {
  const t = useText();
  const choice = (at: number | null, label: string) => (
    <button key={at ?? 'sum'} type="button" className="lt-link" aria-pressed={shown === at} onClick={() => onShow(at)}>
      {label}
    </button>
  );
  return (
    <div className="lt-row">
      <span>
        {t('statistics.sumOf')}
        {t('common.colon')}
      </span>
      {parts.map((part, at) => choice(at, part.unitName))}
      {shown === null ? null : choice(null, t('statistics.showSum'))}
    </div>
  );
};

/** What a unit handed up, as it was then: cells, checks with its explanations, and of a sum each unit in it. */
export const UnitReturnDialog = ({ of, onClose }: { of: ReceivedReturnView; onClose: () => void }) => {
  const t = useText();
  const [shown, setShown] = useState<number | null>(null);
  const part = shown === null ? undefined : of.parts[shown];
  const { cells } = part ?? of;
  return (
    <Dialog open onClose={onClose} title={of.unitName} place="right">
      <p className="lt-2">
        {t('statistics.handedUpBy', { name: of.submittedBy, date: dayOf(of.submittedAt), asOf: of.asOf })}
      </p>
      {of.parts.length > 0 ? <PartChoice parts={of.parts} shown={shown} onShow={setShown} /> : null}
      {part ? (
        <p>
          <strong>{part.unitName}</strong>
        </p>
      ) : (
        <>
          <h2>{t('statistics.problems')}</h2>
          <ProblemList form={of.form} problems={of.problems} />
        </>
      )}
      <FormTables form={of.form} cell={(ref) => amountText(cells[ref] ?? null)} />
    </Dialog>
  );
};
