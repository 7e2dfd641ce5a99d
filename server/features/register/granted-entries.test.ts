import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { makeObject } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, momentFromNow, onePixelPng, readEvents } from '@/db/testing/factories/inspection';
import type { TestPerson, TestTenant } from '@/db/testing/factories/tenancy';
import { showPage } from '@/server/objects/show-page';

/* 台账 under 查阅授权: the registers that the grant names, entry by entry, each look in the log of the unit. */
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let all: TestPerson[];
let checkId: string;
let oldId: string;

const enter = async (code: string, values: Record<string, string | number | boolean>, objectIds: string[] = []) =>
  (await (await callAs(unit)).register.enter({ code, values, objectIds })).entryId;

/** A notice over 台账; answers somebody who may look and somebody who may not. */
const notice = async (registerCodes?: string[]) => {
  const call = () => callAs(bureau);
  const { id: campaignId } = await (await call()).inspection.createCampaign({
    kind: 'special',
    title: '台账专项检查',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'named',
  });
  await (await call()).inspection.nameUnits({
    campaignId,
    unitSlugs: [unit.slug],
    inspectorAccountIds: all.slice(0, 2).map((person) => person.accountId),
    reason: '专项检查',
  });
  await (await call()).inspection.sendNotices({
    campaignId,
    scheduledOn: dayFromNow(14),
    validTo: momentFromNow(20),
    recordClasses: ['register'],
    registerCodes,
    yearFrom: Number(dayFromNow(0).slice(0, 4)),
    yearTo: Number(dayFromNow(0).slice(0, 4)),
    reason: '核对台账',
  });
};
const asInspector = async (person = all[0]!) => (await callAs(bureau, person)).register;
const list = async (code: string) => (await asInspector()).grantedEntries({ unitSlug: unit.slug, code });

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau, inspectors: all } = district);
  unit = district.units[0]!;
  const check = { place: '一号库', kind: 'quarterly', hazards: 0, settled: 0, inspectors: '何静' };
  checkId = await enter('safety_check', { ...check, checkedOn: dayFromNow(-1) }, [
    await makeObject(unit, onePixelPng(7), '检查照片.png'),
  ]);
  oldId = await enter('safety_check', { ...check, checkedOn: '2019-03-01' });
  await enter('classified_custody', {
    movedOn: dayFromNow(-1),
    number: '2026-017',
    stage: 'borrow',
    copies: 1,
    from: '何静',
    to: '郑云舟',
  });
});

it('opens the registers that are named, in the years that are named, with history and files', async () => {
  await notice(['safety_check']);
  await (await callAs(unit)).register.change({
    entryId: checkId,
    rowVersion: 1,
    values: {
      checkedOn: dayFromNow(-1),
      place: '一号库',
      kind: 'quarterly',
      hazards: 1,
      settled: 0,
      inspectors: '何静',
    },
    reason: '漏记一处隐患',
  });
  expect((await list('safety_check')).rows.map((row) => [row.id, row.files])).toEqual([[checkId, 1]]);
  expect(await refused(list('room_climate'))).toBe('NOT_FOUND');
  const key = { unitSlug: unit.slug, entryId: checkId };
  const seen = await (await asInspector()).grantedEntry(key);
  expect(seen.versions.map((version) => version.values.hazards)).toEqual([0, 1]);
  expect(await refused((await asInspector()).grantedEntry({ ...key, entryId: oldId }))).toBe('NOT_FOUND');
  expect(await refused((await asInspector(all[2]!)).grantedEntry(key))).toBe('NOT_FOUND');
  expect(await refused((await callAs(otherBureau)).register.grantedEntry(key))).toBe('NOT_FOUND');
  const file = { ...key, attachmentId: seen.files[0]!.id };
  expect((await (await asInspector()).grantedFile(file)).pages).toBe(1);
  const page = await (await asInspector()).downloadGrantedPage({ ...file, page: 1 });
  expect(page.shown?.watermark.slice(0, 2)).toEqual([all[0]!.displayName, bureau.name]);
  const picture = await showPage(testObjects(), { ...page, shown: page.shown! });
  expect((await sharp(picture).metadata()).format).toBe('jpeg');
  await (await callAs(unit)).register.removeAttachment({
    entryId: checkId,
    attachmentId: file.attachmentId,
    reason: '拍错',
  });
  expect(await refused((await asInspector()).downloadGrantedPage({ ...file, page: 1 }))).toBe('NOT_FOUND');
  expect(await readEvents(unit)).toEqual([
    'register.grantedList',
    'register.grantedEntry',
    'register.grantedFile',
    'register.grantedPage',
  ]);
});

it('opens with all registers none that is confined; that takes its name', async () => {
  await notice();
  const open = (await (await asInspector()).entryGrants()).flatMap(({ registers }) => registers);
  expect(open).toContain('room_climate');
  expect(open).not.toContain('classified_custody');
  expect(await refused(list('classified_custody'))).toBe('NOT_FOUND');
  expect((await list('room_climate')).rows).toEqual([]);
  await notice(['classified_custody']);
  expect((await list('classified_custody')).rows.map((row) => row.title)).toEqual(['2026-017']);
});
