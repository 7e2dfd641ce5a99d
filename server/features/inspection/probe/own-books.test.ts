import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makeSupervisedPair, makeTenant } from '@/db/testing/factories/tenancy';
import { PROBE_CODES } from '@/server/domain/inspection/probes';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

const LAST_YEAR = Number(dayFromNow(0).slice(0, 4)) - 1;
const YEARS = { yearFrom: LAST_YEAR, yearTo: LAST_YEAR };

/** The books of a unit that answer probes, before anything stands in them and after. */
it('finds in the books what is lacking, and is content once it is entered', async () => {
  const { unit, stranger } = await makeSupervisedPair('department');
  const call = callEach(unit);
  const results = async () => {
    await call.probe.runOwn(YEARS);
    return new Map((await call.probe.ownResults()).map((result) => [result.probeCode, result]));
  };
  const before = await results();
  expect(before.size).toBe(PROBE_CODES.length);
  const empty = [...before.values()].map(({ probeCode, rows, faults }) => [probeCode, rows, faults]);
  expect(empty).toEqual(
    expect.arrayContaining([
      ['group.inOffice', 1, 1],
      ['rules.kept', 5, 5],
      ['responsibility.signed', 4, 4],
      ['archivists.named', 1, 1],
      ['budget.entered', 1, 1],
      ['storage.area', 1, 1],
      ['equipment.kept', 3, 3],
      ['climate.kept', 12, 12],
      ['safety.quarterly', 4, 4],
      ['pests.halfYearly', 2, 2],
      ['plan.inForce', 1, 1],
      ['study.keyTexts', 1, 1],
      ['drill.held', 1, 1],
      ['secrecy.signed', 0, 0],
      // A register of archives only: nothing is asked of a department.
      ['backup.kept', 0, 0],
      ['transfer.onTime', 0, 0],
      ['outsourcing.filed', 0, 0],
    ]),
  );
  const enter = (code: string, values: Record<string, string | number | boolean>) =>
    call.register.enter({ code, values });
  const day = (monthDay: string) => `${LAST_YEAR}-${monthDay}`;
  await enter('leading_group', { name: '档案工作领导小组', kind: 'leading', setUpOn: day('01-10'), head: '周某' });
  await enter('rule_document', { title: '归档制度', kind: 'filing', version: '一', issuedOn: day('01-10') });
  await enter('rule_document', {
    title: '保管制度',
    kind: 'keeping',
    version: '一',
    issuedOn: day('01-10'),
    reviewBy: day('12-31'),
  });
  await enter('responsibility', { person: '周某', level: 'chief', scope: '总责', signedOn: day('01-10') });
  await enter('part_time_archivist', { name: '何某', department: '办公室', kind: 'part', appointedOn: day('01-10') });
  await enter('budget', { approvedOn: day('02-01'), version: 'initial', purpose: 'running', amount: 3.5 });
  await enter('equipment', {
    commissionedOn: day('02-01'),
    type: 'camera',
    model: '球机',
    quantity: 2,
    nature: 'added',
  });
  await enter('safety_check', {
    checkedOn: day('05-06'),
    place: '一号库',
    kind: 'quarterly',
    hazards: 0,
    inspectors: '何某',
  });
  await enter('pest_treatment', { treatedOn: day('05-06'), room: '一号库', agent: '灵香草' });
  await enter('emergency_plan', { title: '应急预案', version: '一', approvedOn: day('01-10') });
  await enter('commitment', { person: '何某', signedOn: dayFromNow(-20), role: 'active' });
  const after = await results();
  const faults = Object.fromEntries([...after.values()].map((result) => [result.probeCode, result.faults]));
  expect(faults).toMatchObject({
    'group.inOffice': 0,
    'rules.kept': 4,
    'responsibility.signed': 3,
    'archivists.named': 0,
    'budget.entered': 0,
    'equipment.kept': 2,
    'safety.quarterly': 3,
    'pests.halfYearly': 1,
    'plan.inForce': 0,
    'secrecy.signed': 0,
  });
  expect(after.get('budget.entered')?.amount).toBe(3.5);
  const rows = async (probeCode: (typeof PROBE_CODES)[number]) =>
    (await call.probe.ownRows({ probeCode, ...YEARS, faultsOnly: false })).rows;
  expect((await rows('safety.quarterly')).map(({ label, isFault }) => [label, isFault])).toEqual([
    [`${LAST_YEAR}-Q1`, true],
    [`${LAST_YEAR}-Q2`, false],
    [`${LAST_YEAR}-Q3`, true],
    [`${LAST_YEAR}-Q4`, true],
  ]);
  // What goes to the bureau names no person.
  expect(await rows('secrecy.signed')).toMatchObject([{ label: '办公室', detail: '1 / 1', isFault: false }]);
  expect((await rows('storage.area'))[0]).toMatchObject({ label: '0 / 15.00 ㎡' });
  await callEach(stranger).probe.runOwn(YEARS);
  const theirs = await callEach(stranger).probe.ownResults();
  expect(theirs.find((result) => result.probeCode === 'budget.entered')).toMatchObject({ faults: 1, amount: 0 });
}, 60_000);

it.each([
  ['village', 'group.inOffice', 0],
  ['repository', 'backup.kept', 3],
])('asks a %s only for the books of its kind', async (kind, probeCode, rows) => {
  const tenant = await makeTenant(kind as TenantKind);
  await callEach(tenant).probe.runOwn(YEARS);
  const found = (await callEach(tenant).probe.ownResults()).find((result) => result.probeCode === probeCode);
  expect(found).toMatchObject({ rows, suggestion: rows === 0 ? null : 'unmet' });
});

it('finds the key texts that were studied, and the year in which none was', async () => {
  const call = callEach(await makeTenant('repository'));
  const study = { kind: 'group', topic: '档案工作重要批示精神' };
  const enter = (values: Record<string, string>) => call.register.enter({ code: 'study_session', values });
  await enter({ ...study, heldOn: `${LAST_YEAR}-03-12`, keyText: '重要批示' });
  await enter({ ...study, heldOn: `${LAST_YEAR}-04-12` });
  const years = { yearFrom: LAST_YEAR - 1, yearTo: LAST_YEAR };
  await call.probe.runOwn(years);
  const found = (await call.probe.ownResults()).find((result) => result.probeCode === 'study.keyTexts');
  expect(found).toMatchObject({ rows: 2, faults: 1 });
  const { rows } = await call.probe.ownRows({ probeCode: 'study.keyTexts', ...years, faultsOnly: false });
  expect(rows).toMatchObject([
    { label: String(LAST_YEAR - 1), isFault: true },
    { label: '档案工作重要批示精神', detail: '重要批示', isFault: false },
  ]);
});
