import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DrawHashes } from './draw.ts';
import { type DrawInputs, drawSheetOf, type StratumUnit, TooFewInspectorsError } from './stratified-draw.ts';

const hashes: DrawHashes = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
};
const RISKS = ['HIGH', 'MEDIUM', 'LOW', null] as const;
const KINDS = ['village', 'enterprise', 'department'] as const;
const unitOf = (index: number): StratumUnit => ({
  slug: `unit-${String(index).padStart(4, '0')}`,
  kind: KINDS[index % KINDS.length] ?? 'village',
  township: index % 5 === 0 ? null : `town-${index % 23}`,
  risk: RISKS[index % RISKS.length] ?? null,
  score: index % 3 === 0 ? null : (index * 7) % 101,
});
const TWO_THOUSAND = Array.from({ length: 2000 }, (_, index) => unitOf(index));
const inputs = (changes: Partial<DrawInputs> = {}): DrawInputs => ({
  campaignId: '0198e6a0-0000-7000-8000-000000000001',
  drawnAt: '2026-05-08T02:00:00.000Z',
  stratifyBy: ['township', 'risk', 'kind'],
  quota: { kind: 'total', value: 60 },
  takes: [],
  units: TWO_THOUSAND,
  inspectors: Array.from({ length: 9 }, (_, index) => `inspector-${index}`),
  recusals: [
    { inspector: 'inspector-3', unit: 'unit-0007' },
    { inspector: 'inspector-3', unit: 'unit-0011' },
  ],
  inspectorsPerUnit: 2,
  ...changes,
});
const verify = (sheet: unknown): { reproduced: boolean; drawn: string[]; checks: Record<string, boolean> } => {
  const options = { encoding: 'utf8', input: JSON.stringify(sheet), maxBuffer: 64 * 1024 * 1024 } as const;
  try {
    return JSON.parse(execFileSync(process.execPath, ['server/cli/verify-draw.mjs', '-'], options));
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout);
  }
};

describe('a draw of 60 of 2,000 units', () => {
  const sheet = drawSheetOf(hashes, inputs());

  it('gives 60 units, each once, each with two inspectors, from every stratum its part', () => {
    expect(sheet.drawn).toHaveLength(60);
    expect(new Set(sheet.drawn.map((one) => one.unit)).size).toBe(60);
    expect(sheet.drawn.every((one) => new Set(one.inspectors).size === 2)).toBe(true);
    for (const { stratum, units, take } of sheet.strata) {
      const exact = (60 * units.length) / 2000;
      expect(Math.abs(take - exact), stratum).toBeLessThan(1);
      expect(sheet.drawn.filter((one) => one.stratum === stratum)).toHaveLength(take);
    }
  });

  it('is the same whatever order the inputs come in, and another for another moment', () => {
    const turned = inputs({ units: TWO_THOUSAND.toReversed(), inspectors: inputs().inspectors.toReversed() });
    expect(drawSheetOf(hashes, turned)).toEqual(sheet);
    const later = drawSheetOf(hashes, inputs({ drawnAt: '2026-05-08T02:00:00.001Z' }));
    expect(later.drawn.map((one) => one.unit)).not.toEqual(sheet.drawn.map((one) => one.unit));
  });

  it('is repeated by the stand-alone script, which finds every tampering', () => {
    const repeated = verify(sheet);
    expect(repeated.reproduced).toBe(true);
    expect(repeated.drawn).toEqual(sheet.drawn.map((one) => one.unit));
    const [first, ...others] = sheet.drawn;
    const undrawn = TWO_THOUSAND.find((unit) => !sheet.drawn.some((one) => one.unit === unit.slug))!.slug;
    const tamperings: [string, unknown][] = [
      ['another unit', { ...sheet, drawn: [{ ...first!, unit: undrawn }, ...others] }],
      ['other inspectors', { ...sheet, drawn: [{ ...first!, inspectors: first!.inspectors.toReversed() }, ...others] }],
      [
        'a unit left out of the pool',
        {
          ...sheet,
          strata: sheet.strata.map((one, index) => (index === 0 ? { ...one, units: one.units.slice(1) } : one)),
        },
      ],
      ['another quota', { ...sheet, quota: { kind: 'total', value: 61 } }],
      ['a recusal taken away', { ...sheet, recusals: sheet.recusals.slice(1) }],
      ['an inspector more', { ...sheet, inspectors: [...sheet.inspectors, 'inspector-x'] }],
      ['another moment', { ...sheet, drawnAt: '2026-05-08T02:00:00.001Z' }],
      ['another seed', { ...sheet, seed: hashes.sha256('x') }],
      [
        'a stratum that takes more',
        { ...sheet, strata: sheet.strata.map((one, index) => (index === 0 ? { ...one, take: one.take + 1 } : one)) },
      ],
    ];
    for (const [what, tampered] of tamperings) expect(verify(tampered).reproduced, what).toBe(false);
  });

  it('keeps to the published method: this result may never change', () => {
    expect(sheet.inputDigest).toMatchInlineSnapshot(
      `"a9ffc3ce49820739d9f78cb996d48e92952d3b8605002e19f26e9e5bc8201a1a"`,
    );
    expect(sheet.drawn.slice(0, 3)).toMatchInlineSnapshot(`
      [
        {
          "inspectors": [
            "inspector-5",
            "inspector-1",
          ],
          "stratum": "kind:department;township:-;risk:-",
          "unit": "unit-1775",
        },
        {
          "inspectors": [
            "inspector-4",
            "inspector-7",
          ],
          "stratum": "kind:department;township:-;risk:HIGH",
          "unit": "unit-0740",
        },
        {
          "inspectors": [
            "inspector-7",
            "inspector-8",
          ],
          "stratum": "kind:department;township:-;risk:LOW",
          "unit": "unit-1430",
        },
      ]
    `);
  });
});

describe('quotas', () => {
  const ten = (risk: string | null, from: number, count: number): StratumUnit[] =>
    Array.from({ length: count }, (_, index) => ({ ...unitOf(from + index), risk }));
  const units = [...ten('HIGH', 0, 10), ...ten('LOW', 100, 25), ...ten(null, 200, 1)];
  const takes = (changes: Partial<DrawInputs>): Record<string, number> => {
    const sheet = drawSheetOf(hashes, inputs({ units, stratifyBy: ['risk'], ...changes }));
    expect(verify(sheet).reproduced).toBe(true);
    return Object.fromEntries(sheet.strata.map(({ stratum, take }) => [stratum, take]));
  };

  it('take a share of each stratum, rounded up', () => {
    expect(takes({ quota: { kind: 'share', value: 30 } })).toEqual({ 'risk:-': 1, 'risk:HIGH': 3, 'risk:LOW': 8 });
  });

  it('take a number of each, never more than there are', () => {
    expect(takes({ quota: { kind: 'each', value: 4 } })).toEqual({ 'risk:-': 1, 'risk:HIGH': 4, 'risk:LOW': 4 });
  });

  it('share a total out by the largest remainder, after the numbers that are set', () => {
    expect(takes({ quota: { kind: 'total', value: 12 } })).toEqual({ 'risk:-': 0, 'risk:HIGH': 3, 'risk:LOW': 9 });
    expect(takes({ quota: { kind: 'total', value: 12 }, takes: [{ stratum: 'risk:HIGH', take: 10 }] })).toEqual({
      'risk:-': 0,
      'risk:HIGH': 10,
      'risk:LOW': 2,
    });
  });

  it('without strata draw from all', () => {
    expect(takes({ stratifyBy: [], quota: { kind: 'total', value: 5 } })).toEqual({ all: 5 });
  });

  it('put units into bands of their last score', () => {
    const scored = [95, 90, 89.9, 70, 60, 59, null].map((score, index) => ({ ...unitOf(index), score }));
    const sheet = drawSheetOf(
      hashes,
      inputs({ units: scored, stratifyBy: ['score'], quota: { kind: 'each', value: 9 } }),
    );
    expect(sheet.strata.map(({ stratum, take }) => `${stratum} ${take}`)).toEqual([
      'score:- 1',
      'score:S0 1',
      'score:S60 1',
      'score:S70 1',
      'score:S80 1',
      'score:S90 2',
    ]);
  });
});

describe('recusal', () => {
  const units = [unitOf(1), unitOf(2)];
  const few = inputs({ units, stratifyBy: [], quota: { kind: 'total', value: 2 }, inspectors: ['a', 'b', 'c'] });

  it('keeps inspectors from their units, in every draw', () => {
    for (let round = 0; round < 50; round += 1) {
      const recusals = [{ inspector: 'b', unit: 'unit-0001' }];
      const { drawn } = drawSheetOf(hashes, { ...few, recusals, drawnAt: `moment ${round}` });
      expect(drawn.find((one) => one.unit === 'unit-0001')?.inspectors).not.toContain('b');
    }
  });

  it('is said before anything is drawn when too few are left, for units that might have come out as well', () => {
    const recusals = ['a', 'b'].map((inspector) => ({ inspector, unit: 'unit-0001' }));
    for (let round = 0; round < 10; round += 1) {
      const one = { ...few, quota: { kind: 'total' as const, value: 1 }, recusals, drawnAt: `moment ${round}` };
      expect(() => drawSheetOf(hashes, one)).toThrow(TooFewInspectorsError);
    }
  });
});
