import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createPools, type Pools, withSystemDb, withTenantDb } from '../../db/client.ts';
import { todayInShanghai } from '../../db/demo/calendar.ts';
import { loadDemo } from '../../db/demo/load.ts';
import { ensureDatabase } from '../../db/embedded/ensure.mjs';
import { migrateToLatest } from '../../db/migrate.ts';
import { listFigureRows } from '../../db/queries/figures/figure.queries.ts';
import {
  ELIGIBLE_YEAR,
  FIGURE_PLANTS,
  isSilentWithoutRows,
  PLANT_YEAR,
  type PlantOwner,
  type Variant,
  valueAfter,
} from '../../db/testing/factories/figure-plants.ts';
import { tempFolder } from '../../db/testing/temp-folder.ts';
import { actOut } from '../../server/demo/act-out.ts';
import { openStage } from '../../server/demo/cast.ts';
import type { FigurePeriodView } from '../../server/domain/figure/figure-views.ts';
import {
  computedFigures,
  FIGURE_CODES,
  FIGURES,
  type FigureCode,
  figureValue,
} from '../../server/domain/figure/figures.ts';
import type { TenantKind } from '../../server/domain/tenancy/tenant.ts';
import { computeOne } from '../../server/features/figure/index.ts';
import { createStores } from '../../server/objects/create-stores.ts';
import { judgeDistrict } from './identities.ts';
import { emptyDatabase } from './scratch-database.ts';

/*
 * Two worlds. In the planted one, rows are put just inside and just outside every predicate, and the value must move
 * by exactly what they add. In the demonstration district, every figure of every workspace must equal its drill-down, and
 * what has to hold between figures must hold.
 */
export interface FiguresReport {
  figures: number;
  /** Figures whose value moved by exactly every row that was planted. */
  computed: number;
  /** Figures whose rows, walked page by page, add up to the value wherever it was computed. */
  drilled: number;
  planted: number;
  valuesDrilled: number;
  /** Checks between figures of one office and year that could be judged. */
  identities: number;
  wrong: string[];
}
interface Owner {
  tenantId: number;
  tenantKind: TenantKind;
}

const wholeYear = (year: number): FigurePeriodView => ({ year, from: `${year}-01-01`, to: `${year}-12-31` });
const ACCOUNT = '01890000-0000-7000-8000-000000000001';
const PAGE = 50;
/** The value over no rows, where the register has others. */
const nothingOf = (code: FigureCode): number | null => {
  if (isSilentWithoutRows(FIGURES[code])) return null;
  return FIGURES[code].aggregate === 'year_before' ? ELIGIBLE_YEAR : 0;
};

interface DrilledRow {
  amount: number;
  on: string | null;
}
/** The value that the rows of a drill-down come to, put together here and not in the database. */
const valueOfRows = (code: FigureCode, rows: readonly DrilledRow[], from: string): number | null => {
  const figure = FIGURES[code];
  const sumOf = (some: readonly DrilledRow[]) => some.reduce((sum, { amount }) => sum + amount, 0);
  if (rows.length === 0) return nothingOf(code);
  switch (figure.aggregate) {
    case 'year_before':
      return Math.min(...rows.map(({ amount }) => amount)) - 1;
    case 'ratio':
      return (sumOf(rows) * 100) / rows.length;
    case 'growth': {
      const now = sumOf(rows.filter(({ on }) => on !== null && on >= from));
      const before = sumOf(rows) - now;
      return before === 0 ? null : ((now - before) * 100) / before;
    }
    default:
      return figureValue(figure, figure.aggregate === 'count' ? rows.length : sumOf(rows));
  }
};

/** Metres are added in another order here than in the database. */
const isSameValue = (value: number | null, expected: number | null): boolean =>
  value === null || expected === null ? value === expected : Math.abs(value - expected) <= 1e-6;

class FigureProof {
  planted = 0;
  valuesDrilled = 0;
  identities = 0;
  wrong: string[] = [];
  private readonly wrongValues = new Set<FigureCode>();
  private readonly wrongRows = new Set<FigureCode>();

  constructor(
    private readonly pools: Pools,
    private readonly admin: Client,
  ) {}

  private read(owner: Owner, code: FigureCode, period: FigurePeriodView) {
    const scope = { tenantId: owner.tenantId, accountId: null };
    return withTenantDb(this.pools, scope, (tdb) => computeOne(tdb, owner, FIGURES[code], period));
  }

  private fail(set: Set<FigureCode>, code: FigureCode, what: string): void {
    set.add(code);
    this.wrong.push(`${code}: ${what}`);
  }

  /** Walks the drill-down to its end and compares what its rows bring with the value. */
  async drill(owner: Owner, code: FigureCode, period: FigurePeriodView): Promise<void> {
    const { value, rows } = await this.read(owner, code, period);
    const question = { tenantId: owner.tenantId, from: period.from, to: period.to };
    const drilled = new Map<string, DrilledRow>();
    let cursor: [string, string] | undefined;
    for (;;) {
      const page = await withTenantDb(this.pools, { tenantId: owner.tenantId, accountId: null }, (tdb) =>
        listFigureRows(tdb, code, question, { cursor, direction: 'after', limit: PAGE }),
      );
      for (const row of page.slice(0, PAGE)) drilled.set(row.id, { amount: Number(row.amount), on: row.on });
      const last = page[PAGE - 1];
      if (page.length <= PAGE || !last) break;
      cursor = [last.sortKey, last.id];
    }
    this.valuesDrilled += 1;
    const expected = valueOfRows(code, [...drilled.values()], period.from);
    // Nothing was ever entered, or nothing stands in the way.
    const isNone = drilled.size === 0 && (value === null || FIGURES[code].aggregate === 'year_before');
    if (drilled.size !== rows || !(isNone || isSameValue(value, expected)))
      this.fail(
        this.wrongRows,
        code,
        `tenant ${owner.tenantId}, ${period.year}: ${value} but rows come to ${expected}`,
      );
  }

  private async makeOwner(kind: TenantKind): Promise<Owner & PlantOwner> {
    const insert = async (subjectKind: TenantKind) => {
      const slug = `proof-${uuidv7().slice(-12)}`;
      const row = { slug, kind: subjectKind, name: slug, shortName: slug };
      return withSystemDb(this.pools, (sdb) =>
        sdb.insertInto('tenant').values(row).returning('id').executeTakeFirstOrThrow(),
      );
    };
    const subjects: number[] = [];
    for (let index = 0; index < 25; index += 1) subjects.push((await insert('department')).id);
    const nextSubject = () => subjects.pop() ?? 0;
    const administer: PlantOwner['administer'] = async (statement, values) =>
      void (await this.admin.query(statement, [...values]));
    return { tenantId: (await insert(kind)).id, tenantKind: kind, accountId: ACCOUNT, nextSubject, administer };
  }

  private async plant(owner: PlantOwner, code: FigureCode, variant: Variant): Promise<void> {
    const scope = { tenantId: owner.tenantId, accountId: ACCOUNT };
    await withTenantDb(this.pools, scope, (tdb) => FIGURE_PLANTS[code].plant(tdb, owner, variant.fields));
    this.planted += 1;
  }

  async plantAll(code: FigureCode, kind: TenantKind): Promise<void> {
    const { inside, outside } = FIGURE_PLANTS[code];
    const period = wholeYear(PLANT_YEAR);
    const [owner, stranger] = [await this.makeOwner(kind), await this.makeOwner(kind)];
    const expectValue = async (expected: number | null, what: string): Promise<void> => {
      const { value } = await this.read(owner, code, period);
      if (value !== expected) this.fail(this.wrongValues, code, `${what}: ${value} instead of ${expected}`);
    };
    for (const variant of inside) await this.plant(stranger, code, variant);
    await expectValue(null, "a stranger's rows");
    for (const variant of outside) {
      await this.plant(owner, code, variant);
      await expectValue(nothingOf(code), variant.what);
    }
    for (const [before, variant] of inside.entries()) {
      await this.plant(owner, code, variant);
      await expectValue(valueAfter(FIGURES[code], FIGURE_PLANTS[code], before + 1).value, variant.what);
    }
    await this.drill(owner, code, period);
  }

  async drillDistrict(year: number): Promise<void> {
    const tenants = await withSystemDb(this.pools, (sdb) =>
      sdb.selectFrom('tenant').select(['id', 'kind']).orderBy('id').execute(),
    );
    for (const { id, kind } of tenants) {
      const owner = { tenantId: id, tenantKind: kind as TenantKind };
      for (const figure of computedFigures(owner.tenantKind)) await this.drill(owner, figure.code, wholeYear(year));
    }
  }

  async judge(years: readonly number[]): Promise<void> {
    const { judged, differing } = await judgeDistrict(this.pools, years);
    this.identities += judged;
    this.wrong.push(...differing);
  }

  report(): FiguresReport {
    const { planted, valuesDrilled, identities, wrong } = this;
    const figures = FIGURE_CODES.length;
    return {
      figures,
      computed: figures - this.wrongValues.size,
      drilled: figures - this.wrongRows.size,
      planted,
      valuesDrilled,
      identities,
      wrong,
    };
  }
}

export const run = async (): Promise<FiguresReport> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'figures');
  try {
    await migrateToLatest(scratch.url);
    const { cast } = await loadDemo(scratch.url, { seed: 'figures', itemShare: 0.3 });
    const pools = createPools(scratch.url, 4);
    const admin = new Client({ connectionString: scratch.url });
    try {
      await admin.connect();
      const today = todayInShanghai();
      await actOut(openStage(pools, createStores(tempFolder('figures')), cast, today));
      const proof = new FigureProof(pools, admin);
      const year = Number(today.slice(0, 4));
      await proof.drillDistrict(year);
      await proof.judge([year - 1, year]);
      for (const code of FIGURE_CODES) for (const kind of FIGURES[code].tenantKinds) await proof.plantAll(code, kind);
      return proof.report();
    } finally {
      await admin.end();
      await pools.close();
    }
  } finally {
    await scratch.drop();
    await cluster.stop();
  }
};
