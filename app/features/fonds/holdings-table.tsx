import { Link } from '@remix-run/react';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { HoldingView } from '@/server/domain/fonds/fonds';
import type { HoldingMeasure } from '@/server/domain/fonds/holdings-analysis';
import { holdingsRowsPath } from './holdings-rows-path';
import { type PlainColumn, PlainTable } from './plain-table';

const cell = (value: number): string => (value === 0 ? '—' : formatNumber(value));
const codeOf = (line: HoldingView): string =>
  line.subcategoryCode ? `${line.categoryCode}·${line.subcategoryCode}` : line.categoryCode;

interface HoldingsTableProps {
  fondsId: string;
  holdings: readonly HoldingView[];
}

/** Holdings of a fonds by category, each in the units that it is counted in; what is counted is a click away. */
export const HoldingsTable = ({ fondsId, holdings }: HoldingsTableProps) => {
  const t = useText();
  const categories = useCategories();
  const { slug } = useWorkspace().tenant;
  if (holdings.length === 0) {
    return <p className="lt-3">{t('fonds.holdingsEmpty')}</p>;
  }
  // A first level beside its second levels is those records of it that have none.
  const filterOf = (line: HoldingView): string =>
    line.subcategoryCode === null && holdings.filter((one) => one.categoryCode === line.categoryCode).length > 1
      ? `${line.categoryCode}·`
      : codeOf(line);
  const count = (key: string, title: string, numberOf: (line: HoldingView) => number): PlainColumn<HoldingView> => ({
    key,
    title,
    render: (line) => cell(numberOf(line)),
    numeric: true,
    width: '72px',
  });
  const counted = (
    key: string,
    title: string,
    measure: HoldingMeasure,
    numberOf: (line: HoldingView) => number,
  ): PlainColumn<HoldingView> => ({
    ...count(key, title, numberOf),
    render: (line) =>
      numberOf(line) === 0 ? (
        cell(0)
      ) : (
        <Link to={holdingsRowsPath(slug, { by: 'fonds', key: fondsId, measure, category: filterOf(line) })}>
          {cell(numberOf(line))}
        </Link>
      ),
  });
  const isPhoto = (line: HoldingView): boolean => line.categoryCode === 'ZP';
  const columns: PlainColumn<HoldingView>[] = [
    {
      key: 'category',
      title: t('fonds.category'),
      render: (line) => `${codeOf(line)} ${categoryName(codeOf(line), categories)}`,
    },
    counted('volumes', t('fonds.volumes'), 'volumes', (line) => line.volumes),
    counted('pieces', t('fonds.pieces'), 'pieces', (line) => (isPhoto(line) ? 0 : line.pieces)),
    counted('photographs', t('fonds.photographs'), 'pieces', (line) => (isPhoto(line) ? line.pieces : 0)),
    counted('groups', t('fonds.groups'), 'groups', (line) => line.groups),
    count('books', t('fonds.books'), (line) => line.books),
    count('frames', t('fonds.frames'), (line) => line.frames),
    count('pages', t('fonds.pages'), (line) => line.pages),
    {
      key: 'years',
      title: t('fonds.years'),
      render: (line) =>
        line.firstYear === line.lastYear ? String(line.firstYear) : `${line.firstYear}–${line.lastYear}`,
      width: '104px',
    },
  ];
  return <PlainTable caption={t('fonds.holdingsCaption')} columns={columns} rows={holdings} rowKey={codeOf} />;
};
