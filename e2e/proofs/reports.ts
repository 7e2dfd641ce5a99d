import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPools, type Pools, withSystemDb, withTenantDb } from '../../db/client.ts';
import { loadDemo } from '../../db/demo/load.ts';
import { ensureDatabase } from '../../db/embedded/ensure.mjs';
import { migrateToLatest } from '../../db/migrate.ts';
import { unzip } from '../../db/testing/unzip.ts';
import { REPORT_TEMPLATES } from '../../server/domain/report/report-templates.ts';
import { REPORT_TEMPLATE_CODES, type ReportTemplateCode } from '../../server/domain/report/report-vocabulary.ts';
import type { TenantKind } from '../../server/domain/tenancy/tenant.ts';
import { printOfYear } from '../../server/features/report/index.ts';
import { convertOffice, findOffice } from '../../server/imaging/office-pdf.ts';
import { openPdf, readPdfText } from '../../server/imaging/pdf-pages.ts';
import { emptyDatabase } from './scratch-database.ts';

/*
 * Every outline as Word, and that Word as another program reads it: what the document says must stand in what
 * LibreOffice prints of it, character for character, the page numbers apart.
 */
export interface ReportsReport {
  outlines: number;
  converted: number;
  /** The longest of them, from the records to the bytes. */
  slowestSeconds: number;
  /** Characters of the documents that their PDFs do not show. */
  lost: number;
  /** Shown more often than said: the head of a table, on each of its pages. */
  repeated: number;
  wrong: string[];
}

const YEAR = 2025;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const textOfWord = (docx: Buffer): string => {
  const xml = unzip(docx).get('word/document.xml');
  if (xml === undefined) throw new Error('the document has no text');
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((match) => (match[1] ?? '').replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? ''))
    .join('');
};

/** Page numbers stand alone at the foot, between dashes. */
const FOOT = /^\s*[-—–]\s*\d+\s*[-—–]\s*$/gmu;

const textOfPdf = async (file: string): Promise<string> => {
  const document = await openPdf(file);
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    pages.push((await readPdfText(document, number)).replace(FOOT, ''));
  }
  await document.destroy();
  return pages.join('');
};

const countCharacters = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const character of text.normalize('NFKC').replace(/\s/gu, '')) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
};

const surplus = (of: Map<string, number>, over: Map<string, number>): number =>
  [...of].reduce((sum, [character, count]) => sum + Math.max(0, count - (over.get(character) ?? 0)), 0);

const ownerFor = async (pools: Pools, outline: ReportTemplateCode) => {
  const tenants = await withSystemDb(pools, (sdb) =>
    sdb
      .selectFrom('tenant')
      .select(['id', 'kind', 'name'])
      .where('kind', 'in', REPORT_TEMPLATES[outline].tenantKinds)
      .orderBy('id')
      .execute(),
  );
  const [first] = tenants;
  if (!first) throw new Error(`nobody in the district writes ${outline}`);
  return { tenantId: first.id, tenantKind: first.kind as TenantKind, tenantName: first.name };
};

const proveOutline = async (pools: Pools, outline: ReportTemplateCode, folder: string) => {
  const owner = await ownerFor(pools, outline);
  const started = performance.now();
  const docx = await withTenantDb(pools, { tenantId: owner.tenantId, accountId: null }, (tdb) =>
    printOfYear(tdb, owner, YEAR, outline),
  );
  const seconds = (performance.now() - started) / 1000;
  if (!docx) throw new Error(`${outline}: no document`);
  const [word, pdf] = [path.join(folder, `${outline}.docx`), path.join(folder, `${outline}.pdf`)];
  writeFileSync(word, docx);
  await convertOffice(word, pdf);
  const [said, shown] = [countCharacters(textOfWord(readFileSync(word))), countCharacters(await textOfPdf(pdf))];
  return { seconds, lost: surplus(said, shown), repeated: surplus(shown, said) };
};

export const run = async ([kept]: readonly string[] = []): Promise<ReportsReport> => {
  if (!(await findOffice())) throw new Error('LibreOffice is not on this machine: nothing could be compared');
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'reports');
  const folder = kept ?? mkdtempSync(path.join(tmpdir(), 'lantai-reports-'));
  const pools = createPools(scratch.url, 2);
  const report = { outlines: 0, converted: 0, slowestSeconds: 0, lost: 0, repeated: 0, wrong: [] as string[] };
  try {
    await migrateToLatest(scratch.url);
    await loadDemo(scratch.url, { seed: 'reports', itemShare: 1 });
    for (const outline of REPORT_TEMPLATE_CODES) {
      report.outlines += 1;
      const { seconds, lost, repeated } = await proveOutline(pools, outline, folder);
      report.converted += 1;
      report.slowestSeconds = Math.max(report.slowestSeconds, Math.round(seconds * 100) / 100);
      report.lost += lost;
      report.repeated += repeated;
      if (lost > 0) report.wrong.push(`${outline}: ${lost} characters lost`);
    }
    return report;
  } finally {
    await pools.close();
    await scratch.drop();
    await cluster.stop();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
};
