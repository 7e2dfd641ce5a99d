import type { FigureState } from '@/server/domain/figure/figure-views';
import type { FigureDefinition } from '@/server/domain/figure/figures';
import type { Chip, ChipRounding } from './chip.ts';

/*
 * How a number stands in an official text. Rounding always goes down, never up: 余 names the leading unit that is
 * wholly reached, 以上 the whole per cent. The exact value stays beside it on the screen and in the frozen report.
 */
type Printed = Pick<FigureDefinition, 'unit' | 'divisor' | 'decimals' | 'aggregate'>;

const TEN_THOUSAND = 10_000;

/** Cut off after so many digits; no thousands separators in an official text. */
const cut = (value: number, decimals: number): string => {
  const scale = 10 ** decimals;
  return String(Math.floor(value * scale + 1e-6) / scale);
};

const isCountedInTenThousands = (figure: Printed): boolean => figure.unit.zh.startsWith('万');

/** Fewer than ten thousand are said one by one. */
const isSmall = (value: number, figure: Printed): boolean =>
  isCountedInTenThousands(figure) && figure.divisor === TEN_THOUSAND && value < 1;
const oneByOne = (figure: Printed): Printed => ({
  ...figure,
  unit: { ...figure.unit, zh: figure.unit.zh.slice(1) },
  divisor: 1,
  decimals: 0,
});

/** 41.25 万卷 → 41 万余卷; 1,234 件 → 1,230 余件; nine stays nine, and a round number has nothing over. */
const withMore = (value: number, figure: Printed): string => {
  const unit = figure.unit.zh;
  if (isCountedInTenThousands(figure)) {
    const whole = Math.floor(value);
    if (whole === 0) return `${cut(value, figure.decimals)}${unit}`;
    return `${whole}万${value > whole ? '余' : ''}${unit.slice(1)}`;
  }
  const floor = Math.floor(value / 10) * 10;
  return value < 10 || floor === value ? `${cut(value, figure.decimals)}${unit}` : `${floor}余${unit}`;
};

const inTenThousands = (value: number, figure: Printed): string => {
  if (isCountedInTenThousands(figure) || value < TEN_THOUSAND) return withMore(value, figure);
  const whole = Math.floor(value / TEN_THOUSAND);
  return `${whole}万${value > whole * TEN_THOUSAND ? '余' : ''}${figure.unit.zh}`;
};

const ROUNDED: Readonly<Record<ChipRounding, (value: number, figure: Printed) => string>> = {
  exact: (value, figure) => `${cut(value, figure.decimals)}${figure.unit.zh}`,
  more: withMore,
  ten_thousand: inTenThousands,
  at_least: (value, figure) => `${Math.floor(value)}${figure.unit.zh}以上`,
};

export const NO_ENTRY_TEXT = '（无登记）';
export const NOT_RELEASED_TEXT = '（未报送）';
export const UNKNOWN_FIGURE_TEXT = '（没有这个指标）';
/** The figure exists, but not for these days or narrowed in this way. */
export const FAULTY_CHIP_TEXT = '（指标条件有误）';

/** What a chip says in the text. A register without entries says so: never 0. */
export const chipText = (
  chip: Pick<Chip, 'rounding' | 'withUnit'>,
  figure: Printed,
  amount: { value: number | null; state: FigureState },
): string => {
  if (amount.value === null) return amount.state === 'not_released' ? NOT_RELEASED_TEXT : NO_ENTRY_TEXT;
  const shown = chip.withUnit
    ? figure
    : { ...figure, unit: { zh: isCountedInTenThousands(figure) ? '万' : '', en: '' } };
  // A year is not rounded.
  const round = ROUNDED[figure.aggregate === 'year_before' ? 'exact' : chip.rounding];
  return isSmall(amount.value, shown)
    ? round(Math.round(amount.value * TEN_THOUSAND), oneByOne(shown))
    : round(amount.value, shown);
};
