import { expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, inspectUnit, makeDistrict, readEvents } from '@/db/testing/factories/inspection';

/* A finding about an entry of a register that the grant opens: kept as it was, and compared when it is put right. */
it('keeps the entry as it was read under the grant, and shows what the unit has changed in it', async () => {
  const { bureau, units, inspectors } = await makeDistrict();
  const [unit, sister] = [units[0]!, units[1]!];
  const hazard = {
    foundOn: dayFromNow(-9),
    place: '二楼库房',
    field: 'records',
    what: '顶部渗水',
    owner: '何静',
    dueOn: dayFromNow(9),
  };
  const enter = async (tenant: typeof unit, code: string, values: Record<string, string>) =>
    (await callEach(tenant).register.enter({ code, values })).entryId;
  const entryId = await enter(unit, 'hazard', hazard);
  const foreignId = await enter(sister, 'hazard', hazard);
  const planId = await enter(unit, 'emergency_plan', { title: '预案', version: '1', approvedOn: dayFromNow(-9) });

  const year = Number(dayFromNow(-9).slice(0, 4));
  const inspectionId = await inspectUnit(bureau, unit, inspectors.slice(0, 2), {
    recordClasses: ['register'],
    registerCodes: ['hazard'],
    yearFrom: year,
    yearTo: year + 1,
  });
  const asInspector = async () => (await callAs(bureau, inspectors[0]!)).inspection;
  const add = async (granted: { unitSlug: string; entryId: string }) =>
    (await asInspector()).addFinding({
      inspectionId,
      checklistCode: 'T8',
      severity: 'HAZARD',
      fact: '隐患逾期未销号',
      basis: '《档案法》第十九条',
      requirement: '整改并销号',
      dueOn: dayFromNow(30),
      pin: { kind: 'register_entry', name: '隐患整改', entry: '二楼库房', seen: '现场仍在滴水', granted },
    });
  expect(await refused(add({ unitSlug: sister.slug, entryId: foreignId }))).toBe('NOT_FOUND');
  expect(await refused(add({ unitSlug: unit.slug, entryId: foreignId }))).toBe('NOT_FOUND');
  expect(await refused(add({ unitSlug: unit.slug, entryId: planId }))).toBe('NOT_FOUND');
  await add({ unitSlug: unit.slug, entryId });
  const [finding] = (await (await asInspector()).byId({ inspectionId })).findings;
  expect(finding?.pinnedLabel).toContain('二楼库房');
  expect(finding?.pinnedFacts).toEqual(
    expect.arrayContaining([
      { label: '登记簿', value: '隐患整改' },
      { label: '隐患情况', value: '顶部渗水' },
      { label: '所见', value: '现场仍在滴水' },
    ]),
  );
  expect(await readEvents(unit)).toEqual(['inspection.pinEntry']);

  await (await asInspector()).issueFindings({ inspectionId });
  const [demand] = (await callEach(unit).inspection.received({ kind: 'finding' })).rows;
  const ask = { findingDispatchId: demand!.dispatchId };
  expect(await callEach(unit).closure.rectified(ask)).toMatchObject({ differences: [], registerCode: 'hazard' });
  const closedOn = dayFromNow(0);
  await callEach(unit).register.change({
    entryId,
    rowVersion: 1,
    values: { ...hazard, closedOn },
    reason: '已修好销号',
  });
  const differences = [{ field: '销号日期', was: null, is: closedOn }];
  expect(await callEach(unit).closure.rectified(ask)).toMatchObject({ differences });
  await callEach(unit).inspection.answerFinding({ ...ask, measure: '已修好', doneOn: closedOn });
  const answers = await (await asInspector()).answers({ inspectionId });
  expect(answers[0]?.record).toMatchObject({ differences, changes: [{ actorName: unit.worker.displayName }] });
  expect(await refused(callEach(sister).closure.rectified(ask))).toBe('NOT_FOUND');
}, 120_000);
