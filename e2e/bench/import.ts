import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { withTenantDb } from '@/db/client';
import { copyItems } from '@/db/demo/scale';
import { fileImport } from '@/server/features/archive/import/file-import';
import { readImport } from '@/server/features/archive/import/read-import';
import { startImport } from '@/server/features/archive/import/start-import';
import { submitImport } from '@/server/features/archive/import/submit-import';
import { createStores } from '@/server/objects/create-stores';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';
import { makeWorkbook } from '../workbooks/make-workbook.ts';
import { report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const COLUMNS =
  'id, level, category_code, subcategory_code, filing_year, retention_code, org_code, item_number, reference_code, code_sort, code_template, title, responsible_party, document_number, document_date, page_count, archived_on, published_on, search_text, search_tokens, created_by, created_at';

/** A unit with an official fonds and nothing else in it. */
export const makeUnit = async (world: ScaleWorld): Promise<{ scope: TenantScope; fondsId: string }> => {
  const slug = `bench-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const { admin } = world;
  const made = await admin.query<{ id: number }>(
    "insert into tenant (slug, kind, name, short_name) values ($1, 'department', $1, $1) returning id",
    [slug],
  );
  const tenantId = made.rows[0]?.id ?? 0;
  const [accountId, fondsId] = [uuidv7(), uuidv7()];
  await admin.query('insert into account (id, login_name, display_name) values ($1, $2, $2)', [accountId, slug]);
  await admin.query("insert into fonds (tenant_id, id, number, name) values ($1, $2, 'B031', $3)", [
    tenantId,
    fondsId,
    slug,
  ]);
  await admin.query(
    "insert into classification_scheme (tenant_id, id, fonds_id, category_code, template_code, year_from) values ($1, $2, $3, 'WS', 'DAT22_2015', 2000)",
    [tenantId, uuidv7(), fondsId],
  );
  return {
    scope: mintScope({
      tenantId,
      tenantSlug: slug,
      tenantName: slug,
      tenantKind: 'department',
      accountId,
      actorName: slug,
      roles: ['unit_archivist'],
      requestId: 'bench',
    }),
    fondsId,
  };
};

const seconds = async (run: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
};

/** The rows that the import filed, as COPY text for another unit: the same bytes into the same indexes. */
const linesOf = async (world: ScaleWorld, fromTenant: number, toTenant: number, fondsId: string): Promise<string[]> => {
  const { rows } = await world.admin.query<Record<string, string | number | null>>(
    `select ${COLUMNS.replace('search_tokens', 'search_tokens::text').replace('created_at', 'created_at::text').replace('archived_on', 'archived_on::text').replace('published_on', 'published_on::text')} from archive_item where tenant_id = $1`,
    [fromTenant],
  );
  const copyCell = (value: string | number | null): string =>
    value === null ? '\\N' : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
  return rows.map((row) => {
    const cells = COLUMNS.split(', ').map((column) => copyCell(column === 'id' ? uuidv7() : (row[column] ?? null)));
    return `${[toTenant, cells[0], fondsId, ...cells.slice(1)].join('\t')}\n`;
  });
};

const MB = 1024 * 1024;

/** The most memory that this process, which does the worker's work here, holds while something runs. */
const peakOf = async <T>(run: () => Promise<T>): Promise<{ result: T; peakMb: number }> => {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  try {
    return { result: await run(), peakMb: Math.round(Math.max(peak, process.memoryUsage.rss()) / MB) };
  } finally {
    clearInterval(timer);
  }
};

/** A workbook of `rows` from its bytes to filed records, and the filing alone against COPY into the same table. */
export const benchImport = async (world: ScaleWorld, rows: number): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-bench-'));
  try {
    const out = path.join(folder, 'catalogue.xlsx');
    await makeWorkbook({ rows, wrong: 0, seed: 7, layout: 'plain', out });
    const unit = await makeUnit(world);
    const store = createStores(folder);
    const { scope } = unit;
    const received = await receiveUpload(store, scope.tenantId, {
      stream: createReadStream(out),
      fileName: 'catalogue.xlsx',
      maxBytes: 100_000_000,
    });
    const object = await withTenantDb(world.pools, scope, (tdb) => registerUpload(tdb, scope, received));
    const { batchId } = await withTenantDb(world.pools, scope, (tdb) =>
      startImport(tdb, scope, { objectId: object.id, fondsId: unit.fondsId, categoryCode: 'WS' }),
    );
    const steps = {
      pools: world.pools,
      scope,
      payload: { batchId },
      progress: async () => undefined,
      signal: new AbortController().signal,
    };
    let parserPeakMb: number | null = null;
    const readingCost = await peakOf(() =>
      seconds(async () => {
        const read = (await readImport(steps, store)) as { parserPeakMb?: number | null };
        parserPeakMb = read.parserPeakMb ?? null;
      }),
    );
    const reading = readingCost.result;
    report({ name: 'import, reading to a full preview', value: rows / reading, unit: 'rows/s' });
    await withTenantDb(world.pools, scope, (tdb) => submitImport(tdb, scope, { batchId }));
    const filingCost = await peakOf(() => seconds(() => fileImport(steps)));
    const filing = filingCost.result;
    report({ name: `import, ${rows} rows to the last filed record`, value: reading + filing, unit: 's' });
    report({
      name: 'import, peak memory of the worker',
      value: Math.max(readingCost.peakMb, filingCost.peakMb),
      unit: 'MB',
      against: 'the web process reads and files nothing',
    });
    if (parserPeakMb !== null)
      report({ name: 'import, peak memory of the parser', value: parserPeakMb, unit: 'MB', against: 'limit 512 MB' });
    const other = await makeUnit(world);
    const lines = await linesOf(world, scope.tenantId, other.scope.tenantId, other.fondsId);
    const copying = await seconds(() => copyItems(world.admin, 'archive_item', lines));
    report({
      name: 'import, filing',
      value: rows / filing,
      unit: 'rows/s',
      ratio: copying / filing,
      against: `COPY ${Math.round(lines.length / copying)} rows/s into the same indexed table`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
