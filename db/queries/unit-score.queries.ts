import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** 最近得分 of a unit, as its newest closed inspection has it. An earlier one, entered by hand, gives way to it. */
export const recordUnitScore = async (
  tdb: TenantDb,
  key: { tenantId: number; unitTenantId: number },
  score: { lastScore: number; lastScoreOn: string; updatedByName: string },
): Promise<void> => {
  await tdb
    .insertInto('inspectionUnitProfile')
    .values({ ...key, ...score })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'unitTenantId']).doUpdateSet({
        ...score,
        updatedAt: sql`clock_timestamp()`,
        rowVersion: sql`inspection_unit_profile.row_version + 1`,
      }),
    )
    .execute();
};
