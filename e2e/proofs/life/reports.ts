import { withTenantDb } from '@/db/client';
import { putDifference } from '@/db/queries/report-frozen.queries';
import { actReport } from '@/server/demo/act-report';
import type { Stage } from '@/server/demo/cast';

/** Reports of a unit that the proof looks at: one approved, one being written and explained, a figure that changed since. */
export const addReportLife = async (stage: Stage, slug: string): Promise<void> => {
  const writer = `${slug}.arch`;
  // The demonstration district may have acted it out for this unit already.
  if ((await stage.as(writer).report.list({})).rows.length === 0)
    await actReport(stage, { writer, leader: `${slug}.lead`, template: 'records_office' });
  const { rows: drafts } = await stage.as(writer).report.list({ state: 'draft' });
  const explained = { reportId: drafts[0]?.id ?? '', checkCode: 'STAFF_AGES', explanation: '两人的出生年月待核' };
  await stage.as(writer).report.explain(explained);
  const { rows } = await stage.as(writer).report.list({ state: 'frozen' });
  const reportId = rows[0]?.id ?? '';
  const { figures } = await stage.as(writer).report.byId({ reportId });
  const { pools, scope } = await stage.behind(writer);
  const chipKey = figures[0]?.key ?? '';
  await withTenantDb(pools, scope, (tdb) =>
    putDifference(tdb, { tenantId: scope.tenantId, reportId }, { chipKey, kind: 'value', valueNow: 1, rowsNow: 1 }),
  );
};
