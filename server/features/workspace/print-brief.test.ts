import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { todayInShanghai } from '@/db/demo/calendar';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { lastDayOf, monthBefore, partsOfMonth } from '@/server/domain/tenancy/month';
import { openPdf, readPdfText } from '@/server/imaging/pdf-pages';
import { readObject } from '@/server/objects/read-object';

const today = todayInShanghai();
const month = today.slice(0, 7);

const briefOf = async (tenant: TestTenant, ofMonth = month): Promise<{ pages: number; text: string }> => {
  const reference = await callEach(tenant).workspace.downloadBrief(partsOfMonth(ofMonth));
  const file = path.join(tempFolder('brief'), 'brief.pdf');
  writeFileSync(file, await readObject(testObjects(), reference));
  const document = await openPdf(file);
  const text = (await readPdfText(document, 1)).replace(/\s/gu, '');
  const pages = document.numPages;
  await document.destroy();
  return { pages, text };
};

it('prints the month on one page, of the own office and of the units below it only', async () => {
  const { bureau, unit, stranger } = await makeSupervisedPair();
  for (let count = 0; count < 12; count += 1) await supervise(bureau, await makeTenant('department'));
  const visit = (tenant: TestTenant, personCount: number) =>
    callEach(tenant).use.registerVisit({
      visitedOn: today,
      visitorName: '李某某',
      personCount,
      purpose: 'work',
      subject: '会计凭证',
      result: 'found',
    });
  await visit(unit, 37);
  await visit(stranger, 438);
  const own = await briefOf(unit);
  expect(own.pages).toBe(1);
  expect(own.text).toContain(`${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`);
  expect(own.text).toContain('37人次37人次');
  expect(own.text).not.toContain('438人次');
  const above = await briefOf(bureau);
  expect(above.pages).toBe(1);
  expect(above.text).toContain('立档单位13家');
  expect(above.text).not.toContain(stranger.name);
  expect((await briefOf(unit, monthBefore(month))).text).not.toContain('37人次37人次');
  const next = new Date(`${lastDayOf(month)}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  expect(await refused(callEach(unit).workspace.downloadBrief(partsOfMonth(next.toISOString().slice(0, 7))))).toBe(
    'BAD_INPUT',
  );
});

it('says on the workbench how many units wait, as many as stand behind each number', async () => {
  const { bureau, unit } = await makeSupervisedPair();
  await supervise(bureau, await makeTenant('department'));
  const { district } = await callEach(bureau).workspace.home();
  const behind = async (filter: object) => (await callEach(bureau).district.units(filter)).page.total;
  expect(district).toMatchObject({ units: 2, notInspected: 2, overdueUnits: 0 });
  expect(await behind({ inspected: 'no' })).toBe(district?.notInspected);
  expect(await behind({ light: 'attention' })).toBe(district?.attentionUnits);
  expect((await callEach(unit).workspace.home()).district).toBeNull();
});

it('knows how long months are', () => {
  expect([lastDayOf('2024-02'), lastDayOf('2025-02'), lastDayOf('2025-12')]).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2025-12-31',
  ]);
  expect([monthBefore('2025-01'), monthBefore('2025-10')]).toEqual(['2024-12', '2025-09']);
});
