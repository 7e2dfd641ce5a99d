import { proveOnsite } from './proofs/onsite';
import { expect, test } from './support/fixtures';
import { theWorld } from './support/world';

/* The small version of `npm run verify -- onsite`. */
test('a killed browser loses and doubles no photo and no answer, with and without network', async () => {
  const report = await proveOnsite(theWorld().district, { photos: 12, kills: 4 });
  expect(report).toMatchObject({ photos: 12, kills: 4, acknowledgedPhotos: 12, stored: 12, lost: 0, doubled: 0 });
  expect(report.offlineKills).toBeGreaterThan(0);
});
