import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { fieldNamed, type RegisterDefinition, type RegisterLimit } from '@/server/domain/register/register-definition';
import type { SeriesView } from '@/server/domain/register/register-entry';
import { inWords } from './register-words';

const [WIDTH, HEIGHT, PAD] = [720, 120, 4];

interface ReadingsChartProps {
  definition: RegisterDefinition;
  limit: RegisterLimit;
  series: SeriesView;
}

/** Readings of the last months between their limits. What lies beyond is said in words too. */
export const ReadingsChart = ({ definition, limit, series }: ReadingsChartProps) => {
  const t = useText();
  const locale = useLocale();
  const field = fieldNamed(definition, limit.field);
  const name = inWords(field.name, locale);
  const unit = field.kind === 'number' && field.unit ? inWords(field.unit, locale) : '';
  const beyond = series.filter(({ low, high }) => low < limit.min || high > limit.max).length;
  const [bottom, top] = [
    Math.min(limit.min, ...series.map(({ low }) => low)) - 1,
    Math.max(limit.max, ...series.map(({ high }) => high)) + 1,
  ];
  const y = (value: number) => PAD + ((top - value) / (top - bottom)) * (HEIGHT - 2 * PAD);
  const x = (index: number) => (series.length < 2 ? WIDTH / 2 : (index / (series.length - 1)) * WIDTH);
  const said = `${t('register.chart', { name })} · ${t('register.chartLimits', {
    min: formatNumber(limit.min),
    max: formatNumber(limit.max),
    unit,
  })} · ${series.length === 0 ? t('register.chartNone') : t('register.chartBeyond', { n: beyond })}`;
  return (
    <figure className="lt-readings">
      <figcaption className="lt-2">{said}</figcaption>
      {series.length === 0 ? null : (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <rect
            x={0}
            width={WIDTH}
            y={y(limit.max)}
            height={y(limit.min) - y(limit.max)}
            className="lt-readings-band"
          />
          <polyline points={series.map(({ mean }, index) => `${x(index)},${y(mean)}`).join(' ')} />
          {series.map(({ on, low, high }, index) =>
            low < limit.min || high > limit.max ? (
              <circle key={on} cx={x(index)} cy={y(high > limit.max ? high : low)} r={3} />
            ) : null,
          )}
        </svg>
      )}
    </figure>
  );
};
