import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useListedCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { UnitYearDetail } from '@/server/domain/filing/year-release';
import { LineStatus } from './filing-labels';
import { UnitYearStatus } from './unit-year-columns';

const Lines = ({ lines }: Pick<UnitYearDetail, 'lines'>) => {
  const t = useText();
  const categories = useListedCategories();
  return (
    <div className="lt-scroll-x">
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{t('filing.planLines')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('filing.kind')}</th>
            <th scope="col">{t('filing.accepted')}</th>
            <th scope="col">{t('filing.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.departmentName} ${line.categoryCode} ${line.kind}`}>
              <td>
                {line.kind}{' '}
                <span className="lt-3">
                  {line.departmentName} · {categoryName(line.categoryCode, categories)}
                </span>
              </td>
              <td className="lt-nowrap">
                {t('filing.progressOf', { accepted: line.accepted, expected: line.expectedCount })}
              </td>
              <td>
                <LineStatus line={line} /> <span className="lt-3 lt-nowrap">{line.dueOn}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface UnitYearDialogProps {
  unit: UnitYearDetail;
  year: number;
  onClose: () => void;
  onRemind?: (() => void) | undefined;
}

/** What a unit handed up of a filing year, whole. */
export const UnitYearDialog = ({ unit, year, onClose, onRemind }: UnitYearDialogProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const numberOf = (value: number | null) => (value === null ? null : formatNumber(value));
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${unit.name} · ${t('filing.yearOption', { year: String(year) })}`}
      place="right"
      foot={
        onRemind ? (
          <Button look="primary" icon="bell" onClick={onRemind}>
            {t('filing.remind')}
          </Button>
        ) : undefined
      }
    >
      <p className="lt-wrap lt-filing-line">
        <UnitYearStatus unit={unit} />
        <Link to={`/w/${slug}/filing/checks?new=${unit.tenantId}&year=${year}`}>{t('filing.checkAdd')}</Link>
      </p>
      {unit.releasedAt === null ? <p className="lt-note lt-note-info">{t('filing.notReleasedText')}</p> : null}
      <FactList
        facts={[
          [t('filing.dueOn'), unit.dueOn],
          [t('filing.closedOn'), unit.closedOn],
          [t('filing.expected'), numberOf(unit.expectedCount)],
          [t('filing.accepted'), numberOf(unit.acceptedCount)],
          [t('filing.missingPieces'), numberOf(unit.missingCount)],
          [t('filing.filedPieces'), numberOf(unit.filedCount)],
          [
            t('filing.checkResult'),
            unit.checkErrors === null
              ? null
              : t('filing.checkErrors', { n: unit.checkErrors, date: unit.checkedOn ?? '' }),
          ],
          [t('filing.releasedAt'), unit.releasedAt ? formatIsoDateTime(unit.releasedAt) : null],
          [t('filing.releasedBy'), unit.releasedByName],
          [t('filing.lastReminded'), unit.remindedAt ? formatIsoDateTime(unit.remindedAt) : null],
          [t('filing.note'), unit.note],
        ]}
      />
      {unit.lines.length > 0 ? <Lines lines={unit.lines} /> : null}
    </Dialog>
  );
};
