import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dataRoot } from '../../../db/embedded/ensure.mjs';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { inRoot, toolOf } from './repository.mjs';
import { runNode } from './run.mjs';

/**
 * What `npm test` does, in order. A step answers how many passed, failed and were skipped, and what it printed.
 * `needs` names steps without which it makes no sense.
 */
export const STEPS = [
  { name: 'types', run: () => check([inRoot('node_modules/typescript-native/bin/tsc'), '--noEmit', '-p', '.']) },
  { name: 'lint', run: () => check([toolOf('biome'), 'check', '.']) },
  {
    name: 'imports',
    run: () => check([toolOf('depcruise'), 'app', 'server', 'db', 'jobs', '--config', '.dependency-cruiser.cjs']),
  },
  { name: 'unused', run: () => check([toolOf('knip')]) },
  { name: 'schema', run: () => check(['--import', 'tsx', 'db/codegen.ts', '--check']) },
  { name: 'unit', run: () => runVitest() },
  { name: 'build', run: () => runBuild() },
  { name: 'bundle', needs: 'build', run: () => check(['server/cli/scan-bundle.mjs']) },
  { name: 'browser', needs: 'build', run: () => runPlaywright() },
];

const check = async (args) => {
  const { code, output } = await runNode(args);
  return { ...(code === 0 ? PASSED : FAILED), output };
};

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

const runBuild = async () => {
  try {
    await ensureBuilt({ say: () => {} });
    return { ...PASSED, output: '' };
  } catch (error) {
    return { ...FAILED, output: error.message };
  }
};

const runVitest = async () => {
  const file = reportFile('vitest.json');
  const { code, output } = await runNode(
    [toolOf('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    // As in CI: a snapshot that nobody committed and an `only` that somebody forgot are failures.
    { env: { CI: '1' } },
  );
  return countsOf(code, output, readReport(file), (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
};

const runPlaywright = async () => {
  const file = reportFile('playwright.json');
  const { code, output } = await runNode([toolOf('playwright'), 'test', '--forbid-only', '--reporter=list,json'], {
    env: { LANTAI_CHROMIUM: findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return countsOf(code, output, readReport(file), ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    secondTry: stats.flaky,
  }));
};

/** A runner that fails without a failed test, as when a file does not load, counts as one failure. */
const countsOf = (code, output, report, read) => {
  const counts = report ? read(report) : { passed: 0, failed: 0, skipped: 0 };
  return { ...counts, failed: code === 0 ? counts.failed : Math.max(1, counts.failed), output };
};

const reportFile = (name) => {
  const folder = path.join(dataRoot(), 'test-results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  rmSync(file, { force: true });
  return file;
};

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
