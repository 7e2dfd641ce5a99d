import { Link, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { UNIT_TRENDS } from '@/server/domain/inspection/district-vocabulary';
import type { ComparisonView, UnitTrendView } from '@/server/domain/inspection/year-comparison';
import type { PageInfo } from '@/server/domain/shared/pagination';

const TREND_STATUS = { fell: 'attention', rose: 'done', same: 'live', first: 'none' } as const;
const signed = (value: number | null): string => {
  if (value === null) return '—';
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
};

const columnsOf = (t: Translate, base: string): Column<UnitTrendView>[] => [
  {
    key: 'name',
    title: t('district.unit'),
    render: (unit) =>
      unit.slug ? (
        <Link className="lt-strong" to={`${base}/units/${unit.slug}`}>
          {unit.name}
        </Link>
      ) : (
        unit.name
      ),
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'trend',
    title: t('district.trend'),
    render: (unit) => <Status kind={TREND_STATUS[unit.trend]}>{t(`district.trend_${unit.trend}`)}</Status>,
    width: '96px',
  },
  { key: 'change', title: t('district.change'), render: (unit) => signed(unit.change), numeric: true, width: '80px' },
  {
    key: 'score',
    title: t('district.score'),
    render: (unit) => formatNumber(unit.score),
    numeric: true,
    width: '80px',
  },
  {
    key: 'previous',
    title: t('district.previous'),
    render: (unit) => (unit.previousScore === null ? '—' : formatNumber(unit.previousScore)),
    numeric: true,
    width: '96px',
  },
  { key: 'scoredOn', title: t('district.scoredOn'), render: (unit) => unit.scoredOn, width: '120px' },
  { key: 'findings', title: t('district.findings'), render: (unit) => unit.findings, numeric: true, width: '72px' },
  { key: 'repeated', title: t('district.repeated'), render: (unit) => unit.repeated, numeric: true, width: '72px' },
];

interface TrendTableProps {
  rows: readonly UnitTrendView[];
  page: PageInfo;
  comparison: ComparisonView;
  base: string;
}

/** Which units rose and which fell, what fell most first. */
export const TrendTable = ({ rows, page, comparison, base }: TrendTableProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const { trends, year } = comparison;
  const asked = [params.get('q'), params.get('trend')].filter((part): part is string => Boolean(part));
  return (
    <section className="lt-section" aria-labelledby="unit-trends">
      <div className="lt-section-head lt-scroll-x">
        <h2 id="unit-trends">{t('district.trends')}</h2>
        <Segments
          name="trend"
          label={t('district.trend')}
          segments={[
            {
              value: '',
              label: t('district.allTrends'),
              count: UNIT_TRENDS.reduce((sum, one) => sum + (trends[one] ?? 0), 0),
            },
            ...UNIT_TRENDS.map((trend) => ({
              value: trend,
              label: t(`district.trend_${trend}`),
              count: trends[trend] ?? 0,
            })),
          ]}
        />
      </div>
      <DataTable
        name="unit-trends"
        lead={<SearchBar placeholder={t('district.trendsSearch')} keep={['kind', 'year', 'trend']} />}
        caption={t('district.trendsCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(unit) => String(unit.tenantId)}
        rowLabel={(unit) => unit.name}
        filters={asked}
        empty={
          <Empty
            icon="chart"
            title={t('district.trendsEmpty', { year: String(year) })}
            text={t('district.trendsEmptyText')}
          />
        }
      />
    </section>
  );
};
