import { parseArgs } from 'node:util';
import { createPools, withSystemDb, withTenantDb } from '@/db/client';
import { findFigureOwner } from '@/db/queries/figures/owner.queries';
import type { FigureState } from '@/server/domain/figure/figure-views';
import { FIGURE_CODES, FIGURES } from '@/server/domain/figure/figures';
import { INDICATOR_CODES, INDICATORS } from '@/server/domain/statistics/indicators';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import {
  computeFigures,
  countableOfOwn,
  figurePeriod,
  listDefinedFigures,
  listReleasedFigures,
} from '@/server/features/figure';
import { computeIndicators } from '@/server/features/statistics';
import { openDatabase, Refusal, runCommand } from './lib/open-database.ts';

/*
 * npm run figures -- --tenant <slug> --year <yyyy> [--as-of <yyyy-mm-dd>] [--json]
 * The figures of one workspace, the same that its screen shows, the indicators of its statistical return, and what it or
 * the platform defined besides.
 * `entered`: only a person can say it, in the return itself. `other_office`: offices of another kind have it; only the
 * JSON names those.
 * Exit code 2: what was asked cannot be answered.
 */
interface PrintedFigure {
  id: string;
  name: string;
  value: number | null;
  unit: string;
  state: FigureState | 'entered' | 'other_office';
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

/** What this kind of office does not have, so that a list of one office names every figure there is. */
const ofOtherOffices = (known: ReadonlySet<string>): PrintedFigure[] =>
  [
    ...FIGURE_CODES.map((id) => ({ id, name: FIGURES[id].name.zh, unit: FIGURES[id].unit.zh })),
    ...INDICATOR_CODES.map((id) => ({ id, name: INDICATORS[id].name[0], unit: INDICATORS[id].unit[0] })),
  ]
    .filter(({ id }) => !known.has(id))
    .map((figure) => ({ ...figure, value: null, state: 'other_office', rows: null }));

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
      const period = await figurePeriod(tdb, asked);
      const computed = await computeFigures(tdb, owner, period);
      const own = computed.map(({ figure, value, state, rows }) => ({ code: figure.code, value, state, rows }));
      const figures = [...own, ...(await listReleasedFigures(tdb, owner, asked.year))];
      const printed = figures.map(({ code, value, state, rows }): PrintedFigure => {
        const { name, unit } = FIGURES[code];
        return { id: code, name: name.zh, value, unit: unit.zh, state, rows };
      });
      const indicators = (await computeIndicators(tdb, owner, period)).map(
        ({ code, value, state, rows, isEntered }): PrintedFigure => {
          const { name, unit } = INDICATORS[code];
          return { id: code, name: name[0], value, unit: unit[0], state: isEntered ? 'entered' : state, rows };
        },
      );
      const defined: PrintedFigure[] = [];
      for (const row of await listDefinedFigures(tdb, owner)) {
        const counted = await countableOfOwn(owner, row)?.count(tdb, period, []);
        if (!counted) continue;
        const { figure, value, state, rows } = counted;
        defined.push({ id: figure.code, name: figure.name.zh, value, unit: figure.unit.zh, state, rows });
      }
      const known = [...printed, ...indicators, ...defined];
      return [...known, ...ofOtherOffices(new Set(known.map(({ id }) => id)))];
    });
  } finally {
    await pools.close();
  }
};

const WITHOUT_VALUE: Partial<Record<PrintedFigure['state'], string>> = {
  no_entry: '无登记',
  not_released: '未报送',
  entered: '由人填报',
};

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
      if (state === 'other_office') continue;
      console.log(
        [id, name, value === null ? (WITHOUT_VALUE[state] ?? '—') : `${value} ${unit}`, rows ?? ''].join('\t'),
      );
    }
  } finally {
    await database.stop();
  }
};

runCommand(main);
