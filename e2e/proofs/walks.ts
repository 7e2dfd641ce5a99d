import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../support/processes.ts';

/* What `npm test` tries on screens and addresses in turn, tried on each of them: by the same tests, told so. */
export interface WalksReport {
  passed: number;
  failed: number;
  skipped: number;
}

interface Chromium {
  findChromium(): string;
}

const readStats = (file: string): WalksReport => {
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
};

/** @throws when the tests could not be begun */
export const walkAll = async (specs: readonly string[]): Promise<WalksReport> => {
  const { findChromium } = (await import(path.join(ROOT, 'server/cli/lib/chromium.mjs'))) as Chromium;
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-walks-'));
  const report = path.join(folder, 'report.json');
  try {
    const child = spawn(
      process.execPath,
      [path.join(ROOT, 'node_modules/.bin/playwright'), 'test', '--forbid-only', '--reporter=list,json', ...specs],
      {
        cwd: ROOT,
        stdio: 'inherit',
        env: {
          ...process.env,
          LANTAI_WHOLE: '1',
          LANTAI_CHROMIUM: findChromium(),
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        },
      },
    );
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve());
    });
    return readStats(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
