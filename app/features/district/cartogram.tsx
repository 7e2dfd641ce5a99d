import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { TileView } from '@/server/domain/inspection/district';
import { type Measure, SCALES, stepOf } from '@/server/domain/inspection/district-vocabulary';
import { LevelMark } from './level-mark';

export const valueText = (value: number | null): string => (value === null ? '—' : formatNumber(value));

/** The four steps in words, each with its mark: who sees no colour reads the same. */
const Legend = ({ measure }: { measure: Measure }) => {
  const t = useText();
  const { steps } = SCALES[measure];
  const words = [
    t('district.below', { n: steps[0] }),
    t('district.between', { from: steps[0], to: steps[1] }),
    t('district.between', { from: steps[1], to: steps[2] }),
    t('district.from', { n: steps[2] }),
  ];
  return (
    <ul className="lt-legend" aria-label={t('district.legend')}>
      {words.map((word, at) => {
        const step = ([1, 2, 3, 4] as const)[at] ?? 1;
        return (
          <li key={word}>
            <span className={`lt-tile-key lt-step-${step}`}>
              <LevelMark step={step} />
            </span>
            <span>{word}</span>
          </li>
        );
      })}
      <li>
        <span className="lt-tile-key lt-step-none">
          <LevelMark step={null} />
        </span>
        <span>{t('district.unknown')}</span>
      </li>
    </ul>
  );
};

const readingOrder = (a: TileView, b: TileView): number => a.row - b.row || a.column - b.column;

/** 方格示意图: tiles where somebody put them, in the order of reading for the keyboard; each leads to its units. */
export const Cartogram = (props: {
  tiles: readonly TileView[];
  measure: Measure;
  toUnits: (slug: string) => string;
}) => {
  const { tiles, measure, toUnits } = props;
  const t = useText();
  const name = t(`district.measure_${measure}`);
  const columns = Math.max(1, ...tiles.map((tile) => tile.column));
  return (
    <>
      <div className="lt-cartogram-scroll">
        <ul
          className="lt-cartogram"
          aria-label={t('district.tilesLabel', { measure: name })}
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(72px, 1fr))` }}
        >
          {[...tiles].sort(readingOrder).map((tile) => {
            const value = tile.values[measure];
            const step = stepOf(measure, value);
            return (
              <li key={tile.slug} style={{ gridColumn: tile.column, gridRow: tile.row }}>
                <Link className={`lt-tile lt-step-${step ?? 'none'}`} to={toUnits(tile.slug ?? '-')}>
                  <span className="lt-tile-name">{tile.name}</span>
                  <span className="lt-tile-value">
                    <span>
                      <span className="lt-hidden"> {name} </span>
                      <b>{valueText(value)}</b>
                      <span className="lt-hidden"> {t('district.unitCount', { n: tile.units })}</span>
                    </span>
                    <LevelMark step={step} />
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
      <Legend measure={measure} />
    </>
  );
};
