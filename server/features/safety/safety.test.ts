import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, makePhoto } from '@/db/testing/factories/inspection';
import type { TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { startIncidentReminders } from '@/jobs/remind-incidents';
import { firstDueAt, nextDueAt } from '@/server/domain/safety/safety-vocabulary';
import { remindReports } from './remind-reports.ts';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let sister: TestTenant;

const api = async (tenant: TestTenant) => (await callAs(tenant)).safety;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau } = district);
  [unit, sister] = district.units as [TestTenant, TestTenant];
});

it('counts the time limits by level in days of Shanghai', () => {
  const found = '2026-11-21T14:30:00.000Z';
  expect((['I', 'II', 'III', 'IV'] as const).map((level) => firstDueAt(level, found))).toEqual([
    '2026-11-21T16:30:00.000Z',
    '2026-11-21T16:30:00.000Z',
    '2026-11-21T15:59:59.000Z',
    '2026-11-22T15:59:59.000Z',
  ]);
  expect(nextDueAt('III', '2026-11-21T16:30:00.000Z')).toBe('2026-11-25T15:59:59.000Z');
});

describe('an incident', () => {
  let incidentId = '';
  const facts = () => ({
    title: '二楼库房空调漏水',
    kind: 'water' as const,
    level: 'II' as const,
    occurredAt: minutesAgo(300),
    discoveredAt: minutesAgo(180),
    affected: '文书档案42卷受潮',
    measures: '已移架晾干，关闭空调',
  });

  it('is registered and reported in one act, and late when the clock says so', async () => {
    const foreign = await makePhoto(sister, '他人.png', 5);
    expect(await refused((await api(unit)).report({ ...facts(), fileObjectIds: [foreign] }))).toBe('NOT_FOUND');
    expect((await (await api(unit)).incidents({})).rows).toEqual([]);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect(await refused((await api(unit)).report({ ...facts(), discoveredAt: later }))).toBe('BAD_INPUT');
    ({ id: incidentId } = await (await api(unit)).report(facts()));
    const [seen] = (await (await api(bureau)).received({})).rows;
    expect(seen).toMatchObject({ id: incidentId, unitName: unit.name, firstWasLate: true, isOverdue: false });
    const view = await (await api(unit)).incidentById({ incidentId });
    expect(view.reports).toMatchObject([{ kind: 'first', isLate: true }]);
    for (const given of [incidentId, uuidv7()]) {
      expect(await refused((await api(sister)).incidentById({ incidentId: given }))).toBe('NOT_FOUND');
      expect(await refused((await api(otherBureau)).receivedById({ incidentId: given }))).toBe('NOT_FOUND');
      expect(await refused((await api(otherBureau)).instruct({ incidentId: given, words: '速报' }))).toBe('NOT_FOUND');
    }
  });

  it('is answered by the superior, overdue on both sides when nothing follows, and closed with its lessons', async () => {
    await (await api(bureau)).instruct({ incidentId, words: '立即组织抢救，每日报告' });
    expect((await (await api(unit)).incidentById({ incidentId })).instructions).toMatchObject([
      { words: '立即组织抢救，每日报告' },
    ]);
    const admin = await testAdmin();
    const past = minutesAgo(5);
    await admin.query('update safety_incident set next_due_at = $1 where id = $2', [past, incidentId]);
    await admin.query(
      `update dispatch set body = jsonb_set(body, '{nextDueAt}', to_jsonb($1::text)) where object_id = $2 and kind = 'incident_report'`,
      [past, incidentId],
    );
    expect((await (await api(unit)).incidents({ state: 'overdue' })).rows).toHaveLength(1);
    expect((await (await api(bureau)).received({ state: 'overdue' })).rows).toHaveLength(1);
    const tell = async (tenant: TestTenant) =>
      withTenantDb(await testPools(), scopeOf(tenant), (tdb) => remindReports(tdb, scopeOf(tenant)));
    const marks = async (tenant: TestTenant) =>
      (await (await callAs(tenant)).platform.todos({})).rows
        .filter((todo) => todo.kind.startsWith('safety.'))
        .map((todo) => [todo.kind, todo.title, todo.link]);
    const schedule = async () => {
      const { rows } = await admin.query("select tenant_id from job_run where name = 'safety.remind-reports'");
      return rows.map((row) => row.tenant_id as number);
    };
    await startIncidentReminders(await testPools());
    await startIncidentReminders(await testPools());
    expect((await schedule()).sort()).toEqual([bureau.id, unit.id].sort());
    await admin.query("update job_run set state = 'done' where name = 'safety.remind-reports'");
    expect(await tell(unit)).toMatchObject({ overdue: 1, received: 0 });
    expect(await tell(bureau)).toMatchObject({ overdue: 0, received: 1 });
    for (const tenant of [unit, bureau, otherBureau, sister])
      expect(await tell(tenant)).toEqual({ soon: 0, overdue: 0, received: 0, settled: 0 });
    await startIncidentReminders(await testPools());
    expect(await schedule()).toHaveLength(2);
    expect(await marks(unit)).toEqual([['safety.report', '续报已逾期：二楼库房空调漏水', `incidents/${incidentId}`]]);
    expect(await marks(bureau)).toEqual([
      ['safety.overdue', `安全事件逾期未续报：${unit.name} 二楼库房空调漏水`, `incidents/received/${incidentId}`],
    ]);
    expect(await marks(sister)).toEqual([]);
    const objects = (await (await callAs(bureau)).inspectionPlan.objects({ search: unit.name })).rows;
    expect(objects[0]).toMatchObject({ suggestedRisk: 'HIGH' });
    const follow = { incidentId, rowVersion: 1, kind: 'follow_up' as const, body: '受潮档案已全部晾干' };
    expect(await refused((await api(sister)).followUp(follow))).toBe('NOT_FOUND');
    await (await api(unit)).followUp(follow);
    expect(await refused((await api(unit)).followUp(follow))).toBe('STALE_VERSION');
    expect(await tell(bureau)).toMatchObject({ settled: 1, received: 0 });
    expect(await marks(bureau)).toEqual([]);
    expect(await marks(unit)).toEqual([['safety.report', '续报：二楼库房空调漏水', `incidents/${incidentId}`]]);
    await admin.query("update safety_incident set next_due_at = now() + interval '3 hours' where id = $1", [
      incidentId,
    ]);
    expect(await tell(unit)).toMatchObject({ soon: 1, overdue: 0, settled: 1 });
    const notices = (await (await callAs(unit)).platform.notices({})).rows;
    expect(notices.filter((notice) => notice.kind === 'safety.report').map((notice) => notice.title)).toEqual([
      expect.stringMatching(/^请在\d+月\d+日\d\d:\d\d前续报：二楼库房空调漏水$/),
      '续报已逾期：二楼库房空调漏水',
    ]);
    const close = { incidentId, rowVersion: 2, kind: 'closing' as const, body: '处理完毕' };
    expect(await refused((await api(unit)).followUp(close))).toBe('BAD_INPUT');
    await (await api(unit)).followUp({ ...close, cause: '冷凝水管堵塞', lessons: '每月巡检' });
    expect(await refused((await api(unit)).followUp({ ...follow, rowVersion: 3 }))).toBe('INCIDENT_CLOSED');
    const seen = await (await api(bureau)).receivedById({ incidentId });
    expect(seen).toMatchObject({ state: 'closed', isOverdue: false, nextDueAt: null });
    expect(seen.reports.map((report) => [report.kind, report.isLate])).toEqual([
      ['first', true],
      ['follow_up', true],
      ['closing', false],
    ]);
    const { rows: todos } = await (await callAs(unit)).platform.todos({});
    expect(todos.filter((todo) => todo.kind === 'safety.report')).toEqual([]);
  });
});

describe('a drill', () => {
  const plan = {
    title: '库房火灾实战演练',
    planVersion: '2026年第1版',
    scenario: 'fire' as const,
    mode: 'field' as const,
    plannedOn: dayFromNow(0),
    place: '二楼库房',
    script: '发现火情，报警，疏散，抢救重要档案',
    people: [{ name: '周某', task: '指挥' }],
  };

  it('is planned with script and people, reviewed with photos, and never changed afterwards', async () => {
    const { id: drillId } = await (await api(unit)).planDrill(plan);
    const review = {
      drillId,
      rowVersion: 1,
      heldOn: dayFromNow(0),
      people: [...plan.people, { name: '吴某', task: '抢救' }],
      recoveryMinutes: null,
      issues: '抢救路线不熟',
      improvement: '张贴路线图',
      improveBy: dayFromNow(30),
      photoObjectIds: [await makePhoto(unit, '演练.png', 9)],
    };
    const foreign = await makePhoto(sister, '他人.png', 10);
    expect(await refused((await api(unit)).reviewDrill({ ...review, photoObjectIds: [foreign] }))).toBe('NOT_FOUND');
    for (const given of [drillId, uuidv7()]) {
      expect(await refused((await api(sister)).drillById({ drillId: given }))).toBe('NOT_FOUND');
      expect(await refused((await api(sister)).reviewDrill({ ...review, drillId: given }))).toBe('NOT_FOUND');
      expect(await refused((await api(sister)).cancelDrill({ drillId: given, rowVersion: 1, reason: '雨' }))).toBe(
        'NOT_FOUND',
      );
    }
    await (await api(unit)).reviewDrill(review);
    expect(await refused((await api(unit)).reviewDrill({ ...review, rowVersion: 2 }))).toBe('DRILL_STATE_WRONG');
    const view = await (await api(unit)).drillById({ drillId });
    expect(view).toMatchObject({ state: 'reviewed', peopleCount: 2, photos: [{ fileName: '演练.png' }] });
    const [photo] = view.photos;
    const ask = { drillId, objectId: photo!.objectId };
    expect((await (await api(unit)).downloadDrillPhoto(ask)).fileName).toBe('演练.png');
    expect(await refused((await api(sister)).downloadDrillPhoto(ask))).toBe('NOT_FOUND');
  });

  it('that was not held stands as overdue, or is cancelled with a reason', async () => {
    const { id: drillId } = await (await api(unit)).planDrill({ ...plan, plannedOn: dayFromNow(-3) });
    const { rows } = await (await api(unit)).drills({ state: 'planned' });
    expect(rows).toMatchObject([{ id: drillId, isOverdue: true }]);
    await (await api(unit)).cancelDrill({ drillId, rowVersion: 1, reason: '台风' });
    expect((await (await api(unit)).drills({ state: 'planned' })).rows).toEqual([]);
  });
});
