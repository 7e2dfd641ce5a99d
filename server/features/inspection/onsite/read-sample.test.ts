import { expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import {
  fileItem,
  makeDistrict,
  makeNoticedCampaign,
  noticeTerms,
  readEvents,
} from '@/db/testing/factories/inspection';

/* 现场抽查: a code or a box held against the shelf, under the grant of that very inspection. */
it('shows the inspector on site what the catalogue says, and nobody else', async () => {
  const { bureau, otherBureau, units, inspectors } = await makeDistrict();
  for (const [at, unit] of units.entries()) await fileItem(unit, `J30${at}`, noticeTerms.yearTo - 1);
  const { campaign } = await makeNoticedCampaign(bureau, 1);
  const [drawn] = campaign.drawn!.units;
  const inspectionId = campaign.inspections[0]!.id;
  const unit = units.find((one) => one.slug === drawn!.slug)!;
  const sister = units.find((one) => one.slug !== drawn!.slug)!;
  const isNamed = ({ accountId }: { accountId: string }) =>
    drawn!.inspectors.some((person) => person.accountId === accountId);
  const mine = callEach(bureau, inspectors.find(isNamed)!);
  const codeOf = async (tenant: typeof unit) => (await callEach(tenant).archive.list({})).rows[0]!.referenceCode;
  const code = await codeOf(unit);
  const { records, isCut } = await mine.onsite.sample({ inspectionId, scanned: ` ${code} ` });
  expect(records).toMatchObject([{ referenceCode: code, documentNumber: '柳政发(2025)12号' }]);
  expect(isCut).toBe(false);
  expect(await readEvents(unit)).toEqual(['inspection.siteSample']);

  expect(await refused(mine.onsite.sample({ inspectionId, scanned: await codeOf(sister) }))).toBe('NOT_FOUND');
  // The label of a box needs the register of boxes, which this grant does not open.
  expect(await refused(mine.onsite.sample({ inspectionId, scanned: `B${unit.id}-000001` }))).toBe('NOT_FOUND');
  const outsider = (await callAs(bureau, inspectors.find((person) => !isNamed(person))!)).onsite;
  expect(await refused(outsider.sample({ inspectionId, scanned: code }))).toBe('NOT_FOUND');
  expect(await refused((await callAs(otherBureau)).onsite.sample({ inspectionId, scanned: code }))).toBe('NOT_FOUND');
  expect(await readEvents(unit)).toHaveLength(1);
  expect(await readEvents(sister)).toEqual([]);
}, 60_000);
