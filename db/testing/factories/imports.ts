import { csvLine } from '@/server/domain/shared/spreadsheet-cell';
import { fileImport } from '@/server/features/archive/import/file-import';
import { readImport } from '@/server/features/archive/import/read-import';
import { testAdmin } from '../test-db.ts';
import { makeFonds, makeObject, stepsFor } from './archive.ts';
import { callAs, testObjects } from './calls.ts';
import { makeTenant, type TestTenant } from './tenancy.ts';

/** The bytes of a .csv as this product writes it. */
export const csvOf = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(`\uFEFF${rows.map(csvLine).join('')}`);

export interface ImportUnit {
  unit: TestTenant;
  fondsId: string;
}

/** A unit with a fonds and templates, ready to import. */
export const makeImportUnit = async (
  number = 'B028',
  overrides: Parameters<typeof makeFonds>[1] = {},
): Promise<ImportUnit> => {
  const unit = await makeTenant('department');
  const fonds = await makeFonds(unit, { number, ...overrides });
  return { unit, fondsId: fonds.id };
};

interface ToImport {
  categoryCode?: string;
  fileName?: string;
  defaults?: { filingYear?: number; retentionCode?: string; orgCode?: string };
}

/** Upload, start, read: as the person and then as the worker. Answers the batch. */
export const previewImport = async (
  { unit, fondsId }: ImportUnit,
  bytes: Buffer,
  { categoryCode = 'WS', fileName = '归档文件目录.csv', defaults }: ToImport = {},
): Promise<string> => {
  const objectId = await makeObject(unit, bytes, fileName);
  const input = { objectId, fondsId, categoryCode, ...(defaults ? { defaults } : {}) };
  const { batchId } = await (await callAs(unit)).archive.startImport(input as never);
  await readImport(await stepsFor(unit, { batchId }), testObjects());
  return batchId;
};

/** 提交, and the worker files. */
export const fileBatch = async ({ unit }: ImportUnit, batchId: string): Promise<void> => {
  await (await callAs(unit)).archive.fileImport({ batchId });
  await fileImport(await stepsFor(unit, { batchId }));
};

export interface CatalogueLine {
  code: string;
  title: string;
  level: string;
  parent: string | null;
  state: string;
  details: Record<string, string>;
  row: Record<string, unknown>;
}

/** What stands in the catalogue, in the order of the codes. */
export const catalogueOf = async ({ unit }: Pick<ImportUnit, 'unit'>, state = 'filed'): Promise<CatalogueLine[]> => {
  const { rows } = await (await testAdmin()).query<CatalogueLine>(
    `select i.reference_code as code, i.title, i.level, i.state, i.details, p.reference_code as parent, to_jsonb(i) as row
     from archive_item i left join archive_item p on p.tenant_id = i.tenant_id and p.id = i.parent_id
     where i.tenant_id = $1 and i.state = $2 order by i.code_sort`,
    [unit.id, state],
  );
  return rows;
};
