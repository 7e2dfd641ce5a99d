import sharp from 'sharp';
import { plusDays } from '@/db/demo/calendar';
import type { ReportedStep } from '@/server/domain/digital/digitisation';
import type { Stage } from './cast.ts';

/* A finished and a running batch, acted out: two records each, so that the start stays quick. */

/** A page as a scanner gives it, small: bars for lines of writing, a red seal. */
const page = (seed: number): Promise<Buffer> => {
  const lines = Array.from({ length: 18 }, (_, row) => {
    const x = 60 + ((row * 37 + seed * 91) % 90);
    const width = 160 + ((row * 53 + seed * 127) % 380);
    return `<rect x="${x}" y="${80 + row * 40}" width="${width}" height="12" fill="#222"/>`;
  }).join('');
  const seal = '<circle cx="520" cy="900" r="56" fill="none" stroke="#c22" stroke-width="7"/>';
  const sheet = '<rect width="100%" height="100%" fill="#fdfaf0"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1120">${sheet}${lines}${seal}</svg>`;
  return sharp(Buffer.from(svg)).withMetadata({ density: 200 }).jpeg({ quality: 80 }).toBuffer();
};

const report = async (stage: Stage, login: string, batchId: string, steps: readonly ReportedStep[]): Promise<void> => {
  for (const step of steps) await stage.as(login).digitisation.reportStep({ batchId, step });
};

interface Sheets {
  itemId: string;
  pages: number;
}
const scanAll = async (stage: Stage, login: string, sheets: readonly Sheets[]): Promise<void> => {
  for (const [index, { itemId, pages }] of sheets.entries()) {
    const scans = await Promise.all(Array.from({ length: pages }, (_, number) => page(index * 10 + number + 1)));
    await stage.scans(login, itemId, scans);
  }
};

/** Looks at the whole sample; the first page is wrong when asked for. Answers whether it was accepted. */
const look = async (stage: Stage, login: string, batchId: string, firstIsWrong: boolean): Promise<void> => {
  const sample = await stage.as(login).digitisation.drawSample({ batchId });
  const { rows } = await stage.as(login).digitisation.samplePages({ sampleId: sample.id, limit: 200 });
  for (const { place } of rows) {
    const isWrong = firstIsWrong && place === 1;
    await stage.as(login).digitisation.lookAtPage({
      sampleId: sample.id,
      place,
      outcome: isWrong ? 'wrong' : 'right',
      kinds: isWrong ? ['cut'] : [],
      note: isWrong ? '右边一列字被切掉' : undefined,
    });
  }
  await stage.as(login).digitisation.decideSample({ sampleId: sample.id, opinion: firstIsWrong ? '请重扫' : '合格' });
};

const open = async (stage: Stage, login: string, name: string, from: number, to: number, itemIds: string[]) => {
  const { batchId } = await stage.as(login).digitisation.createBatch({
    name,
    plannedFrom: plusDays(stage.today, from),
    plannedTo: plusDays(stage.today, to),
    estimatedPages: 400,
    vendorName: '明镜数字化加工有限公司',
    contractNumber: `XY${stage.today.slice(0, 4)}-08`,
  });
  await stage.as(login).digitisation.addRecords({ batchId, itemIds });
  return batchId;
};

/** 数字化批次 of one unit: one is back and counted, one was sent back by its sample. */
export const actDigitisation = async (stage: Stage, login: string): Promise<void> => {
  const out = await stage.as(login).storage.outs({ state: 'out', limit: 200 });
  const away = new Set(out.rows.map((row) => row.itemId));
  const listed = await stage.as(login).archive.list({ categoryCode: 'WS', limit: 50 });
  const [first, second, third, fourth, fifth] = listed.rows
    .filter((row) => !away.has(row.id))
    .slice(-5)
    .map((row) => row.id);
  if (!first || !second || !third || !fourth || !fifth) return;
  const { current } = await stage.as(login).digitisation.rules({});
  await stage.as(login).digitisation.saveRule({
    settings: { ...current.settings, sampleRate: 0.1 },
    source: '本单位数字化加工合同第八条：抽检不低于10%',
  });
  const done = await open(stage, login, '馆藏文书档案扫描（第一批）', -60, -20, [first, second]);
  await report(stage, login, done, ['out', 'prepared']);
  for (const itemId of [first, second])
    await stage.as(login).digitisation.setPages({ batchId: done, itemId, paperPages: 2 });
  await scanAll(
    stage,
    login,
    [first, second].map((itemId) => ({ itemId, pages: 2 })),
  );
  await report(stage, login, done, ['scanned', 'processed']);
  await look(stage, login, done, false);
  await report(stage, login, done, ['linked', 'returned']);

  const running = await open(stage, login, '馆藏文书档案扫描（第二批）', -30, -3, [third, fourth]);
  await report(stage, login, running, ['out', 'prepared']);
  await scanAll(
    stage,
    login,
    [third, fourth].map((itemId, index) => ({ itemId, pages: 2 + index })),
  );
  await report(stage, login, running, ['scanned', 'processed']);
  await look(stage, login, running, true);
  await stage.as(login).digitisation.giveAccess({
    batchId: running,
    vendorSlug: 'mingjing',
    loginName: 'mingjing.scan',
    validFrom: `${stage.today}T00:00:00+08:00`,
    validTo: `${plusDays(stage.today, 30)}T23:59:59+08:00`,
    reason: '核对需要重扫的页面',
  });
  await stage.as(login).digitisation.exclude({ itemIds: [fifth], reason: '纸张破损，待修复后扫描' });
};
