import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { HoldingView } from '@/server/domain/fonds/fonds';
import { type PlainColumn, PlainTable } from './plain-table';

const cell = (value: number): string => (value === 0 ? '—' : formatNumber(value));
const codeOf = (line: HoldingView): string =>
  line.subcategoryCode ? `${line.categoryCode}·${line.subcategoryCode}` : line.categoryCode;

/** Holdings of a fonds by category, each in the units that it is counted in. */
export const HoldingsTable = ({ holdings }: { holdings: readonly HoldingView[] }) => {
  const t = useText();
  const categories = useCategories();
  if (holdings.length === 0) {
    return <p className="lt-3">{t('fonds.holdingsEmpty')}</p>;
  }
  const count = (key: string, title: string, numberOf: (line: HoldingView) => number): PlainColumn<HoldingView> => ({
    key,
    title,
    render: (line) => cell(numberOf(line)),
    numeric: true,
    width: '72px',
  });
  const isPhoto = (line: HoldingView): boolean => line.categoryCode === 'ZP';
  const columns: PlainColumn<HoldingView>[] = [
    {
      key: 'category',
      title: t('fonds.category'),
      render: (line) => `${codeOf(line)} ${categoryName(codeOf(line), categories)}`,
    },
    count('volumes', t('fonds.volumes'), (line) => line.volumes),
    count('pieces', t('fonds.pieces'), (line) => (isPhoto(line) ? 0 : line.pieces)),
    count('photographs', t('fonds.photographs'), (line) => (isPhoto(line) ? line.pieces : 0)),
    count('groups', t('fonds.groups'), (line) => line.groups),
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
