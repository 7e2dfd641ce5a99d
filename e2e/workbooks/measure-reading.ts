/**
 * Reads one workbook in a fresh process and prints what it cost this process, as one line of JSON.
 * `node --import tsx e2e/workbooks/measure-reading.ts <file>`
 */
import { AppError } from '@/server/domain/shared/app-error';
import { readWorkbook } from '@/server/features/archive/import/read-workbook';

export type ReadingCost = { rows: number; refusedFor: string | null; milliseconds: number; rssGrowthMb: number };

const before = process.memoryUsage.rss();
let peak = before;
const sample = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const timer = setInterval(sample, 5);
const started = performance.now();
const cost: ReadingCost = { rows: 0, refusedFor: null, milliseconds: 0, rssGrowthMb: 0 };
try {
  await readWorkbook(process.argv[2] ?? '', {
    onRows: async (rows) => {
      cost.rows += rows.length;
      sample();
    },
  });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  cost.refusedFor = String(error.details?.reason ?? error.code);
}
clearInterval(timer);
sample();
cost.milliseconds = Math.round(performance.now() - started);
cost.rssGrowthMb = Math.round(((peak - before) / 1_048_576) * 10) / 10;
console.log(JSON.stringify(cost));
