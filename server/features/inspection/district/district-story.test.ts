import { beforeAll, describe, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow, textOfPdf } from '@/db/testing/factories/inspection';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import type { DistrictSort } from '@/server/domain/inspection/district-vocabulary';
import { readObject } from '@/server/objects/read-object';

/* One story in order: what stands in the table, what the unit sees of it, how it ends, how years compare. */
type World = Awaited<ReturnType<typeof makeFoundInspection>>;
let { district, bureau, unit, sister, inspector, inspectionId, findings } = {} as World;
let village: TestTenant;
const asBureau = () => callEach(bureau);
const asInspector = () => callEach(bureau, inspector);
const asUnit = () => callEach(unit);
const asStranger = () => callEach(district.otherBureau);

beforeAll(async () => {
  const world = await makeFoundInspection();
  ({ district, bureau, unit, sister, inspector, inspectionId, findings } = world);
  village = await makeTenant('village', { name: '柳塘村' });
  await supervise(unit, village);
  await asInspector().inspection.issueFindings({ inspectionId });
});

const lineOf = async (tenant: TestTenant, more: object = {}) => {
  const { rows } = await asBureau().district.units({ limit: 200, ...more });
  return rows.find((row) => row.slug === tenant.slug);
};

describe('the table', () => {
  it('has one line a unit, what is late first, and no unit of another bureau', async () => {
    const { rows, page, summary } = await asBureau().district.units({});
    expect(page.total).toBe(4);
    expect(rows.map((row) => row.slug).sort()).toEqual([...district.units, village].map((one) => one.slug).sort());
    expect(rows[0]).toMatchObject({ slug: unit.slug, light: 'attention', openFindings: 3, overdueFindings: 0 });
    expect(summary).toMatchObject({ units: 4, openFindings: 3, overdueUnits: 0, filingClosed: 0 });
    expect(await lineOf(village)).toMatchObject({ tileSlug: unit.slug, parentName: unit.name, lastInspectionId: null });
    expect((await lineOf(sister))?.lastState).toBe('noticed');
    expect((await asStranger().district.units({})).rows.map((row) => row.slug)).toEqual([district.stranger.slug]);
    // The township's own table begins below it.
    expect((await asUnit().district.units({})).rows.map((row) => row.slug)).toEqual([village.slug]);
  });

  it('counts what is late and unanswered, as of the day that is asked for', async () => {
    const admin = await testAdmin();
    await admin.query("update finding set due_on = '2026-03-02', issued_on = '2026-02-02' where id = $1", [
      findings[1],
    ]);
    expect((await asBureau().district.units({ light: 'overdue' })).rows).toMatchObject([
      { slug: unit.slug, overdueFindings: 1 },
    ]);
    expect(await lineOf(unit, { on: '2026-03-01' })).toMatchObject({ openFindings: 1, overdueFindings: 0 });
    expect(await lineOf(unit, { on: '2026-02-01' })).toMatchObject({ openFindings: 0, lastInspectionId: null });
    // Before anybody was supervised there is nobody.
    expect((await asBureau().district.units({ on: '2019-06-01' })).rows).toEqual([]);
    expect(await refused(asBureau().district.units({ on: dayFromNow(1) }))).toBe('BAD_INPUT');
  });

  it('reminds whoever owes something, once a day, of what the table says', async () => {
    const owing = async () =>
      (await asUnit().platform.todos({})).rows.filter((row) => row.kind === 'supervision_reminder');
    expect(await refused(asStranger().district.remind({ unitTenantIds: [unit.id] }))).toBe('NOT_FOUND');
    expect(await refused(asStranger().district.remind({ unitTenantIds: [999_999] }))).toBe('NOT_FOUND');
    const mixed = { unitTenantIds: [district.stranger.id, unit.id] };
    expect(await refused(asBureau().district.remind(mixed))).toBe('NOT_FOUND');
    expect(await owing()).toEqual([]);
    // By the filter that the table shows: only the one that is late, not those that owe nothing.
    expect(await asBureau().district.remind({ light: 'overdue', words: '请于周五前报送。' })).toEqual({
      sent: 1,
      left: 0,
    });
    expect(await asBureau().district.remind({ unitTenantIds: [unit.id] })).toEqual({ sent: 0, left: 1 });
    const [todo] = await owing();
    expect(todo?.title).toContain('整改要求3条未报送整改情况，其中1条已逾期');
    const id = todo!.link.split('/').at(-1)!;
    const view = await asUnit().dispatch.byId({ id });
    expect(view.body).toMatchObject({ note: expect.stringContaining('请于周五前报送。') });
    expect(view.acceptsReceipt).toBe(true);
    await asUnit().dispatch.acknowledge({ id });
    expect(await owing()).toEqual([]);
  });

  it('says what stood on the same day of another year', async () => {
    const sums = await asBureau().district.summary({ on: '2026-03-01' });
    expect(sums).toMatchObject({ on: '2026-03-01', openFindings: 1, overdueFindings: 0 });
    expect(await asBureau().district.summary({ on: '2019-06-01' })).toMatchObject({ units: 0 });
    expect((await asStranger().district.summary({ on: '2026-03-01' })).openFindings).toBe(0);
  });

  it('is walked by key to its end in every order, both ways', async () => {
    const sorts: DistrictSort[] = [
      'problems',
      'name',
      'inspected',
      'score',
      'open',
      'filing',
      'hours',
      'guided',
      'released',
    ];
    for (const sort of sorts) {
      for (const descending of [true, false]) {
        const all = await asBureau().district.units({ sort, descending, limit: 200 });
        const walked: string[] = [];
        let cursor: string | undefined;
        do {
          const next = await asBureau().district.units({ sort, descending, limit: 1, cursor });
          walked.push(...next.rows.map((row) => row.slug));
          cursor = next.page.nextCursor ?? undefined;
        } while (cursor);
        expect(walked).toEqual(all.rows.map((row) => row.slug));
      }
    }
    const first = await asBureau().district.units({ limit: 2 });
    const second = await asBureau().district.units({ limit: 2, cursor: first.page.nextCursor! });
    const back = await asBureau().district.units({
      limit: 2,
      cursor: second.page.previousCursor!,
      direction: 'before',
    });
    expect(back.rows.map((row) => row.slug)).toEqual(first.rows.map((row) => row.slug));
  });

  it('is filtered by tile, inspection, filing, schedule and name, and goes out as a workbook', async () => {
    const slugs = async (filter: object) =>
      (await asBureau().district.units(filter)).rows.map((row) => row.slug).sort();
    expect(await slugs({ tile: unit.slug })).toEqual([unit.slug, village.slug].sort());
    expect(await slugs({ tile: '-' })).toEqual([]);
    expect(await slugs({ tile: district.stranger.slug })).toEqual([]);
    expect(await slugs({ search: '柳塘' })).toEqual([village.slug]);
    expect(await slugs({ kind: 'village' })).toEqual([village.slug]);
    expect(await slugs({ schedule: 'approved' })).toEqual([]);
    expect(await slugs({ filing: 'closed' })).toEqual([]);
    const file = await asBureau().district.downloadUnits({ tile: unit.slug });
    expect(file.mediaType).toContain('spreadsheetml');
    expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
  });
});

describe('the record of a unit', () => {
  const guided = (unitTenantIds: number[], topic: string) =>
    ({ unitTenantIds, mode: 'onsite', topic, hours: 1.5, guidedOn: dayFromNow(-2) }) as const;

  it('is the same for the supervisor and for the unit, line for line', async () => {
    const { guidanceIds } = await asBureau().guidance.register(guided([unit.id, sister.id], '档号编制'));
    const [wrong] = (await asBureau().guidance.register(guided([unit.id], '登记错了'))).guidanceIds;
    await asBureau().guidance.void({ guidanceId: wrong!, rowVersion: 1, reason: '登记错了' });
    expect(guidanceIds).toHaveLength(2);
    await asInspector().archive.grantedList({ unitSlug: unit.slug });
    const theirs = await asBureau().district.unitRecord({ unitSlug: unit.slug, limit: 200 });
    const own = await asUnit().district.ownRecord({ limit: 200 });
    expect(own.supervisor?.slug).toBe(bureau.slug);
    expect(own.rows).toEqual(theirs.rows);
    expect(own.groups).toEqual(theirs.groups);
    const kinds = theirs.rows.map((line) => line.kind);
    expect(kinds.filter((kind) => kind === 'finding')).toHaveLength(3);
    for (const kind of ['inspection_notice', 'grant', 'guidance']) expect(kinds).toContain(kind);
    expect(theirs.rows.filter((line) => line.kind === 'guidance').map((line) => line.title)).toEqual(['档号编制']);
    // A look at the record to pin it, and the list that was just read.
    expect(theirs.rows.find((line) => line.kind === 'grant')?.looks).toBe(2);
    expect(theirs.unit).toMatchObject({ slug: unit.slug, lastGuidedOn: dayFromNow(-2) });
  });

  it('has a line for each session that was held, with hours and people, and none that was not', async () => {
    const admin = await testAdmin();
    const session = async (title: string, state: string) => {
      const { rows } = await admin.query<{ id: string }>(
        `insert into course_session (tenant_id, id, title, kind, mode, hours, held_on, check_in_code, state, created_by)
         values ($1, gen_random_uuid(), $2, 'business_study', 'onsite', 4, $3, '123456', $4, $5) returning id`,
        [bureau.id, title, dayFromNow(0), state, bureau.worker.accountId],
      );
      await admin.query(
        `insert into course_attendance (tenant_id, id, session_id, unit_tenant_id, unit_name, person_name, channel)
         select $1, gen_random_uuid(), $2, $3, $4, name, 'list' from unnest(array['周某', '吴某']) as name`,
        [bureau.id, rows[0]!.id, unit.id, unit.name],
      );
      return rows[0]!.id;
    };
    await session('已举办的班', 'held');
    const planned = await session('还没举办的班', 'open');
    const lines = async () =>
      (await asUnit().district.ownRecord({ group: 'training' })).rows.map((line) => [
        line.title,
        line.facts.hours,
        line.facts.people,
      ]);
    expect(await lines()).toEqual([['已举办的班', 4, 2]]);
    await admin.query("update course_session set state = 'held' where id = $1", [planned]);
    expect((await lines()).map(([title]) => title).sort()).toEqual(['已举办的班', '还没举办的班']);
    expect((await lineOf(unit))?.trainingHours).toBe(8);
    await admin.query("update course_session set state = 'cancelled' where id = $1", [planned]);
    expect(await lines()).toEqual([['已举办的班', 4, 2]]);
  });

  it('is filtered, walked by key, and goes out as a workbook and on paper from both sides', async () => {
    const all = await asBureau().district.unitRecord({ unitSlug: unit.slug, limit: 200 });
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const next = await asBureau().district.unitRecord({ unitSlug: unit.slug, limit: 3, cursor });
      walked.push(...next.rows.map((line) => line.id));
      cursor = next.page.nextCursor ?? undefined;
    } while (cursor);
    expect(walked).toEqual(all.rows.map((line) => line.id));
    expect(all.page.total).toBe(all.rows.length);
    const some = await asBureau().district.unitRecord({ unitSlug: unit.slug, group: 'demand', search: '漏水' });
    expect(some.rows.map((line) => line.facts.fact)).toEqual(['库房漏水']);
    expect(some.page.total).toBe(1);
    expect((await asBureau().district.unitRecord({ unitSlug: unit.slug, year: 2001 })).rows).toEqual([]);
    const pdfs = [
      await asBureau().district.downloadUnitRecordPdf({ unitSlug: unit.slug }),
      await asUnit().district.downloadOwnRecordPdf({}),
    ];
    for (const file of pdfs) {
      const text = await textOfPdf(await readObject(testObjects(), file));
      for (const word of ['单位监督记录', unit.name, '库房漏水', '档号编制']) expect(text).toContain(word);
    }
    for (const file of [
      await asBureau().district.downloadUnitRecord({ unitSlug: unit.slug }),
      await asUnit().district.downloadOwnRecord({ group: 'demand' }),
    ])
      expect(file.mediaType).toContain('spreadsheetml');
  });

  it('of anybody else reads like that of nobody', async () => {
    for (const unitSlug of [unit.slug, 'nobody-at-all']) {
      const reads = [
        asStranger().district.unitRecord({ unitSlug }),
        asStranger().district.downloadUnitRecord({ unitSlug }),
        asStranger().district.downloadUnitRecordPdf({ unitSlug }),
      ];
      expect(await Promise.all(reads.map(refused))).toEqual(reads.map(() => 'NOT_FOUND'));
    }
    for (const supervisorSlug of [district.otherBureau.slug, 'nobody-at-all'])
      expect(await refused(asUnit().district.ownRecord({ supervisorSlug }))).toBe('NOT_FOUND');
    // A sister has lines of her own, and none of the unit's.
    const hers = await callEach(sister).district.ownRecord({ limit: 200 });
    expect(hers.rows.map((line) => line.kind)).not.toContain('finding');
    expect((await callEach(district.stranger).district.ownRecord({})).rows).toEqual([]);
  });
});

describe('the tiles', () => {
  const mine = async () => asBureau().district.cartogram({});

  it('add up a township with what lies below it', async () => {
    const { tiles, others, rowVersion } = await mine();
    expect(tiles.map((tile) => tile.slug).sort()).toEqual(district.units.map((one) => one.slug).sort());
    expect(tiles.find((tile) => tile.slug === unit.slug)).toMatchObject({ units: 2, values: { overdue: 1, open: 3 } });
    expect([others, rowVersion]).toEqual([null, 0]);
    expect(new Set(tiles.map((tile) => `${tile.column}/${tile.row}`)).size).toBe(tiles.length);
    expect((await asUnit().district.cartogram({})).tiles.map((tile) => tile.slug)).toEqual([village.slug]);
  });

  it('stand where somebody put them; the rest fills what is free', async () => {
    const tiles = [{ slug: unit.slug, column: 1, row: 1 }];
    await asBureau().district.arrangeTiles({ rowVersion: 0, tiles: [{ ...tiles[0]!, column: 6, row: 2 }] });
    expect(await refused(asBureau().district.arrangeTiles({ rowVersion: 0, tiles }))).toBe('STALE_VERSION');
    const placed = await mine();
    expect(placed.rowVersion).toBe(1);
    expect(placed.tiles.find((tile) => tile.slug === unit.slug)).toMatchObject({ column: 6, row: 2 });
    const twice = [...tiles, { slug: sister.slug, column: 1, row: 1 }];
    expect(await refused(asBureau().district.arrangeTiles({ rowVersion: 1, tiles: twice }))).toBe('TILES_OVERLAP');
    for (const slug of [district.stranger.slug, 'nobody-at-all']) {
      const strange = [{ slug, column: 2, row: 1 }];
      expect(await refused(asBureau().district.arrangeTiles({ rowVersion: 1, tiles: strange }))).toBe('NOT_FOUND');
    }
    await asBureau().district.arrangeTiles({ rowVersion: 1, tiles });
    expect((await asStranger().district.cartogram({})).rowVersion).toBe(0);
  });
});
