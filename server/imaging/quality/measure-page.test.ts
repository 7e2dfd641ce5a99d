import { expect, it } from 'vitest';
import { FAULTS, type Fault, makeFaultyScan, makeGoodScan } from '@/e2e/pages/make-faulty-page';
import { judgePage, lookDistance, STANDARD_SCAN_RULE } from '@/server/domain/digital/scan-rule';
import { measurePage } from './measure-page.ts';

/*
 * Measured over ten seeds of the generator under the standard rule: every blank, blurred, skewed, coarse, grey, bilevel
 * and cut page is found and no good page is; of ten sheets scanned twice nine are found (distance 49 to 99, the limit is
 * 85), and of 45 pairs of different sheets one is taken for a doublet: two tables of one form, which a person dismisses.
 */
const rule = STANDARD_SCAN_RULE.settings;
const kindsOf = async (image: Buffer): Promise<string[]> =>
  judgePage(await measurePage(image, 0), image.length, rule).map((verdict) => verdict.kind);

it('finds nothing on good scans of letters, tables, columns, seals and slightly skewed pages', async () => {
  for (const seed of [1, 2, 3, 4, 5]) expect(await kindsOf(await makeGoodScan(seed)), `seed ${seed}`).toEqual([]);
}, 60_000);

it.each(FAULTS.filter((fault) => fault !== 'doubled'))(
  'finds %s and nothing else',
  async (fault: Fault) => {
    for (const seed of [2, 3])
      expect(await kindsOf(await makeFaultyScan(fault, seed)), `seed ${seed}`).toEqual([fault]);
  },
  60_000,
);

it('knows a sheet that was scanned twice from another sheet', async () => {
  const looks = new Map<number, string>();
  for (const seed of [2, 3, 4]) {
    looks.set(seed, (await measurePage(await makeGoodScan(seed), 0)).look);
    const second = await measurePage(await makeFaultyScan('doubled', seed), 0);
    expect(lookDistance(looks.get(seed) ?? '', second.look), `seed ${seed}`).toBeLessThanOrEqual(rule.doubledPermille);
  }
  const [two = '', three = '', four = ''] = looks.values();
  for (const [left, right] of [
    [two, three],
    [three, four],
    [two, four],
  ])
    expect(lookDistance(left ?? '', right ?? '')).toBeGreaterThan(rule.doubledPermille);
}, 60_000);
