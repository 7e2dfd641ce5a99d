import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { moveDay } from '@/server/domain/register/timetable';

let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  [unit, stranger] = [await makeTenant('department'), await makeTenant('department')];
});

const task = (over: object = {}) => ({
  code: 'plan_task',
  values: {
    task: '年度归档文件整理',
    planYear: 2025,
    line: 'arranging',
    owner: '何静',
    monthFrom: 3,
    dueOn: '2025-06-30',
    doneOn: '2025-07-04',
    ...over,
  },
});

it('moves a day into another year without leaving its month, or falling on a day off', () => {
  expect(moveDay('2025-06-30', 1)).toBe('2026-06-30');
  expect(moveDay('2024-02-29', 1)).toBe('2025-02-28');
  // The first of May week is off in 2026; the last of May 2026 is a Sunday.
  expect(moveDay('2025-05-01', 1)).toBe('2026-05-06');
  expect(moveDay('2025-05-31', 1)).toBe('2026-05-29');
  expect(moveDay('2027-08-07', 1)).toBe('2028-08-07');
});

it('makes a timetable of last year’s, which is kept when somebody has looked at it', async () => {
  const api = callEach(unit);
  await api.register.enter(task());
  await api.register.enter(task({ task: '库房检查', line: 'keeping', dueOn: '2025-05-31' }));
  await api.register.enter(task({ task: '库房检查', line: 'keeping', planYear: 2026, dueOn: '2026-04-30' }));
  const { lines } = await api.register.draftTimetable({ fromYear: 2025, toYear: 2026 });
  expect(lines).toMatchObject([
    { task: '库房检查', dueOn: '2026-05-29', isPlanned: true },
    {
      task: '年度归档文件整理',
      dueOn: '2026-06-30',
      isPlanned: false,
      before: { dueOn: '2025-06-30', doneOn: '2025-07-04' },
    },
  ]);
  const kept = { task: '年度归档文件整理', line: 'arranging', owner: '郑云舟', monthFrom: 3, dueOn: '2026-06-15' };
  const wrong = { planYear: 2026, lines: [{ ...kept, line: 'nowhere' }] };
  expect(await refused(api.register.keepTimetable(wrong))).toBe('BAD_INPUT');
  const reader = await makePerson(unit.id, ['unit_lead']);
  const plan = { planYear: 2026, lines: [kept] };
  expect(await refused(callEach(unit, reader).register.keepTimetable(plan))).toBe('FORBIDDEN');
  expect(await api.register.keepTimetable(plan)).toEqual({ entered: 1, known: 0 });
  expect(await api.register.keepTimetable(plan)).toEqual({ entered: 0, known: 1 });
  const again = await api.register.draftTimetable({ fromYear: 2025, toYear: 2026 });
  expect(again.lines.every((line) => line.isPlanned)).toBe(true);
  expect((await callEach(stranger).register.draftTimetable({ fromYear: 2025, toYear: 2026 })).lines).toEqual([]);
  const village = await makeTenant('village');
  expect(await refused(callEach(village).register.draftTimetable({ fromYear: 2025, toYear: 2026 }))).toBe('NOT_FOUND');
});
