import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { characterErrorRate, makePage, PAGE_KINDS } from '@/e2e/pages/make-page';
import { createOcrPool } from '@/server/imaging/ocr/ocr-pool';
import { quantile, report } from './measure.ts';

const HOUR_MS = 3_600_000;

/** The most memory that any process started by this one has held, as the kernel counts it; 0 where it does not say. */
const peakOfChildren = (): number => {
  let peak = 0;
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (/^PPid:\s+(\d+)/mu.exec(status)?.[1] !== String(process.pid)) continue;
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) * 1_024);
    }
  } catch {
    // A process that ended while it was looked at, or a system without /proc.
  }
  return peak;
};

/** Pages an hour, peak memory of the worker and the share of wrong characters, over all kinds of page. */
export const benchOcr = async (each: number): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-ocr-'));
  const pool = createOcrPool();
  const [times, errors]: [number[], number[]] = [[], []];
  let peak = 0;
  try {
    for (const kind of PAGE_KINDS) {
      const own: number[] = [];
      for (let seed = 1; seed <= each; seed += 1) {
        const page = await makePage(kind, seed);
        const file = path.join(folder, `${kind}-${seed}.jpg`);
        await writeFile(file, page.image);
        const started = performance.now();
        const { lines } = await pool.recognise(file);
        times.push(performance.now() - started);
        own.push(characterErrorRate(lines.map((line) => line.text).join(''), page.lines.join('')));
        peak = Math.max(peak, peakOfChildren());
      }
      report({ name: `ocr ${kind}: character error rate, median`, value: quantile(own, 0.5) * 100, unit: '%' });
      errors.push(...own);
    }
  } finally {
    pool.close();
    await rm(folder, { recursive: true, force: true });
  }
  // The first page waits for the models: an hour has one such page.
  const usual = times.slice(1).reduce((sum, time) => sum + time, 0) / Math.max(1, times.length - 1);
  report({ name: 'ocr: pages an hour', value: HOUR_MS / usual, unit: 'pages/h' });
  report({ name: 'ocr: peak memory of the worker', value: peak / 1_000_000_000, unit: 'GB' });
  report({ name: 'ocr: character error rate, median', value: quantile(errors, 0.5) * 100, unit: '%' });
};
