import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { MOVEMENT_PARTS, type MovementView } from '@/server/domain/figure/holdings-movement';

/** Who closed the year, and what the records say differently today. */
export const ClosedYearNote = ({ closed }: { closed: NonNullable<MovementView['closed']> }) => {
  const t = useText();
  const categories = useCategories();
  const said = t('dashboard.closedYear', {
    year: String(closed.year),
    name: closed.closedByName,
    date: formatIsoDate(closed.closedAt),
  });
  if (closed.differing.length === 0)
    return (
      <p className="lt-note" role="note">
        {[said, t('dashboard.closedSame'), closed.note ?? ''].filter(Boolean).join(' ')}
      </p>
    );
  const lines = closed.differing.flatMap(({ category, atClosing, today }) =>
    MOVEMENT_PARTS.filter((part) => atClosing[part] !== today[part]).map((part) => ({
      key: `${category}${part}`,
      text: t('dashboard.closedLine', {
        category: categoryName(category, categories),
        part: t(`dashboard.part_${part}`),
        before: formatNumber(atClosing[part]),
        now: formatNumber(today[part]),
      }),
    })),
  );
  return (
    <div className="lt-note lt-note-attention" role="note">
      <div>
        <p>
          {said} {t('dashboard.closedDiffers')}
        </p>
        <ul>
          {lines.map((line) => (
            <li key={line.key}>{line.text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
};
