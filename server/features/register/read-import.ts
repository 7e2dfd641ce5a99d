import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TenantDb, withTenantDb } from '@/db/client';
import { quarantineObject } from '@/db/queries/archive-import.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import {
  findSameEntries,
  findTakenIdentities,
  insertRegisterEntries,
  type NewRegisterEntry,
} from '@/db/queries/register.queries';
import {
  findRegisterImport,
  type ImportNoteRow,
  insertImportNotes,
  type RegisterImportRow,
  updateRegisterImport,
} from '@/db/queries/register-import.queries';
import { audit } from '@/server/audit/audit';
import { fieldsOfHeadings } from '@/server/domain/register/register-cells';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import { headingsScore, readFileRow } from '@/server/domain/register/register-file';
import { findRegister } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import { type HeaderMatch, readWorkbook, type SheetRow } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import { newEntry } from './compose-entry.ts';
import type { ImportPayload, RegisterSteps } from './register.jobs.ts';
import { settleRegisterTodos } from './settle-todos.ts';

type Steps = RegisterSteps<ImportPayload>;

const within = <T>({ pools, scope }: Steps, run: (tdb: TenantDb) => Promise<T>): Promise<T> =>
  withTenantDb(pools, scope, run);

/** The best of the first rows: devices write their own name and settings above their headings. */
const headerOf =
  (definition: RegisterDefinition) =>
  (rows: readonly SheetRow[]): HeaderMatch | undefined => {
    const scores = rows.map((row) => headingsScore(definition, row.cells));
    const best = Math.max(0, ...scores);
    const firstIndex = scores.indexOf(best);
    const row = best > 0 ? rows[firstIndex] : undefined;
    if (!row) return undefined;
    const columns = row.cells.map((header, index) => ({ index, header: header.trim(), field: null }));
    return { firstIndex, rowCount: 1, columns };
  };

interface ReadRow {
  entry: NewRegisterEntry | null;
  note: ImportNoteRow | null;
}
interface Reading {
  definition: RegisterDefinition;
  batch: RegisterImportRow;
  fields: readonly (RegisterField | null)[];
}

const LONGEST_SAID = 80;

/** A row as an entry, or what is wrong with it first. What looks classified is not repeated. */
const readRow = ({ definition, batch, fields }: Reading, row: SheetRow, byName: string): ReadRow => {
  const { rowNumber } = row;
  const { values, problems } = readFileRow(definition, fields, row.cells, batch.fixed);
  if (!values) {
    const [first] = problems;
    const column = fields.findIndex((field) => field?.key === first?.field);
    const said = (row.cells[column] ?? '').slice(0, LONGEST_SAID) || null;
    return {
      entry: null,
      note: { rowNumber, problem: first?.problem ?? 'form', field: first?.field ?? null, said },
    };
  }
  try {
    return { entry: newEntry(definition, values, byName, batch.id), note: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CLASSIFIED_CONTENT_REFUSED') throw error;
    return { entry: null, note: { rowNumber, problem: 'classified', field: null, said: null } };
  }
};

/** Rows that stand in the register already, word for word or by their identity, are passed over with a note. */
const passOverKnown = async (
  tdb: TenantDb,
  tenantId: number,
  { definition }: Reading,
  rows: readonly (ReadRow & { rowNumber: number })[],
): Promise<{ fresh: NewRegisterEntry[]; notes: ImportNoteRow[] }> => {
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const same = await findSameEntries(
    tdb,
    tenantId,
    definition.code,
    entries.map((entry) => entry.fingerprint),
  );
  const taken = await findTakenIdentities(
    tdb,
    tenantId,
    definition.code,
    entries.flatMap((entry) => entry.identityKey ?? []),
  );
  const fresh: NewRegisterEntry[] = [];
  const notes: ImportNoteRow[] = [];
  for (const { entry, note, rowNumber } of rows) {
    if (note) notes.push(note);
    if (!entry) continue;
    const isTaken = Boolean(entry.identityKey && taken.has(entry.identityKey));
    if (same.has(entry.fingerprint) || isTaken) {
      const problem = same.has(entry.fingerprint) ? 'known' : 'taken';
      notes.push({ rowNumber, problem, field: null, said: `${entry.entryOn} ${entry.title}`.slice(0, LONGEST_SAID) });
      continue;
    }
    same.add(entry.fingerprint);
    if (entry.identityKey) taken.add(entry.identityKey);
    fresh.push(entry);
  }
  return { fresh, notes };
};

/** One chunk in one transaction, with the mark up to where the file has been dealt with. */
const enterChunk = (steps: Steps, reading: Reading, rows: readonly SheetRow[]): Promise<boolean> =>
  within(steps, async (tdb) => {
    const { tenantId, accountId, actorName } = steps.scope;
    const batch = await findRegisterImport(tdb, tenantId, reading.batch.id, { lock: true });
    if (batch?.state !== 'reading' || accountId === null) return false;
    const left = rows.filter((row) => row.rowNumber >= batch.nextRow);
    const read = left.map((row) => ({ ...readRow(reading, row, actorName), rowNumber: row.rowNumber }));
    const { fresh, notes } = await passOverKnown(tdb, tenantId, reading, read);
    await insertRegisterEntries(tdb, tenantId, accountId, fresh);
    await insertImportNotes(tdb, tenantId, batch.id, notes);
    const known = notes.filter(({ problem }) => problem === 'known').length;
    await updateRegisterImport(tdb, tenantId, batch.id, {
      nextRow: Math.max(batch.nextRow, (rows.at(-1)?.rowNumber ?? 0) + 1),
      enteredRows: batch.enteredRows + fresh.length,
      knownRows: batch.knownRows + known,
      wrongRows: batch.wrongRows + notes.length - known,
    });
    if (notes.some(({ problem }) => problem === 'classified')) await quarantineObject(tdb, tenantId, batch.objectId);
    return true;
  });

const finish = (steps: Steps, { definition, batch }: Pick<Reading, 'definition' | 'batch'>, errorCode: string | null) =>
  within(steps, async (tdb) => {
    const { tenantId } = steps.scope;
    const standing = await findRegisterImport(tdb, tenantId, batch.id, { lock: true });
    if (standing?.state !== 'reading') return;
    await updateRegisterImport(tdb, tenantId, batch.id, { state: errorCode ? 'failed' : 'done', errorCode });
    await settleRegisterTodos(tdb, steps.scope, [definition]);
    await audit(tdb, steps.scope, {
      action: errorCode ? 'register.refuseImport' : 'register.import',
      objectKind: 'register_import',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail: {
        register: definition.code,
        entered: standing.enteredRows,
        known: standing.knownRows,
        wrong: standing.wrongRows,
        ...(errorCode ? { code: errorCode } : {}),
      },
    });
  });

const begin = (steps: Steps) =>
  within(steps, async (tdb) => {
    const { tenantId, tenantKind } = steps.scope;
    const batch = await findRegisterImport(tdb, tenantId, steps.payload.importId);
    const definition = batch && findRegister(batch.registerCode, tenantKind);
    const object = batch && (await findStoredObject(tdb, tenantId, batch.objectId));
    if (batch?.state !== 'reading' || !definition || !object) return null;
    return { batch, definition, object };
  });

/**
 * Enters the rows of a file, chunk by chunk: what is right goes in, what is wrong or there already is noted with its
 * row. May be stopped between two chunks and begun again. A file without headings enters nothing.
 */
export const readImport = async (steps: Steps, objects: ObjectStore): Promise<unknown> => {
  const begun = await begin(steps);
  if (!begun) return { skipped: true };
  const { batch, definition, object } = begun;
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-register-'));
  let done = 0;
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, await readObject(objects, object), { mode: 0o600 });
    await readWorkbook(filePath, {
      signal: steps.signal,
      locateHeader: headerOf(definition),
      onRows: async (rows, { columns }) => {
        const headings: string[] = [];
        for (const column of columns) headings[column.index] = column.header;
        const fields = fieldsOfHeadings(
          definition,
          Array.from(headings, (heading) => heading ?? ''),
        );
        await enterChunk(steps, { definition, batch, fields }, rows);
        done += rows.length;
        await steps.progress(done, null);
      },
    });
    await finish(steps, { definition, batch }, null);
    return { importId: batch.id };
  } catch (error) {
    if (error instanceof AppError) await finish(steps, { definition, batch }, error.code);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
