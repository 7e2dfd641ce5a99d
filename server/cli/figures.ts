import { parseArgs } from 'node:util';
import { createPools, withSystemDb, withTenantDb } from '@/db/client';
import { findFigureOwner } from '@/db/queries/figures/owner.queries';
import type { FigureState } from '@/server/domain/figure/figure-views';
import { FIGURES } from '@/server/domain/figure/figures';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { computeFigures, figurePeriod, listReleasedFigures } from '@/server/features/figure';
import { openDatabase, Refusal, runCommand } from './lib/open-database.ts';

/*
 * npm run figures -- --tenant <slug> --year <yyyy> [--as-of <yyyy-mm-dd>] [--json]
 * The figures of one workspace, the same that its screen shows. Exit code 2: what was asked cannot be answered.
 */
interface PrintedFigure {
  id: string;
  name: string;
  value: number | null;
  unit: string;
  state: FigureState;
  /** How many records stand behind the value; null where another office released it. */
  rows: number | null;
}

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      tenant: { type: 'string' },
      year: { type: 'string' },
      'as-of': { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const { tenant, year, 'as-of': asOf } = values;
  if (!tenant || !year || !/^\d{4}$/.test(year) || (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(asOf))) {
    throw new Refusal('npm run figures -- --tenant <slug> --year <yyyy> [--as-of <yyyy-mm-dd>] [--json]');
  }
  return { slug: tenant, year: Number(year), asOf, isJson: values.json === true };
};

const readFigures = async (
  url: string,
  asked: { slug: string; year: number; asOf?: string | undefined },
): Promise<PrintedFigure[]> => {
  const pools = createPools(url, 2);
  try {
    const found = await withSystemDb(pools, (sdb) => findFigureOwner(sdb, asked.slug));
    if (!found) throw new Refusal(`没有这个单位 / no such tenant: ${asked.slug}`);
    const owner = { tenantId: found.tenantId, tenantKind: found.tenantKind as TenantKind };
    return await withTenantDb(pools, { tenantId: owner.tenantId, accountId: null }, async (tdb) => {
      const computed = await computeFigures(tdb, owner, await figurePeriod(tdb, asked));
      const own = computed.map(({ figure, value, state, rows }) => ({ code: figure.code, value, state, rows }));
      const figures = [...own, ...(await listReleasedFigures(tdb, owner, asked.year))];
      return figures.map(({ code, value, state, rows }) => {
        const { name, unit } = FIGURES[code];
        return { id: code, name: name.zh, value, unit: unit.zh, state, rows };
      });
    });
  } finally {
    await pools.close();
  }
};

const WITHOUT_VALUE: Partial<Record<FigureState, string>> = { no_entry: '无登记', not_released: '未报送' };

const main = async (): Promise<void> => {
  const { isJson, ...asked } = readArguments();
  const database = await openDatabase();
  try {
    const figures = await readFigures(database.url, asked);
    if (isJson) {
      console.log(JSON.stringify(figures));
      return;
    }
    for (const { id, name, value, unit, state, rows } of figures) {
      console.log(
        [id, name, value === null ? (WITHOUT_VALUE[state] ?? '—') : `${value} ${unit}`, rows ?? ''].join('\t'),
      );
    }
  } finally {
    await database.stop();
  }
};

runCommand(main);
