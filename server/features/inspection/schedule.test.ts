import { beforeEach, describe, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, noticeTerms } from '@/db/testing/factories/inspection';
import type { TestTenant } from '@/db/testing/factories/tenancy';
import { spreadDays } from '@/server/domain/inspection/spread-days';

const CALENDAR = { 2026: { holidays: ['2026-10-01', '2026-10-02'], workdays: ['2026-10-10'] } };

it('spreads units over working days on which their inspectors are free', () => {
  const unit = (slug: string, ...inspectorIds: string[]) => ({ slug, inspectorIds });
  const units = [unit('a', '1', '2'), unit('b', '2', '3'), unit('c', '3', '4'), unit('d', '1', '4')];
  const daysOf = (perDay: number, taken: { accountId: string; day: string }[] = []) =>
    spreadDays(units, taken, { from: '2026-09-30', perDay, calendar: CALENDAR }).map(({ day }) => day);
  // Two holidays and a weekend lie between.
  expect(daysOf(1)).toEqual(['2026-09-30', '2026-10-05', '2026-09-30', '2026-10-05']);
  expect(daysOf(2)).toEqual(['2026-09-30', '2026-09-30', '2026-09-30', '2026-09-30']);
  expect(daysOf(1, [{ accountId: '1', day: '2026-09-30' }])[0]).toBe('2026-10-05');
  expect(spreadDays([unit('a', '1')], [], { from: '2026-10-10', perDay: 1, calendar: CALENDAR })[0]?.day).toBe(
    '2026-10-10',
  );
});

describe('the days of a round', () => {
  let bureau: TestTenant;
  let otherBureau: TestTenant;
  let units: TestTenant[];
  let campaignId: string;
  beforeEach(async () => {
    ({ bureau, otherBureau, units } = await makeDistrict());
    ({ id: campaignId } = await callEach(bureau).inspection.createCampaign({
      kind: 'enforcement',
      title: '2026年档案执法双随机检查',
      subjectKind: 'township',
      checklistCode: 'checklist_town',
      selectedBy: 'random',
    }));
    await callEach(bureau).inspection.draw({ campaignId, units: 2, inspectors: 2 });
  });
  const from = dayFromNow(14);

  it('are found for each unit, written into its notice, and moved with a reason that the unit reads', async () => {
    const ask = { campaignId, from, perDay: 1 };
    expect(await refused(callEach(otherBureau).inspection.suggestDays(ask))).toBe('NOT_FOUND');
    const days = await callEach(bureau).inspection.suggestDays(ask);
    // Two of three inspectors each: at least one of them would have to be in two places.
    expect(new Set(days.map(({ day }) => day)).size).toBe(2);
    const send = (more: object) => callEach(bureau).inspection.sendNotices({ campaignId, ...noticeTerms, ...more });
    expect(await refused(send({ days: [{ slug: 'nobody', day: from }] }))).toBe('BAD_INPUT');
    expect(await refused(send({ days: [{ ...days[0]!, day: dayFromNow(-1) }] }))).toBe('BAD_INPUT');
    await send({ days });
    const { inspections } = await callEach(bureau).inspection.campaignById({ campaignId });
    const dayOf = (slug: string | null) => days.find((one) => one.slug === slug)?.day;
    for (const row of inspections) expect(row.scheduledOn).toBe(dayOf(row.subjectSlug));

    const [first, second] = inspections;
    const unit = units.find((one) => one.slug === first!.subjectSlug)!;
    const sister = units.find((one) => one.slug === second!.subjectSlug)!;
    const own = callEach(unit);
    const [notice] = (await own.inspection.received({ kind: 'inspection_notice' })).rows;
    const read = () => own.inspection.receivedById({ dispatchId: notice!.dispatchId });
    expect(await read()).toMatchObject({ notice: { scheduledOn: dayOf(unit.slug) }, change: null });

    const moved = { inspectionId: first!.id, scheduledOn: dayFromNow(40), reason: '台风红色预警' };
    expect(await refused(callEach(otherBureau).inspection.changeDay(moved))).toBe('NOT_FOUND');
    expect(await refused(callEach(bureau).inspection.changeDay({ ...moved, scheduledOn: dayFromNow(-1) }))).toBe(
      'BAD_INPUT',
    );
    expect((await callEach(bureau).inspection.changeDay(moved)).outlivesGrant).toBe(true);
    expect(await refused(callEach(bureau).inspection.changeDay(moved))).toBe('BAD_INPUT');
    const change = { scheduledOn: moved.scheduledOn, reason: '台风红色预警' };
    expect(await read()).toMatchObject({ notice: { scheduledOn: dayOf(unit.slug) }, change });
    const span = { from: dayFromNow(0), to: dayFromNow(50) };
    const calendar = (await own.guidance.ownCalendar(span)).entries.filter((one) => one.source === 'inspection');
    expect(calendar.map((one) => one.day)).toEqual([moved.scheduledOn]);
    const waits = (await own.platform.todos({})).rows.filter((row) => row.kind.startsWith('inspection_'));
    expect(waits.map((row) => [row.kind, row.dueOn, row.link]).sort()).toEqual([
      ['inspection_change', moved.scheduledOn, `received/${notice!.dispatchId}`],
      ['inspection_notice', moved.scheduledOn, `received/${notice!.dispatchId}`],
    ]);
    expect((await callEach(sister).dispatch.list({ box: 'in', kind: 'inspection_change' })).rows).toEqual([]);
    const todos = (await callEach(bureau).platform.todos({})).rows.filter((row) => row.kind === 'inspection.inspect');
    expect(todos.map((row) => row.dueOn).sort()).toEqual([dayOf(sister.slug), moved.scheduledOn].sort());
  }, 120_000);

  it('find who of a partner authority would be in two places, and name who goes on notice and record', async () => {
    const partner = '区消防救援大队';
    const round = async (unitSlugs: string[]) => {
      const { id } = await callEach(bureau).inspection.createCampaign({
        kind: 'special',
        title: '库房安全联合检查',
        jointPartners: [partner],
        subjectKind: 'township',
        checklistCode: 'checklist_town',
        selectedBy: 'named',
      });
      const { inspectors } = await callEach(bureau).inspection.pool({ campaignId: id });
      const inspectorAccountIds = inspectors.slice(0, 2).map((one) => one.accountId);
      await callEach(bureau).inspection.nameUnits({ campaignId: id, unitSlugs, inspectorAccountIds, reason: '专项' });
      return id;
    };
    const lu = { name: '陆某', authority: partner, certificate: '消-018', duty: '消防设施' };
    const fan = { name: '范某', authority: partner };
    const [one, two, three] = [units[0]!, units[1]!, units[2]!];
    const joint = await round([one.slug, two.slug]);
    const save = (people: object[], as = bureau) =>
      callEach(as).inspection.saveJointPeople({ campaignId: joint, people: people as (typeof lu)[] });
    expect(await refused(save([{ ...fan, authority: '区气象局' }]))).toBe('BAD_INPUT');
    expect(await refused(save([lu, lu]))).toContain('people');
    expect(await refused(save([lu], otherBureau))).toBe('NOT_FOUND');
    await save([lu, fan]);
    const [luAt, fanAt] = [`陆某（${partner}）`, `范某（${partner}）`];
    const clashesOf = (people: [string[], string[]], campaignId = joint, as = bureau) =>
      callEach(as).inspection.jointClashes({
        campaignId,
        visits: [one, two].map(({ slug }, at) => ({ slug, day: from, people: people[at]! })),
      });
    expect(await clashesOf([[luAt], [luAt, fanAt]])).toEqual([
      { person: luAt, day: from, units: [one.name, two.name] },
    ]);
    expect(await clashesOf([[luAt], [fanAt]])).toEqual([]);
    expect(await refused(clashesOf([[luAt], [luAt]], joint, otherBureau))).toBe('NOT_FOUND');

    // One day for each unit: the one person whom both need has one place a day.
    const apart = await callEach(bureau).inspection.suggestDays({ campaignId: joint, from, perDay: 1 });
    expect(new Set(apart.map(({ day }) => day)).size).toBe(2);
    const { warnings } = await callEach(bureau).inspection.sendNotices({
      ...noticeTerms,
      campaignId: joint,
      scheduledOn: from,
      jointPeople: [
        { slug: one.slug, people: [luAt] },
        { slug: two.slug, people: [fanAt] },
      ],
    });
    expect(warnings).not.toContain('JOINT_PERSON_TWICE');
    expect(await refused(save([lu]))).toBe('CAMPAIGN_STATE_WRONG');
    const { inspections } = await callEach(bureau).inspection.campaignById({ campaignId: joint });
    const first = inspections.find((row) => row.subjectSlug === one.slug)!;
    const asked = { inspectionId: first.id };
    expect((await callEach(bureau).inspection.byId(asked)).jointPeople).toEqual([lu]);
    const [notice] = (await callEach(one).inspection.received({ kind: 'inspection_notice' })).rows;
    const read = await callEach(one).inspection.receivedById({ dispatchId: notice!.dispatchId });
    expect(read.notice?.jointPeople).toEqual([lu]);

    // Another round of the same day needs the same person: said before, and said again with the sending.
    const other = await round([three.slug]);
    const same = { campaignId: other, people: [lu] };
    await callEach(bureau).inspection.saveJointPeople(same);
    const visits = [{ slug: three.slug, day: from, people: [luAt] }];
    expect(await callEach(bureau).inspection.jointClashes({ campaignId: other, visits })).toEqual([
      { person: luAt, day: from, units: [three.name, one.name] },
    ]);
    const late = await callEach(bureau).inspection.sendNotices({
      ...noticeTerms,
      campaignId: other,
      scheduledOn: from,
    });
    expect(late.warnings).toContain('JOINT_PERSON_TWICE');
    const { entries } = await callEach(bureau).guidance.calendar({ from, to: from });
    expect(entries.find((entry) => entry.unitName === three.name)?.clashes).toContainEqual({ by: 'name', name: luAt });
  }, 120_000);
});
