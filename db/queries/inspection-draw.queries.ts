import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** What a draw leaves behind. A trigger keeps all of it from being changed afterwards. */
export const recordDraw = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string },
  draw: {
    pool: unknown;
    drawn: unknown;
    drawSeed: string | null;
    drawnAt: string;
    drawSheet: unknown;
    selectionReason: string | null;
  },
): Promise<void> => {
  const { drawSheet, pool, drawn, ...facts } = draw;
  await tdb
    .updateTable('inspectionCampaign')
    .set({
      ...facts,
      pool: JSON.stringify(pool),
      drawn: JSON.stringify(drawn),
      drawSheet: drawSheet === null ? null : JSON.stringify(drawSheet),
      state: 'drawn',
      rowVersion: sql`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.campaignId)
    .execute();
};
