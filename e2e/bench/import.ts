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

const copyCell = (value: string | null): string =>
  value === null
    ? '\\N'
    : value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');

/** The rows that one unit's import filed, as COPY text for another unit: the same bytes into the same indexes. */
const linesOf = async (
  world: ScaleWorld,
  fromTenant: number,
  to: { tenantId: number; fondsId: string; batchId: string },
): Promise<{ columns: string; lines: string[] }> => {
  const { rows: found } = await world.admin.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = 'archive_item' and is_generated = 'NEVER' order by ordinal_position",
  );
  const names = found.map(({ name }) => name);
  const { rows } = await world.admin.query<Record<string, string | null>>(
    `select ${names.map((name) => `${name}::text`).join(', ')} from archive_item where tenant_id = $1`,
    [fromTenant],
  );
  const own: Record<string, () => string> = {
    tenant_id: () => String(to.tenantId),
    id: uuidv7,
    fonds_id: () => to.fondsId,
    import_batch_id: () => to.batchId,
  };
  const lines = rows.map((row) => `${names.map((name) => own[name]?.() ?? copyCell(row[name] ?? null)).join('\t')}\n`);
  return { columns: names.join(', '), lines };
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

/** A workbook handed in, to be read. */
const beginImport = async (
  world: ScaleWorld,
  store: ReturnType<typeof createStores>,
  { scope, fondsId }: Awaited<ReturnType<typeof makeUnit>>,
  workbook: string,
): Promise<string> => {
  const received = await receiveUpload(store, scope.tenantId, {
    stream: createReadStream(workbook),
    fileName: 'catalogue.xlsx',
    maxBytes: 100_000_000,
  });
  const object = await withTenantDb(world.pools, scope, (tdb) => registerUpload(tdb, scope, received));
  const { batchId } = await withTenantDb(world.pools, scope, (tdb) =>
    startImport(tdb, scope, { objectId: object.id, fondsId, categoryCode: 'WS' }),
  );
  return batchId;
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
    const batchId = await beginImport(world, store, unit, out);
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
    const { columns, lines } = await linesOf(world, scope.tenantId, {
      tenantId: other.scope.tenantId,
      fondsId: other.fondsId,
      batchId: await beginImport(world, store, other, out),
    });
    const copying = await seconds(() => copyItems(world.admin, `archive_item (${columns})`, lines));
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
