#!/usr/bin/env node
/*
 * Repeats a random draw (双随机抽取) from what an inspection notice prints, with nothing but Node: no code of the
 * system that held the draw is used here.
 *
 *   node verify-draw.mjs notice-draw.json      (or - for standard input)
 *
 * The file is the `draw` part of a notice: { seedText, seed, pool, unitCount, drawn, inspectorPool,
 * inspectorsPerUnit, inspectorIds, unit }. Prints what the seed gives; exits 1 when it is not what was printed.
 *
 * Method: the pool is sorted by code units and hashed (SHA-256 of the keys joined by line feeds). The seed text is
 * `<campaign>|<pool hash>|<moment>`, the seed its SHA-256 in hex. Numbers are the first 48 bits of
 * HMAC-SHA256(seed, `<label>:<counter>`), rejected above the largest multiple of the range. Fisher–Yates from the end;
 * the first n are drawn. The label is `unit`, or `inspector:<unit>`.
 */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const sorted = (keys) => [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));

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

const same = (a, b) => a.length === b.length && a.every((key, index) => key === b[index]);

const readInput = () => {
  const [file] = process.argv.slice(2);
  if (!file) {
    process.stderr.write('usage: verify-draw.mjs <file with the draw of a notice, or ->\n');
    process.exit(2);
  }
  return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
};

const printed = readInput();
const poolHash = sha256(sorted(printed.pool).join('\n'));
const seed = sha256(printed.seedText);
const drawn = draw(seed, 'unit', printed.pool, printed.unitCount);
const inspectorIds = draw(seed, `inspector:${printed.unit}`, printed.inspectorPool, printed.inspectorsPerUnit);
const checks = {
  poolHashInSeedText: printed.seedText.split('|')[1] === poolHash,
  seed: printed.seed === seed,
  units: same(drawn, printed.drawn),
  unitIsDrawn: drawn.includes(printed.unit),
  inspectors: same(inspectorIds, printed.inspectorIds),
};
const reproduced = Object.values(checks).every(Boolean);
process.stdout.write(`${JSON.stringify({ reproduced, checks, poolHash, seed, drawn, inspectorIds }, null, 2)}\n`);
process.exitCode = reproduced ? 0 : 1;
