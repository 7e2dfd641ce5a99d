import { parseArgs } from 'node:util';
import { assertNodeVersion, ensureInstalled } from './lib/install.mjs';
import { explain, refuse } from './lib/messages.mjs';
import { lastLines } from './lib/run.mjs';
import { STEPS } from './lib/test-steps.mjs';

/*
 * `npm test`: from a fresh clone to one closing line, `N passed, N failed, N skipped`. All steps are run even when an
 * early one fails, so that one run tells everything. `npm test -- --only types,lint` runs some of them.
 */
const SHOWN_LINES = 150;

const main = async () => {
  const steps = chosenSteps();
  assertNodeVersion();
  await ensureInstalled({ say: console.log });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const broken = new Set();
  for (const step of steps) {
    const result = broken.has(step.needs) ? { passed: 0, failed: 0, skipped: 1, seconds: 0 } : await timed(step);
    if (result.failed > 0) {
      broken.add(step.name);
    }
    report(step, result);
    for (const key of Object.keys(total)) {
      total[key] += result[key];
    }
  }
  return total;
};

const chosenSteps = () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (!values.only) {
    return STEPS;
  }
  const names = values.only.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!STEPS.some((step) => step.name === name)) {
      throw refuse('STEP_UNKNOWN', { name, known: STEPS.map((step) => step.name).join(', ') });
    }
  }
  return STEPS.filter((step) => names.includes(step.name));
};

const timed = async (step) => {
  const began = performance.now();
  const result = await step.run().catch((error) => ({ passed: 0, failed: 1, skipped: 0, output: explain(error) }));
  return { ...result, seconds: (performance.now() - began) / 1000 };
};

const report = (step, { passed, failed, skipped, secondTry = 0, output, seconds }) => {
  const mark = failed > 0 ? '✗' : passed > 0 ? '✓' : '–';
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(`${mark} ${step.name.padEnd(8)} ${counts.padEnd(38)} ${seconds.toFixed(1)} s`);
  if (secondTry > 0) {
    console.log(`  ${secondTry} passed on the second try only:`);
  }
  if (failed > 0 || secondTry > 0) {
    console.log(`${lastLines(output, SHOWN_LINES)}\n`);
  }
};

let total = { passed: 0, failed: 1, skipped: 0 };
try {
  total = await main();
} catch (error) {
  console.log(explain(error));
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
