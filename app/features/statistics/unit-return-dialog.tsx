import { Dialog } from '@/app/components/dialog';
import { useText } from '@/app/i18n/use-text';
import { dayOf } from '@/app/lib/format';
import type { ReceivedReturnView } from '@/server/domain/statistics/statistics';
import { FormTables } from './form-tables';
import { ProblemList } from './problem-list';
import { amountText } from './statistics-words';

/** What a unit handed up, as it was then: cells, checks with its explanations, and of a sum the units in it. */
export const UnitReturnDialog = ({ of, onClose }: { of: ReceivedReturnView; onClose: () => void }) => {
  const t = useText();
  return (
    <Dialog open onClose={onClose} title={of.unitName} place="right">
      <p className="lt-2">
        {t('statistics.handedUpBy', { name: of.submittedBy, date: dayOf(of.submittedAt), asOf: of.asOf })}
      </p>
      {of.parts.length > 0 ? (
        <p>
          {t('statistics.sumOf')}
          {t('common.colon')}
          {of.parts.map((part) => part.unitName).join(t('common.list'))}
        </p>
      ) : null}
      <h2>{t('statistics.problems')}</h2>
      <ProblemList form={of.form} problems={of.problems} />
      <FormTables form={of.form} cell={(ref) => amountText(of.cells[ref] ?? null)} />
    </Dialog>
  );
};
