#!/usr/bin/env node
/*
 * Repeats a random draw (双随机抽取) from its published record, with nothing but Node: no code of the system that held
 * the draw is used here.
 *
 *   node verify-draw.mjs draw.json      (or - for standard input)
 *
 * The file is the draw of a campaign, as it is downloaded from it or as an inspection notice carries it. Prints what
 * the seed gives; exits 1 when it is not what was published.
 *
 * Drawing n of a list: the list is sorted by code units. Numbers are the first 48 bits of
 * HMAC-SHA256(seed, `<label>:<counter>`), rejected above the largest multiple of the range. Fisher–Yates from the end;
 * the first n are drawn. The seed is the SHA-256 of the seed text, `<campaign>|<digest of the inputs>|<moment>`.
 *
 * Version 2: { version: 2, seedText, seed, stratifyBy, quota: { kind, value }, takes, strata: [{ stratum, units, take }],
 * inspectors, recusals, inspectorsPerUnit, drawn: [{ unit, stratum, inspectors }] }.
 *   The digest is the SHA-256 of lines joined by line feeds: `quota|<kind>|<value>`, each `take|<stratum>|<number>`, each
 *   `unit|<stratum>|<unit>`, each `inspector|<id>`, each `recusal|<id>|<unit>`, `inspectorsPerUnit|<n>`; each group sorted.
 *   A stratum gives the number set for it; else a `share` of it in per cent, rounded up; or the number `each`; or its part
 *   of the `total` that is left, by the largest remainder (equal ones: the larger stratum, then the smaller key).
 *   Labels are `unit:<stratum>` and `inspector:<unit>`; who recuses from a unit is not in its list.
 *
 * Before strata: { seedText, seed, pool, unitCount, drawn, inspectorPool, inspectorsPerUnit, inspectorIds, unit }. The
 *   digest is that of the pool's keys; the labels are `unit` and `inspector:<unit>`.
 */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (keys) => [...new Set(keys)].sort(order);
const same = (a, b) => a.length === b.length && a.every((key, index) => key === b[index]);

const draw = (seed, label, keys, count) => {
  const list = sorted(keys);
  let counter = 0;
  const below = (bound) => {
    const limit = Math.floor(2 ** 48 / bound) * bound;
    for (;;) {
      const bits = createHmac('sha256', seed).update(`${label}:${counter++}`, 'utf8').digest('hex').slice(0, 12);
      const value = Number.parseInt(bits, 16);
      if (value < limit) return value % bound;
    }
  };
  for (let last = list.length - 1; last > 0; last -= 1) {
    const chosen = below(last + 1);
    [list[last], list[chosen]] = [list[chosen], list[last]];
  }
  return list.slice(0, count);
};

/** A total over strata by the largest remainder. */
const partsOf = (total, strata) => {
  const all = strata.reduce((sum, { units }) => sum + units.length, 0);
  const wanted = Math.min(Math.max(total, 0), all);
  const parts = strata.map(({ stratum, units }) => ({
    stratum,
    size: units.length,
    take: all === 0 ? 0 : Math.floor((wanted * units.length) / all),
    rest: all === 0 ? 0 : (wanted * units.length) % all,
  }));
  let left = wanted - parts.reduce((sum, part) => sum + part.take, 0);
  for (const part of [...parts].sort((a, b) => b.rest - a.rest || b.size - a.size || order(a.stratum, b.stratum))) {
    if (left > 0 && part.take < part.size) {
      part.take += 1;
      left -= 1;
    }
  }
  return new Map(parts.map(({ stratum, take }) => [stratum, take]));
};

const takesOf = ({ quota, takes, strata }) => {
  const set = new Map(takes.map(({ stratum, take }) => [stratum, take]));
  const left = quota.value - takes.reduce((sum, { take }) => sum + take, 0);
  const parts = partsOf(
    left,
    strata.filter(({ stratum }) => !set.has(stratum)),
  );
  return strata.map(({ stratum, units }) => {
    if (set.has(stratum)) return Math.min(set.get(stratum), units.length);
    if (quota.kind === 'share') return Math.ceil((units.length * quota.value) / 100);
    return quota.kind === 'each' ? Math.min(quota.value, units.length) : (parts.get(stratum) ?? 0);
  });
};

const repeatStratified = (printed) => {
  const strata = [...printed.strata].sort((a, b) => order(a.stratum, b.stratum));
  const digest = sha256(
    [
      `quota|${printed.quota.kind}|${printed.quota.value}`,
      ...[...printed.takes].sort((a, b) => order(a.stratum, b.stratum)).map((t) => `take|${t.stratum}|${t.take}`),
      ...strata.flatMap(({ stratum, units }) => sorted(units).map((unit) => `unit|${stratum}|${unit}`)),
      ...sorted(printed.inspectors).map((inspector) => `inspector|${inspector}`),
      ...sorted(printed.recusals.map(({ inspector, unit }) => `recusal|${inspector}|${unit}`)),
      `inspectorsPerUnit|${printed.inspectorsPerUnit}`,
    ].join('\n'),
  );
  const seed = sha256(printed.seedText);
  const recused = new Set(printed.recusals.map(({ inspector, unit }) => `${inspector}|${unit}`));
  const takes = takesOf({ ...printed, strata });
  const drawn = strata.flatMap(({ stratum, units }, index) =>
    draw(seed, `unit:${stratum}`, units, takes[index]).map((unit) => {
      const eligible = printed.inspectors.filter((inspector) => !recused.has(`${inspector}|${unit}`));
      return { unit, stratum, inspectors: draw(seed, `inspector:${unit}`, eligible, printed.inspectorsPerUnit) };
    }),
  );
  const [campaign, digestInSeed, moment] = printed.seedText.split('|');
  const checks = {
    digestInSeedText: digestInSeed === digest && printed.inputDigest === digest,
    campaignAndMomentInSeedText: campaign === printed.campaignId && moment === printed.drawnAt,
    seed: printed.seed === seed,
    takes: same(
      takes,
      strata.map(({ take }) => take),
    ),
    units: same(
      drawn.map(({ unit, stratum }) => `${stratum}|${unit}`),
      printed.drawn.map(({ unit, stratum }) => `${stratum}|${unit}`),
    ),
    inspectors: drawn.every(({ inspectors }, index) => same(inspectors, printed.drawn[index]?.inspectors ?? [])),
    nobodyAgainstRecusal: printed.drawn.every(({ unit, inspectors }) =>
      inspectors.every((inspector) => !recused.has(`${inspector}|${unit}`)),
    ),
  };
  return { checks, digest, seed, drawn: drawn.map(({ unit }) => unit), inspectors: drawn };
};

const repeatPlain = (printed) => {
  const digest = sha256(sorted(printed.pool).join('\n'));
  const seed = sha256(printed.seedText);
  const drawn = draw(seed, 'unit', printed.pool, printed.unitCount);
  const inspectorIds = draw(seed, `inspector:${printed.unit}`, printed.inspectorPool, printed.inspectorsPerUnit);
  const checks = {
    digestInSeedText: printed.seedText.split('|')[1] === digest,
    seed: printed.seed === seed,
    units: same(drawn, printed.drawn),
    unitIsDrawn: drawn.includes(printed.unit),
    inspectors: same(inspectorIds, printed.inspectorIds),
  };
  return { checks, digest, seed, drawn, inspectorIds };
};

const readInput = () => {
  const [file] = process.argv.slice(2);
  if (!file) {
    process.stderr.write('usage: verify-draw.mjs <file with a published draw, or ->\n');
    process.exit(2);
  }
  return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
};

const printed = readInput();
const repeated = printed.version === 2 ? repeatStratified(printed) : repeatPlain(printed);
const reproduced = Object.values(repeated.checks).every(Boolean);
process.stdout.write(`${JSON.stringify({ reproduced, ...repeated }, null, 2)}\n`);
process.exitCode = reproduced ? 0 : 1;
