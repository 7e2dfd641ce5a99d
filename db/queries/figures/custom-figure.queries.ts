import { sql } from 'kysely';
import type { FigureOrigin } from '@/server/domain/figure/defined-code';
import type { TenantDb } from '../../client.ts';

export interface CustomFigureRow {
  id: string;
  /** Who defined it: the office itself, or whoever runs the platform, for every office of a kind. */
  origin: FigureOrigin;
  /** By which texts and releases name it. */
  number: number;
  name: string;
  unit: string;
  subject: string;
  spec: unknown;
  version: number;
  rowVersion: number;
  updatedByName: string;
  updatedAt: string;
}
const COLUMNS = [
  'id',
  'number',
  'name',
  'unit',
  'subject',
  'spec',
  'version',
  'rowVersion',
  'updatedByName',
  'updatedAt',
] as const;

const active = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('customFigure')
    .select(COLUMNS)
    .select(sql.lit<FigureOrigin>('office').as('origin'))
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'active');

/** A unit has at most a few dozen; in the order in which they were defined. */
export const listCustomFigures = (tdb: TenantDb, tenantId: number): Promise<CustomFigureRow[]> =>
  active(tdb, tenantId).orderBy('createdAt').orderBy('id').limit(200).execute();

export const findCustomFigure = (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
): Promise<CustomFigureRow | undefined> => active(tdb, key.tenantId).where('id', '=', key.id).executeTakeFirst();

/** Whether the name was free. */
export const insertCustomFigure = async (
  tdb: TenantDb,
  figure: {
    tenantId: number;
    id: string;
    name: string;
    unit: string;
    subject: string;
    spec: object;
    createdBy: string;
    createdByName: string;
  },
): Promise<boolean> => {
  const row = await tdb
    .insertInto('customFigure')
    .values({
      ...figure,
      // Never used again, not even after the figure was retired: old texts and releases still name it.
      number: sql<number>`(select coalesce(max(c.number), 0) + 1 from custom_figure c where c.tenant_id = ${figure.tenantId})`,
      spec: JSON.stringify(figure.spec),
      updatedByName: figure.createdByName,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Answers whether it was still as the person saw it. */
export const updateCustomFigure = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  change: { name: string; unit: string; subject: string; spec: object; redefines: boolean } | { state: 'retired' },
  byName: string,
): Promise<boolean> => {
  const values =
    'state' in change
      ? { state: change.state }
      : {
          name: change.name,
          unit: change.unit,
          subject: change.subject,
          spec: JSON.stringify(change.spec),
          ...(change.redefines ? { version: sql<number>`version + 1` } : {}),
        };
  const row = await tdb
    .updateTable('customFigure')
    .set({ ...values, updatedByName: byName, updatedAt: sql<string>`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'active')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
