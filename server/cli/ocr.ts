import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createOcrPool } from '@/server/imaging/ocr/ocr-pool';
import { openPdf } from '@/server/imaging/pdf-pages';

/* `npm run ocr -- <image or PDF> [--json]`: the recognised text in reading order; --json adds boxes and confidence. */
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [file] = positionals;
if (!file) {
  console.error('用法 / usage: npm run ocr -- <图像或 PDF / image or PDF> [--json]');
  process.exit(2);
}

const countPages = async (isPdf: boolean): Promise<number> => {
  if (!isPdf) return (await sharp(file).metadata()).pages ?? 1;
  const document = await openPdf(file);
  const { numPages } = document;
  await document.loadingTask.destroy();
  return numPages;
};

const isPdf = /\.pdf$/i.test(file);
const pool = createOcrPool();
try {
  const count = await countPages(isPdf);
  for (let page = 0; page < count; page += 1) {
    const text = await pool.recognise(file, { page, isPdf });
    if (values.json) console.log(JSON.stringify({ page: page + 1, ...text }));
    else console.log(text.lines.map((line) => line.text).join('\n'));
  }
} catch (error) {
  console.error(`无法识别 / could not be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  pool.close();
}
