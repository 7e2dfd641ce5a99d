import type { TenantDb } from '@/db/client';
import { listOwnReleases, listReleaseHistory } from '@/db/queries/figures/release.queries';
import { countDoubleDeliveries, readHoldingsMovement } from '@/db/queries/report-frozen.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { FigurePeriodView, FigureState, FigureView } from '@/server/domain/figure/figure-views';
import { computedFigures, type FigureDefinition, releasedFigures } from '@/server/domain/figure/figures';
import { type Chip, type ChipPeriod, chipKey } from '@/server/domain/report/chip';
import { IDENTITY_RULES } from '@/server/domain/report/identity-checks';
import { type ComputedFigure, computeOne, figurePeriod, listReleasedFigures } from '@/server/features/figure';
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
  figure: FigureDefinition;
  period: ChipPeriod;
  days: FigurePeriodView;
  now: FigureAmount;
  before: FigureAmount;
  sourceNames: string[];
  /** What was computed here; null where another office released it. */
  computed: ComputedFigure | null;
}

/** The days that a report counts: from 1 January to its cut-off. */
export const reportPeriod = (
  tdb: TenantDb,
  report: { year: number; cutOff: string | null },
): Promise<FigurePeriodView> =>
  figurePeriod(tdb, { year: report.year, ...(report.cutOff === null ? {} : { asOf: report.cutOff }) });

const wholeYear = (year: number): FigurePeriodView => ({ year, from: `${year}-01-01`, to: `${year}-12-31` });

/** Each chip carries a period of its own; its last year is a whole year, as it was reported then. */
const daysOf = (period: ChipPeriod, days: FigurePeriodView): { now: FigurePeriodView; before: FigurePeriodView } => {
  const { year } = days;
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
  readonly #own: ReadonlyMap<string, FigureDefinition>;
  readonly #released: ReadonlyMap<string, FigureDefinition>;
  readonly #computed = new Map<string, ComputedFigure>();
  readonly #releases = new Map<number, FigureView[]>();

  constructor(tdb: TenantDb, owner: Owner) {
    this.#tdb = tdb;
    this.#owner = owner;
    this.#own = new Map(computedFigures(owner.tenantKind).map((figure) => [figure.code, figure]));
    this.#released = new Map(releasedFigures(owner.tenantKind).map((figure) => [figure.code, figure]));
  }

  figureOf(code: string): FigureDefinition | undefined {
    return this.#own.get(code) ?? this.#released.get(code);
  }

  async #compute(figure: FigureDefinition, days: FigurePeriodView): Promise<ComputedFigure> {
    const key = `${figure.code}|${days.from}|${days.to}`;
    const known = this.#computed.get(key) ?? (await computeOne(this.#tdb, this.#owner, figure, days));
    this.#computed.set(key, known);
    return known;
  }

  async #releasedIn(year: number, code: string): Promise<FigureView | undefined> {
    const known = this.#releases.get(year) ?? (await listReleasedFigures(this.#tdb, this.#owner, year));
    this.#releases.set(year, known);
    return known.find((view) => view.code === code);
  }

  /** Nothing for a code that this office has not. */
  async read(chip: Pick<Chip, 'code' | 'period'>, days: FigurePeriodView): Promise<ReportFigure | undefined> {
    const { now, before } = daysOf(chip.period, days);
    const common = { key: chipKey(chip), period: chip.period, days: now };
    const own = this.#own.get(chip.code);
    if (own) {
      const [computed, last] = [await this.#compute(own, now), await this.#compute(own, before)];
      return { ...common, figure: own, now: computed, before: last, sourceNames: [], computed };
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

  async readAll(chips: readonly Pick<Chip, 'code' | 'period'>[], days: FigurePeriodView): Promise<ReportFigure[]> {
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
      amounts.set('TWO_KINDS_ALSO_ADMINISTRATIVE', await countDoubleDeliveries(this.#tdb, question));
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
