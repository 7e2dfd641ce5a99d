import { type DrawHashes, drawKeys, sortPool } from './draw.ts';
import { type QuotaKind, STRATUM_FIELDS, type StratumField, scoreBandOf } from './plan-vocabulary.ts';

/**
 * 分层随机抽取, version 2 of the published method. Everything that decides the draw stands in one sheet;
 * `server/cli/verify-draw.mjs` repeats it without any code of ours, so a change here is a change of the method.
 *
 * 1. Each unit belongs to one stratum, `<field>:<value>` joined by `;`, or `all`.
 * 2. A stratum gives: its own number where one is set; else a share of it, rounded up; or a number of each; or its part
 *    of a total by the largest remainder, equal remainders to the larger stratum, then by key.
 * 3. The inputs are written line by line (`inputLines`) and hashed with SHA-256. The seed text is
 *    `<campaign>|<that hash>|<moment>`, the seed its SHA-256.
 * 4. Of each stratum, in the order of the keys, `drawKeys` draws with the label `unit:<stratum>`.
 * 5. For each drawn unit `drawKeys` draws with the label `inspector:<unit>` from those who do not recuse themselves.
 */
export interface StratumUnit {
  slug: string;
  kind: string;
  /** The unit's township in the directory, by its slug. */
  township: string | null;
  risk: string | null;
  score: number | null;
}
export interface Quota {
  kind: QuotaKind;
  value: number;
}
export interface Take {
  stratum: string;
  take: number;
}
export interface Recusal {
  inspector: string;
  unit: string;
}
export interface DrawInputs {
  campaignId: string;
  drawnAt: string;
  stratifyBy: readonly StratumField[];
  quota: Quota;
  /** Numbers set for single strata; they go before the quota. */
  takes: readonly Take[];
  units: readonly StratumUnit[];
  inspectors: readonly string[];
  recusals: readonly Recusal[];
  inspectorsPerUnit: number;
}
export interface DrawSheet {
  version: 2;
  campaignId: string;
  drawnAt: string;
  inputDigest: string;
  seedText: string;
  seed: string;
  stratifyBy: StratumField[];
  quota: Quota;
  takes: Take[];
  strata: { stratum: string; units: string[]; take: number }[];
  inspectors: string[];
  recusals: Recusal[];
  inspectorsPerUnit: number;
  drawn: { unit: string; stratum: string; inspectors: string[] }[];
}
/** Units for which too few inspectors are left after recusal: said of all that could be drawn, before anything is. */
export class TooFewInspectorsError extends Error {
  constructor(readonly units: readonly string[]) {
    super(`too few inspectors for ${units.join(', ')}`);
  }
}

const WHOLE = 100;
const EVERYBODY = 'all';
const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const stratumValue = (unit: StratumUnit, field: StratumField): string => {
  if (field === 'kind') return unit.kind;
  if (field === 'township') return unit.township ?? '-';
  if (field === 'risk') return unit.risk ?? '-';
  return unit.score === null ? '-' : scoreBandOf(unit.score);
};

export const stratumOf = (unit: StratumUnit, fields: readonly StratumField[]): string =>
  STRATUM_FIELDS.filter((field) => fields.includes(field))
    .map((field) => `${field}:${stratumValue(unit, field)}`)
    .join(';') || EVERYBODY;

/** The units of each stratum, strata and units in the order of their keys. */
export const strataOf = (units: readonly StratumUnit[], fields: readonly StratumField[]): Map<string, string[]> => {
  const strata = new Map<string, string[]>();
  for (const unit of units) {
    const key = stratumOf(unit, fields);
    const members = strata.get(key);
    if (members) members.push(unit.slug);
    else strata.set(key, [unit.slug]);
  }
  return new Map([...strata].sort(([a], [b]) => byKey(a, b)).map(([key, slugs]) => [key, sortPool(slugs)]));
};

/** A total over strata by the largest remainder, in whole numbers throughout. */
const partsOf = (total: number, sizes: readonly (readonly [string, number])[]): Map<string, number> => {
  const all = sizes.reduce((sum, [, size]) => sum + size, 0);
  if (all === 0) return new Map();
  const wanted = Math.min(total, all);
  const parts = sizes.map(([key, size]) => ({
    key,
    size,
    take: Math.floor((wanted * size) / all),
    rest: (wanted * size) % all,
  }));
  let left = wanted - parts.reduce((sum, part) => sum + part.take, 0);
  for (const part of [...parts].sort((a, b) => b.rest - a.rest || b.size - a.size || byKey(a.key, b.key))) {
    if (left === 0) break;
    if (part.take < part.size) {
      part.take += 1;
      left -= 1;
    }
  }
  return new Map(parts.map((part) => [part.key, part.take]));
};

/** How many units each stratum gives. */
export const takesOf = (
  strata: ReadonlyMap<string, readonly string[]>,
  quota: Quota,
  takes: readonly Take[],
): Map<string, number> => {
  const set = new Map(takes.map(({ stratum, take }) => [stratum, take]));
  const open = [...strata].filter(([key]) => !set.has(key)).map(([key, units]) => [key, units.length] as const);
  const left = quota.value - takes.reduce((sum, { take }) => sum + take, 0);
  const parts = quota.kind === 'total' ? partsOf(Math.max(0, left), open) : new Map<string, number>();
  return new Map(
    [...strata].map(([key, units]) => {
      const own = set.get(key);
      if (own !== undefined) return [key, Math.min(own, units.length)];
      if (quota.kind === 'share') return [key, Math.ceil((units.length * quota.value) / WHOLE)];
      return [key, quota.kind === 'each' ? Math.min(quota.value, units.length) : (parts.get(key) ?? 0)];
    }),
  );
};

/** The inputs, one a line, in one order: what the digest is made of. */
const inputLines = (inputs: DrawInputs, strata: ReadonlyMap<string, readonly string[]>): string[] => [
  `quota|${inputs.quota.kind}|${inputs.quota.value}`,
  ...[...inputs.takes]
    .sort((a, b) => byKey(a.stratum, b.stratum))
    .map(({ stratum, take }) => `take|${stratum}|${take}`),
  ...[...strata].flatMap(([key, units]) => units.map((unit) => `unit|${key}|${unit}`)),
  ...sortPool(inputs.inspectors).map((inspector) => `inspector|${inspector}`),
  ...sortPool(inputs.recusals.map(({ inspector, unit }) => `recusal|${inspector}|${unit}`)),
  `inspectorsPerUnit|${inputs.inspectorsPerUnit}`,
];

/** Draws, and writes the sheet by which anybody can repeat it. @throws TooFewInspectorsError */
export const drawSheetOf = (hashes: DrawHashes, inputs: DrawInputs): DrawSheet => {
  const strata = strataOf(inputs.units, inputs.stratifyBy);
  const takes = takesOf(strata, inputs.quota, inputs.takes);
  const inputDigest = hashes.sha256(inputLines(inputs, strata).join('\n'));
  const seedText = `${inputs.campaignId}|${inputDigest}|${inputs.drawnAt}`;
  const recused = new Set(inputs.recusals.map(({ inspector, unit }) => `${inspector}|${unit}`));
  const eligible = (unit: string) => inputs.inspectors.filter((inspector) => !recused.has(`${inspector}|${unit}`));
  // Not only of those that come out: who could draw again until it fits would choose.
  const short = [...strata].flatMap(([stratum, units]) =>
    (takes.get(stratum) ?? 0) > 0 ? units.filter((unit) => eligible(unit).length < inputs.inspectorsPerUnit) : [],
  );
  if (short.length > 0) throw new TooFewInspectorsError(short);
  const chosen = [...strata].flatMap(([stratum, units]) =>
    drawKeys(hashes, seedText, `unit:${stratum}`, units, takes.get(stratum) ?? 0).map((unit) => ({ unit, stratum })),
  );
  return {
    version: 2,
    campaignId: inputs.campaignId,
    drawnAt: inputs.drawnAt,
    inputDigest,
    seedText,
    seed: hashes.sha256(seedText),
    stratifyBy: STRATUM_FIELDS.filter((field) => inputs.stratifyBy.includes(field)),
    quota: inputs.quota,
    takes: [...inputs.takes],
    strata: [...strata].map(([stratum, units]) => ({ stratum, units, take: takes.get(stratum) ?? 0 })),
    inspectors: sortPool(inputs.inspectors),
    recusals: [...inputs.recusals],
    inspectorsPerUnit: inputs.inspectorsPerUnit,
    drawn: chosen.map(({ unit, stratum }) => ({
      unit,
      stratum,
      inspectors: drawKeys(hashes, seedText, `inspector:${unit}`, eligible(unit), inputs.inspectorsPerUnit),
    })),
  };
};
