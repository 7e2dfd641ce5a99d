import type { TenantDb } from '@/db/client';
import { sumTwoKindsOverlap } from '@/db/queries/figures/delivery-figures';
import { listOwnReleases, listReleaseHistory } from '@/db/queries/figures/release.queries';
import { readHoldingsMovement, sumRoomsGained } from '@/db/queries/report-frozen.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { isDefinedCode } from '@/server/domain/figure/defined-code';
import type { FigureParam } from '@/server/domain/figure/figure-params';
import type { FigurePeriodView, FigureState, FigureView } from '@/server/domain/figure/figure-views';
import { computedFigures, type FigureDefinition, releasedFigures } from '@/server/domain/figure/figures';
import type { NamedFigure } from '@/server/domain/figure/named-figure';
import { type ChipPeriod, type ChipQuestion, chipKey, hasRealDays } from '@/server/domain/report/chip';
import { IDENTITY_RULES } from '@/server/domain/report/identity-checks';
import {
  type Countable,
  type Counted,
  countableOf,
  countableOfOwn,
  figurePeriod,
  listDefinedFigures,
  listReleasedFigures,
} from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';

/** How far back a figure is compared with what was reported. */
const HISTORY_YEARS = 8;

/** Whose figures. */
type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind'>;
export interface FigureAmount {
  value: number | null;
  state: FigureState;
  /** Null where the records are another office's. */
  rows: number | null;
}
export interface ReportFigure {
  key: string;
  figure: NamedFigure;
  period: ChipPeriod;
  params: readonly FigureParam[];
  days: FigurePeriodView;
  now: FigureAmount;
  before: FigureAmount;
  sourceNames: string[];
  /** What was computed here; null where another office released it. */
  computed: Counted | null;
}

/** The days that a report counts: from 1 January to its cut-off. */
export const reportPeriod = (
  tdb: TenantDb,
  report: { year: number; cutOff: string | null },
): Promise<FigurePeriodView> =>
  figurePeriod(tdb, { year: report.year, ...(report.cutOff === null ? {} : { asOf: report.cutOff }) });

const wholeYear = (year: number): FigurePeriodView => ({ year, from: `${year}-01-01`, to: `${year}-12-31` });

/** The same day of the year before; the 29th of February has none and becomes the 28th. */
const yearEarlier = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
const between = (from: string, to: string): FigurePeriodView => ({ year: Number(to.slice(0, 4)), from, to });

/** Each chip carries a period of its own; its last year is a whole year, as it was reported then. */
const daysOf = (
  { period, days: said }: Pick<ChipQuestion, 'period' | 'days'>,
  days: FigurePeriodView,
): { now: FigurePeriodView; before: FigurePeriodView } => {
  const { year } = days;
  if (said) return { now: between(said.from, said.to), before: between(yearEarlier(said.from), yearEarlier(said.to)) };
  if (period === 'last_year') return { now: wholeYear(year - 1), before: wholeYear(year - 2) };
  if (period === 'since_last_year')
    return {
      now: { ...days, from: `${year - 1}-01-01` },
      before: { year: year - 1, from: `${year - 2}-01-01`, to: `${year - 1}-12-31` },
    };
  return { now: days, before: wholeYear(year - 1) };
};

const isReleasedNow = (view: FigureView | undefined): FigureAmount =>
  view ? { value: view.value, state: view.state, rows: null } : { value: null, state: 'not_released', rows: null };

/** Computes figures for one report: each number of the same days once, those of other offices as they released them. */
export class FigureReader {
  readonly #tdb: TenantDb;
  readonly #owner: Owner;
  readonly #own: ReadonlyMap<string, Countable>;
  readonly #released: ReadonlyMap<string, FigureDefinition>;
  readonly #computed = new Map<string, Counted | null>();
  #defined: ReadonlyMap<string, Countable> | undefined;
  readonly #releases = new Map<number, FigureView[]>();

  constructor(tdb: TenantDb, owner: Owner) {
    this.#tdb = tdb;
    this.#owner = owner;
    this.#own = new Map(computedFigures(owner.tenantKind).map((figure) => [figure.code, countableOf(owner, figure)]));
    this.#released = new Map(releasedFigures(owner.tenantKind).map((figure) => [figure.code, figure]));
  }

  /** A figure of the report or, looked up when the first is asked for, one that the office or the platform defined. */
  async #countable(code: string): Promise<Countable | undefined> {
    if (!isDefinedCode(code)) return this.#own.get(code);
    if (!this.#defined) {
      const rows = await listDefinedFigures(this.#tdb, this.#owner);
      const countables = rows.flatMap((row) => countableOfOwn(this.#owner, row) ?? []);
      this.#defined = new Map(countables.map((countable) => [countable.figure.code, countable]));
    }
    return this.#defined.get(code);
  }

  /** Whether the number comes from the office's own records. */
  isOwn(code: string): boolean {
    return this.#own.has(code);
  }

  /** Whether a chip names a figure of this office, days of the calendar, and only what the figure can be narrowed to. */
  async canRead(chip: ChipQuestion): Promise<boolean> {
    const { code, days, params = [] } = chip;
    const countable = await this.#countable(code);
    if (countable) return hasRealDays(chip) && countable.canBeAsked(params);
    // What others release is the figure of a year and nothing else.
    return this.#released.has(code) && days === undefined && params.length === 0;
  }

  async #count(countable: Countable, chip: ChipQuestion, days: FigurePeriodView): Promise<Counted | null> {
    const params = chip.params ?? [];
    const key = `${chipKey({ code: chip.code, period: 'year', params })}|${days.from}|${days.to}`;
    const known = this.#computed.get(key);
    if (known !== undefined) return known;
    const counted = await countable.count(this.#tdb, days, params);
    this.#computed.set(key, counted);
    return counted;
  }

  async #releasedIn(year: number, code: string): Promise<FigureView | undefined> {
    const known = this.#releases.get(year) ?? (await listReleasedFigures(this.#tdb, this.#owner, year));
    this.#releases.set(year, known);
    return known.find((view) => view.code === code);
  }

  /** Nothing for a code that this office has not, and for what a figure cannot be narrowed to. */
  async read(chip: ChipQuestion, days: FigurePeriodView): Promise<ReportFigure | undefined> {
    if (!(await this.canRead(chip))) return undefined;
    const { now, before } = daysOf(chip, days);
    const common = { key: chipKey(chip), period: chip.period, params: chip.params ?? [], days: now };
    const own = await this.#countable(chip.code);
    if (own) {
      const [computed, last] = [await this.#count(own, chip, now), await this.#count(own, chip, before)];
      if (!computed || !last) return undefined;
      return { ...common, figure: own.figure, now: computed, before: last, sourceNames: [], computed };
    }
    const figure = this.#released.get(chip.code);
    if (!figure) return undefined;
    const [current, last] = [
      await this.#releasedIn(now.year, chip.code),
      await this.#releasedIn(before.year, chip.code),
    ];
    return {
      ...common,
      figure,
      now: isReleasedNow(current),
      before: isReleasedNow(last),
      sourceNames: current?.sourceNames ?? [],
      computed: null,
    };
  }

  async readAll(chips: readonly ChipQuestion[], days: FigurePeriodView): Promise<ReportFigure[]> {
    const found: ReportFigure[] = [];
    const seen = new Set<string>();
    // One after the other: they share one connection.
    for (const chip of chips) {
      if (seen.has(chipKey(chip))) continue;
      seen.add(chipKey(chip));
      const figure = await this.read(chip, days);
      if (figure) found.push(figure);
    }
    return found;
  }

  /** What the office itself released: of the years before, and of this one. */
  async releasesOf(year: number): Promise<{
    history: { figureCode: string; value: number }[];
    released: { figureCode: string; value: number | null }[];
  }> {
    const { tenantId } = this.#owner;
    return {
      history: await listReleaseHistory(this.#tdb, tenantId, { from: year - HISTORY_YEARS, before: year }),
      released: await listOwnReleases(this.#tdb, tenantId, year),
    };
  }

  /** Single records of every figure that a rule speaks of and this office has. */
  async amountsForRules(days: FigurePeriodView): Promise<Map<string, number | null>> {
    const amounts = new Map<string, number | null>();
    const terms = IDENTITY_RULES.flatMap(({ left, right, less = [] }) => [...left, ...right, ...less]);
    for (const code of new Set(terms)) {
      const read = await this.read({ code, period: 'year' }, days);
      if (read) amounts.set(code, inRecords(read));
    }
    if (this.#own.has('S2-19')) {
      const { tenantId } = this.#owner;
      const moved = await readHoldingsMovement(this.#tdb, { tenantId, from: days.from, to: days.to });
      amounts.set('IN', moved.entered).set('OUT', moved.left);
    }
    if (this.#own.has('S2-11') && this.#own.has('S2-15')) {
      const question = { tenantId: this.#owner.tenantId, from: days.from, to: days.to };
      const { either, both } = await sumTwoKindsOverlap(this.#tdb, question);
      amounts.set('EITHER_KIND', either).set('BOTH_KINDS', both);
    }
    if (this.#own.has('S2-36') && this.#own.has('S2-37')) {
      const question = { tenantId: this.#owner.tenantId, from: days.from, to: days.to };
      amounts.set('ROOMS_GAINED', await sumRoomsGained(this.#tdb, question));
    }
    if (this.#own.has('S4-34') || this.#own.has('S4-36')) {
      const below = (await listKnownTenants(this.#tdb, days.to)).filter((tenant) => tenant.depth > 0);
      const count = (kind: string) => below.filter((tenant) => tenant.kind === kind).length;
      amounts.set('ARCHIVES', count('repository')).set('TOWNSHIPS', count('township'));
    }
    return amounts;
  }
}

/** The value in single records: 万 undone. */
const inRecords = ({ figure, now }: ReportFigure): number | null =>
  now.value === null ? null : Math.round(now.value * figure.divisor * 100) / 100;
