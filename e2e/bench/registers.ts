import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withTenantDb } from '@/db/client';
import { insertRegisterEntries } from '@/db/queries/register.queries';
import { chartInput, listEntriesInput, makeFileInput } from '@/server/domain/register/register-entry';
import { startRegisterImportInput } from '@/server/domain/register/register-import';
import { roomClimate } from '@/server/domain/register/registers/room-climate';
import { newEntry } from '@/server/features/register/compose-entry';
import { listEntries } from '@/server/features/register/list-entries';
import { writeFile } from '@/server/features/register/make-file';
import { readImport } from '@/server/features/register/read-import';
import { showChart } from '@/server/features/register/show-chart';
import { startImport } from '@/server/features/register/start-import';
import { createStores } from '@/server/objects/create-stores';
import { storeUpload } from '@/server/objects/store-upload';
import { quantile, report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const CODE = roomClimate.code;
const RUNS = 30;
const CHUNK = 1_000;
/** A reading every ten minutes: fifty thousand are nearly a year. */
const STEP_MS = 600_000;
const PROMISED_MS = 200;

const stampOf = (index: number): string => new Date(Date.now() - index * STEP_MS).toISOString().slice(0, 16);
const temperatureOf = (index: number): number => 18 + ((index * 7) % 90) / 10;
const humidityOf = (index: number): number => 40 + ((index * 13) % 300) / 10;

const plant = async ({ pools, admin, archivist }: ScaleWorld, readings: number): Promise<void> => {
  for (const table of [
    'register_attachment',
    'register_entry_version',
    'register_entry',
    'register_import_note',
    'register_import',
  ])
    await admin.query(`delete from ${table} where tenant_id = $1`, [archivist.tenantId]);
  for (let from = 0; from < readings; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, readings - from) }, (_, offset) => {
      const index = from + offset;
      const [readOn = '', readAt = ''] = stampOf(index).split('T');
      const values = {
        readOn,
        readAt,
        room: index % 3 === 0 ? '二号库' : '一号库',
        temperature: temperatureOf(index),
        humidity: humidityOf(index),
      };
      return newEntry(roomClimate, values, archivist.actorName);
    });
    await withTenantDb(pools, archivist, (tdb) =>
      insertRegisterEntries(tdb, archivist.tenantId, archivist.accountId ?? '', rows),
    );
  }
  // Neighbours, as a district has them: the register of one unit is a part of the table.
  await admin.query("delete from register_entry where created_by_name = 'neighbour'");
  await admin.query(
    `insert into register_entry (tenant_id, id, register_code, title, entry_on, said, search_text, fingerprint, created_by, created_by_name)
    select t.id, gen_random_uuid(), e.register_code, e.title, e.entry_on, e.said, e.search_text, e.fingerprint, e.created_by, 'neighbour'
    from register_entry e cross join (select id from tenant where id <> $1 order by id limit 3) t where e.tenant_id = $1`,
    [archivist.tenantId],
  );
  await admin.query('vacuum analyze register_entry');
};

/** p50 and p95, and whether the promise is kept. */
const measure = async (name: string, run: (round: number) => Promise<unknown>): Promise<void> => {
  const times: number[] = [];
  for (let round = -3; round < RUNS; round += 1) {
    const began = performance.now();
    await run(round);
    if (round >= 0) times.push(performance.now() - began);
  }
  report({ name: `${name} p50`, value: quantile(times, 0.5), unit: 'ms' });
  const p95 = quantile(times, 0.95);
  report({
    name: `${name} p95`,
    value: p95,
    unit: 'ms',
    ratio: p95 / PROMISED_MS,
    against: `${PROMISED_MS} ms promised`,
  });
};

const LISTS: readonly (readonly [name: string, asked: object])[] = [
  ['newest first', {}],
  ['one month', { period: stampOf(0).slice(0, 7) }],
  ['by humidity', { sort: '-humidity' }],
  ['by room', { sort: 'room' }],
  ['one room', { q: '二号库' }],
];

const benchLists = async ({ pools, archivist }: ScaleWorld): Promise<void> => {
  for (const [name, asked] of LISTS) {
    let cursor: string | undefined;
    await measure(`registers list, ${name}`, async () => {
      const input = listEntriesInput.parse({ code: CODE, ...asked, ...(cursor ? { cursor } : {}) });
      const { page } = await withTenantDb(pools, archivist, (tdb) => listEntries(tdb, archivist, input));
      cursor = page.nextCursor ?? undefined;
    });
  }
  for (const span of ['week', 'quarter', 'year'] as const) {
    const input = chartInput.parse({ code: CODE, span });
    await measure(`registers chart, ${span}`, () =>
      withTenantDb(pools, archivist, (tdb) => showChart(tdb, archivist, input)),
    );
  }
};

/** Rows a second of the whole register as a workbook, and of a file of a logger read in. */
const benchFiles = async ({ pools, archivist }: ScaleWorld, readings: number): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-registers-'));
  const objects = createStores(folder);
  const steps = { pools, scope: archivist, progress: async () => undefined, signal: new AbortController().signal };
  try {
    let began = performance.now();
    await writeFile({ ...steps, payload: makeFileInput.parse({ code: CODE, format: 'xlsx' }) }, objects);
    report({ name: `registers export of ${readings} rows`, value: performance.now() - began, unit: 'ms' });
    report({ name: 'memory while exporting', value: process.memoryUsage().rss / 1_048_576, unit: 'MB' });
    const lines = Array.from({ length: readings / 10 }, (_, index) => {
      const time = stampOf(index).replace('T', ' ');
      return `${time}:30,${temperatureOf(index)},${humidityOf(index)}`;
    });
    const bytes = Buffer.from(['Time,Temperature(°C),Humidity(%RH)', ...lines].join('\n'));
    const importId = await withTenantDb(pools, archivist, async (tdb) => {
      const upload = { stream: bytes, fileName: '记录仪.csv', maxBytes: 100_000_000 };
      const { id: objectId } = await storeUpload(tdb, archivist, objects, upload);
      const input = startRegisterImportInput.parse({ code: CODE, objectId, fixed: { room: '三号库' } });
      return (await startImport(tdb, archivist, input)).importId;
    });
    began = performance.now();
    await readImport({ ...steps, payload: { importId } }, objects);
    report({ name: `registers import of ${lines.length} rows`, value: performance.now() - began, unit: 'ms' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A register of a logger: listed in every order, drawn, written out and read in. */
export const benchRegisters = async (world: ScaleWorld, readings: number): Promise<void> => {
  await plant(world, readings);
  await benchLists(world);
  await benchFiles(world, readings);
};
