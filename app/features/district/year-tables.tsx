import { PlainTable } from '@/app/features/fonds/plain-table';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { ComparisonView } from '@/server/domain/inspection/year-comparison';

interface YearLine {
  key: string;
  name: string;
  values: readonly (number | null)[];
}

/** A number with a bar against the most of its line: years read at a glance, and the number stands beside. */
const Value = ({ value, most }: { value: number | null; most: number }) => (
  <span className="lt-year-value">
    <span className="lt-bar" aria-hidden="true">
      <i style={{ width: `${value === null || most === 0 ? 0 : Math.round((value * 100) / most)}%` }} />
    </span>
    <span>{value === null ? '—' : formatNumber(value)}</span>
  </span>
);

const YearTable = (props: { caption: string; first: string; years: readonly number[]; lines: readonly YearLine[] }) => {
  const { caption, first, years, lines } = props;
  const t = useText();
  return (
    <PlainTable<YearLine>
      caption={caption}
      rows={lines}
      rowKey={(line) => line.key}
      columns={[
        { key: 'name', title: first, render: (line) => line.name },
        ...years.map((year, at) => ({
          key: String(year),
          title: t('district.yearOption', { year: String(year) }),
          render: (line: YearLine) => (
            <Value value={line.values[at] ?? null} most={Math.max(0, ...line.values.map((value) => value ?? 0))} />
          ),
          numeric: true,
          width: '136px',
        })),
      ]}
    />
  );
};

const TOTALS = ['inspections', 'units', 'averageScore', 'findings', 'repeated', 'settled'] as const;

/** Totals, findings by legal item, scores by section: a column a year. */
export const YearTables = ({ comparison }: { comparison: ComparisonView }) => {
  const t = useText();
  const years = comparison.years.map((one) => one.year);
  return (
    <>
      <section className="lt-section" aria-labelledby="years-totals">
        <h2 id="years-totals">{t('district.totals')}</h2>
        <YearTable
          caption={t('district.totalsCaption')}
          first={t('district.item')}
          years={years}
          lines={TOTALS.map((key) => ({
            key,
            name: t(`district.total_${key}`),
            values: comparison.years.map((one) => one[key]),
          }))}
        />
        <p className="lt-3">{t('district.repeatedHelp')}</p>
      </section>
      <section className="lt-section" aria-labelledby="years-legal">
        <h2 id="years-legal">{t('district.legalItems')}</h2>
        <YearTable
          caption={t('district.legalCaption')}
          first={t('district.legalItem')}
          years={years}
          lines={comparison.legalItems.map(({ code, counts }) => ({
            key: code,
            name: t(`district.legal_${code}`),
            values: counts,
          }))}
        />
      </section>
      <section className="lt-section" aria-labelledby="years-sections">
        <h2 id="years-sections">{t('district.sections')}</h2>
        {comparison.sections.length === 0 ? (
          <p className="lt-3">{t('district.sectionsEmpty')}</p>
        ) : (
          <YearTable
            caption={t('district.sectionsCaption')}
            first={t('district.section')}
            years={years}
            lines={comparison.sections.map(({ name, averages }) => ({ key: name, name, values: averages }))}
          />
        )}
      </section>
    </>
  );
};
