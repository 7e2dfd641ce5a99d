import { LevelMark } from '@/app/features/district/level-mark';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { WallView } from '@/server/domain/figure/wall';
import { type Measure, stepOf } from '@/server/domain/inspection/district-vocabulary';

/** The district as tiles for a wall: nobody clicks there, so nothing is a link. Mark and number say what colour says. */
export const WallTiles = ({
  cartogram,
  measure,
}: {
  cartogram: NonNullable<WallView['cartogram']>;
  measure: Measure;
}) => {
  const t = useText();
  const columns = Math.max(1, ...cartogram.tiles.map((tile) => tile.column));
  return (
    <ul className="lt-cartogram" style={{ gridTemplateColumns: `repeat(${columns}, minmax(72px, 1fr))` }}>
      {cartogram.tiles.map((tile) => {
        const value = tile.values[measure];
        const step = stepOf(measure, value);
        return (
          <li key={tile.slug} style={{ gridColumn: tile.column, gridRow: tile.row }}>
            <div className={`lt-tile lt-step-${step ?? 'none'}`}>
              <span className="lt-tile-name">{tile.name}</span>
              <span className="lt-tile-value">
                <b>{value === null ? t('figure.noEntry') : formatNumber(value)}</b>
                <LevelMark step={step} />
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
};
