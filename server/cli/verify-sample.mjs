#!/usr/bin/env node
/*
 * Repeats a random sample of records (随机抽样) from the file that an inspection keeps of it, with nothing but Node: no
 * code of the system that drew it is used here.
 *
 *   node verify-sample.mjs 抽样记录.json      (or - for standard input)
 *
 * The file holds { label, seedText, seed, pool, unitCount, drawn }. Prints what the seed gives; exits 1 when it is not
 * what was kept. The method is that of verify-draw.mjs: the pool sorted and hashed, the seed text
 * `<inspection>|<pool hash>|<moment>`, numbers from HMAC-SHA256(seed, `<label>:<counter>`), Fisher–Yates from the end.
 */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

const [file] = process.argv.slice(2);
if (!file) {
  process.stderr.write('usage: verify-sample.mjs <file of a sample, or ->\n');
  process.exit(2);
}
const kept = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
const list = [...new Set(kept.pool)].sort((a, b) => (a < b ? -1 : 1));
const poolHash = sha256(list.join('\n'));
const seed = sha256(kept.seedText);

let counter = 0;
const below = (bound) => {
  const limit = Math.floor(2 ** 48 / bound) * bound;
  for (;;) {
    const digest = createHmac('sha256', seed).update(`${kept.label}:${counter++}`, 'utf8').digest('hex');
    const value = Number.parseInt(digest.slice(0, 12), 16);
    if (value < limit) return value % bound;
  }
};
for (let last = list.length - 1; last > 0; last -= 1) {
  const chosen = below(last + 1);
  [list[last], list[chosen]] = [list[chosen], list[last]];
}
const drawn = list.slice(0, kept.unitCount);
const checks = {
  poolHashInSeedText: kept.seedText.split('|')[1] === poolHash,
  seed: kept.seed === seed,
  drawn: drawn.length === kept.drawn.length && drawn.every((key, index) => key === kept.drawn[index]),
};
const reproduced = Object.values(checks).every(Boolean);
process.stdout.write(`${JSON.stringify({ reproduced, checks, poolHash, seed, drawn }, null, 2)}\n`);
process.exitCode = reproduced ? 0 : 1;
