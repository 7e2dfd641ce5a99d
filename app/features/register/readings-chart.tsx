import { Segments } from '@/app/components/segments';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { fieldNamed, type RegisterDefinition, type RegisterLimit } from '@/server/domain/register/register-definition';
import { CHART_SPANS, type ChartView } from '@/server/domain/register/register-entry';
import { inWords } from './register-words';

const [WIDTH, HEIGHT, PAD] = [720, 120, 4];

type Points = ChartView[number]['points'];

interface ReadingsChartProps {
  definition: RegisterDefinition;
  limit: RegisterLimit;
  points: Points;
  byHour: boolean;
}

/** The mean as a line between the limits, the lowest and the highest of each day as its shadow. */
const Drawing = ({ limit, points }: Pick<ReadingsChartProps, 'limit' | 'points'>) => {
  const [bottom, top] = [
    Math.min(limit.min, ...points.map(({ low }) => low)) - 1,
    Math.max(limit.max, ...points.map(({ high }) => high)) + 1,
  ];
  const y = (value: number) => PAD + ((top - value) / (top - bottom)) * (HEIGHT - 2 * PAD);
  const x = (index: number) => (points.length < 2 ? WIDTH / 2 : (index / (points.length - 1)) * WIDTH);
  const at = (index: number, value: number) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`;
  const highs = points.map(({ high }, index) => at(index, high));
  const lows = points.map(({ low }, index) => at(index, low)).reverse();
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect x={0} width={WIDTH} y={y(limit.max)} height={y(limit.min) - y(limit.max)} className="lt-readings-band" />
      <polygon points={[...highs, ...lows].join(' ')} className="lt-readings-range" />
      <polyline points={points.map(({ mean }, index) => at(index, mean)).join(' ')} />
      {points.map(({ at: on, low, high }, index) =>
        low < limit.min || high > limit.max ? (
          <circle key={on} cx={x(index)} cy={y(high > limit.max ? high : low)} r={3} />
        ) : null,
      )}
    </svg>
  );
};

const Readings = ({ definition, limit, points, byHour }: ReadingsChartProps) => {
  const t = useText();
  const locale = useLocale();
  const field = fieldNamed(definition, limit.field);
  const name = inWords(field.name, locale);
  const unit = field.kind === 'number' && field.unit ? inWords(field.unit, locale) : '';
  const beyond = points.filter(({ low, high }) => low < limit.min || high > limit.max).length;
  const said = [
    t('register.chart', { name }),
    t('register.chartLimits', { min: formatNumber(limit.min), max: formatNumber(limit.max), unit }),
    points.length === 0
      ? t('register.chartNone')
      : t(byHour ? 'register.chartBeyondHours' : 'register.chartBeyond', { n: beyond }),
  ].join(' · ');
  return (
    <figure className="lt-readings">
      <figcaption className="lt-2">{said}</figcaption>
      {points.length === 0 ? null : <Drawing limit={limit} points={points} />}
    </figure>
  );
};

/** Readings of the last days between their limits. What lies beyond is said in words too. */
export const ReadingsCharts = ({
  definition,
  chart,
  byHour,
}: {
  definition: RegisterDefinition;
  chart: ChartView;
  byHour: boolean;
}) => {
  const t = useText();
  const { limits = [] } = definition;
  if (limits.length === 0) {
    return null;
  }
  return (
    <div className="lt-readings-set">
      <Segments
        name="chart"
        label={t('register.chartSpan')}
        segments={CHART_SPANS.map((value) => ({ value, label: t(`register.chart_${value}`) }))}
      />
      {limits.map((limit) => (
        <Readings
          key={limit.field}
          definition={definition}
          limit={limit}
          points={chart.find(({ field }) => field === limit.field)?.points ?? []}
          byHour={byHour}
        />
      ))}
    </div>
  );
};
