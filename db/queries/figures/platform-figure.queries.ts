import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { type CustomSpec, MOST_PLATFORM_FIGURES } from '@/server/domain/figure/custom-figure';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { createDb, createPool, type TenantDb } from '../../client.ts';
import type { CustomFigureRow } from './custom-figure.queries.ts';

/* 平台统一指标. Workspaces read the definitions; only the operator, with the administrator's account, writes them. */

export interface PlatformFigure {
  tenantKinds: TenantKind[];
  name: string;
  unit: string;
  subject: string;
  spec: CustomSpec;
}
export interface PlatformFigureRow extends PlatformFigure {
  number: number;
  state: 'active' | 'retired';
  version: number;
  updatedAt: string;
}

/** Who stands behind a definition that no person of the office wrote. */
const OPERATOR = '平台';

/** What every office of a kind counts besides its own figures; a platform has a few dozen. */
export const listPlatformFigures = async (tdb: TenantDb, tenantKind: string): Promise<CustomFigureRow[]> => {
  const rows = await tdb
    .selectFrom('platformFigure')
    .select(['id', 'number', 'name', 'unit', 'subject', 'spec', 'version', 'updatedAt'])
    .where('state', '=', 'active')
    .where(sql<boolean>`${tenantKind} = any (tenant_kinds)`)
    .orderBy('number')
    .limit(MOST_PLATFORM_FIGURES)
    .execute();
  return rows.map((row) => ({ ...row, origin: 'platform', rowVersion: 1, updatedByName: OPERATOR }));
};

/** Which kinds of office count each of these figures. */
export const listPlatformKinds = async (
  tdb: TenantDb,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> => {
  if (numbers.length === 0) return new Map();
  const rows = await tdb
    .selectFrom('platformFigure')
    .select(['number', 'tenantKinds'])
    .where('number', 'in', [...numbers])
    .execute();
  return new Map(rows.map((row) => [row.number, row.tenantKinds]));
};

type AdminDb = ReturnType<typeof createDb>;
const withAdmin = async <Answer>(adminUrl: string, work: (db: AdminDb) => Promise<Answer>): Promise<Answer> => {
  const db = createDb(createPool(adminUrl, { max: 1 }));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
};

/** Every definition there is or was, for the operator. */
export const listAllPlatformFigures = (adminUrl: string): Promise<PlatformFigureRow[]> =>
  withAdmin(adminUrl, (db) =>
    db
      .selectFrom('platformFigure')
      .select(['number', 'tenantKinds', 'name', 'unit', 'subject', 'spec', 'state', 'version', 'updatedAt'])
      .orderBy('number')
      .limit(10_000)
      .$castTo<PlatformFigureRow>()
      .execute(),
  );

/**
 * Writes a definition; without a number as a new one. Another definition of the same number is another version; a number
 * is never given to something else.
 * @returns its number and version; undefined where there is no active figure of the number
 */
export const writePlatformFigure = (
  adminUrl: string,
  figure: PlatformFigure,
  number?: number,
): Promise<{ number: number; version: number } | undefined> =>
  withAdmin(adminUrl, async (db) => {
    const { name, unit, subject, tenantKinds } = figure;
    const said = JSON.stringify(figure.spec);
    if (number !== undefined)
      return db
        .updateTable('platformFigure')
        .set({
          ...{ name, unit, subject, tenantKinds, spec: said, updatedAt: sql<string>`now()` },
          version: sql<number>`version + case when subject = ${subject} and spec = ${said}::jsonb then 0 else 1 end`,
        })
        .where('number', '=', number)
        .where('state', '=', 'active')
        .returning(['number', 'version'])
        .executeTakeFirst();
    return db
      .insertInto('platformFigure')
      .values({
        ...{ id: uuidv7(), name, unit, subject, tenantKinds, spec: said },
        number: sql<number>`(select coalesce(max(p.number), 0) + 1 from platform_figure p)`,
      })
      .returning(['number', 'version'])
      .executeTakeFirstOrThrow();
  });

/** 停用: no office counts it any more; what was released of it stays. Answers whether there was one. */
export const retirePlatformFigure = (adminUrl: string, number: number): Promise<boolean> =>
  withAdmin(adminUrl, async (db) => {
    const row = await db
      .updateTable('platformFigure')
      .set({ state: 'retired', updatedAt: sql<string>`now()` })
      .where('number', '=', number)
      .where('state', '=', 'active')
      .returning('number')
      .executeTakeFirst();
    return row !== undefined;
  });
