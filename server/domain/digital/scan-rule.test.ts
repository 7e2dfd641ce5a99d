import { expect, it } from 'vitest';
import { judgePage, type PageFacts, STANDARD_SCAN_RULE, scanRule } from './scan-rule.ts';

const { settings } = STANDARD_SCAN_RULE;
/** One inch by one and a half at 300 dpi: a portrait, leaning. */
const portrait: PageFacts = {
  width: 300,
  height: 450,
  dpi: 300,
  colour: 'colour',
  ink: 0.4,
  sharpness: 0.8,
  skewDegrees: 12,
  look: '',
};
const kindsOf = (facts: PageFacts, isPhotograph: boolean) =>
  judgePage(facts, 60_000, settings, { isPhotograph }).map(({ kind, threshold }) => [kind, threshold]);

it('asks of a photograph for its own resolution, and neither for the size of a sheet nor for level lines', () => {
  expect(kindsOf(portrait, true)).toEqual([['resolution', 400]]);
  expect(kindsOf({ ...portrait, width: 600, height: 900, dpi: 600 }, true)).toEqual([]);
  expect(kindsOf(portrait, false)).toEqual([
    ['skew', settings.maxSkewDegrees],
    ['size', settings.minSideMm],
  ]);
});

it('reads a version that a unit made before photographs had a value', () => {
  const { minPhotoDpi: _, ...older } = settings;
  expect(scanRule.parse(older).minPhotoDpi).toBe(400);
});
