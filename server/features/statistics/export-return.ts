import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import type { PrintPart } from '@/server/documents/print-book';
import { writeBookPdf } from '@/server/documents/print-book-pdf';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { type CellValues, cellName, refOf, type StatisticalForm } from '@/server/domain/statistics/form';
import type { FormRefInput, ImportReturnView, ProblemView, ReturnView } from '@/server/domain/statistics/statistics';
import { readWorkbook } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { saveReturn } from './fill-return.ts';
import { type FormSheet, formWorkbook, isFormHead, type ReadLine, readFormLine } from './form-workbook.ts';
import { getReturn } from './list-returns.ts';
import { getConsolidated } from './received-returns.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' as const;
const MOST_BYTES_MS = 15_000;

/** What a problem says on paper. */
const problemText = (
  form: StatisticalForm,
  { key, kind, ref, left, right }: Omit<ProblemView, 'explanation'>,
): string => {
  if (kind === 'missing') return `${cellName(form, ref ?? '', 'zh')}：未填`;
  if (kind === 'year_on_year') return `${cellName(form, ref ?? '', 'zh')}：本年 ${left}，上年 ${right}`;
  const check = form.checks.find((one) => `relation:${one.key}` === key);
  return `${check?.text.zh ?? key}：${left} / ${right}`;
};
const notesOf = (form: StatisticalForm, problems: readonly ProblemView[]): string[] =>
  problems.map(
    (problem) =>
      `审核提示：${problemText(form, problem)}${problem.explanation ? `；说明：${problem.explanation}` : ''}`,
  );

const valuesOf = (cells: ReturnView['cells'], of: 'value' | 'lastYear'): CellValues =>
  Object.fromEntries(cells.map((cell) => [cell.ref, cell[of]]));

const keep = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  file: { fileName: string; mediaType: typeof SHEET | 'application/pdf'; bytes?: Buffer; parts?: readonly PrintPart[] },
  event: { action: string; objectId: string; objectLabel: string },
): Promise<FileReference> => {
  const made = await storeMade(objects, scope.tenantId, {
    fileName: file.fileName,
    mediaType: file.mediaType,
    write: async (sink) => {
      if (file.bytes) {
        sink.end(file.bytes);
        return;
      }
      const book = {
        title: event.objectLabel,
        unitName: scope.tenantName,
        header: event.objectLabel,
        paper: 'A4' as const,
        orientation: 'portrait' as const,
        offsetMm: { x: 0, y: 0 },
        volumes: [{ parts: [...(file.parts ?? [])] }],
      };
      await writeBookPdf(book, sink, async () => undefined);
    },
  });
  const stored = await registerUpload(tdb, scope, made);
  await audit(tdb, scope, {
    ...event,
    objectKind: 'statistical_return',
    detail: { sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

const eventOf = (action: string, { form, year }: { form: StatisticalForm; year: number }) => ({
  action,
  objectId: `${form.key} ${year}`,
  objectLabel: `${year}年 ${form.name.zh}`,
});

/** One form as a workbook in its layout, with last year beside it. */
export const exportReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: FormRefInput,
): Promise<FileReference> => {
  const view = await getReturn(tdb, scope, input);
  const sheet: FormSheet = {
    form: view.form,
    unitName: scope.tenantName,
    year: view.year,
    asOf: view.asOf,
    values: valuesOf(view.cells, 'value'),
    lastYear: valuesOf(view.cells, 'lastYear'),
    notes: notesOf(view.form, view.problems),
  };
  const fileName = `${view.form.name.zh}_${view.year}年_${scope.tenantName}.xlsx`;
  const bytes = await formWorkbook([sheet]);
  return keep(tdb, scope, objects, { fileName, mediaType: SHEET, bytes }, eventOf('statistics.export', view));
};

/** The sum over units as a workbook in the form's layout. */
export const exportConsolidated = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: FormRefInput,
): Promise<FileReference> => {
  const view = await getConsolidated(tdb, scope, input);
  const missing = view.missing.length > 0 ? [`未计入：${view.missing.join('、')}`] : [];
  const sheet: FormSheet = {
    form: view.form,
    unitName: `${scope.tenantName}（汇总）`,
    year: view.year,
    asOf: null,
    values: Object.fromEntries(view.cells.map((cell) => [cell.ref, cell.value])),
    lastYear: Object.fromEntries(view.cells.map((cell) => [cell.ref, cell.lastYear])),
    notes: [
      ...missing,
      ...notesOf(
        view.form,
        view.problems.map((problem) => ({ ...problem, explanation: null })),
      ),
    ],
  };
  const fileName = `${view.form.name.zh}_${view.year}年_汇总.xlsx`;
  const bytes = await formWorkbook([sheet]);
  return keep(tdb, scope, objects, { fileName, mediaType: SHEET, bytes }, eventOf('statistics.exportSum', view));
};

const amountText = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** One form on paper: part by part, what was said to the checks, lines to sign on. */
export const printReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: FormRefInput,
): Promise<FileReference> => {
  const view = await getReturn(tdb, scope, input);
  const values = valuesOf(view.cells, 'value');
  const facts = [
    { label: '填报单位', value: scope.tenantName },
    { label: '年度', value: `${view.year}年` },
    { label: '数据截至', value: view.asOf },
  ];
  const parts = view.form.parts.map(
    (part): PrintPart => ({
      kind: 'table',
      title: `${view.form.name.zh}　${part.title.zh}`,
      facts,
      columns: [
        { title: '代码', width: 20, align: 'center' },
        { title: '指标名称', width: 56, align: 'left' },
        { title: '计量单位', width: 22, align: 'center' },
        ...part.columns.map((column) => ({ title: column.title.zh, width: 26, align: 'center' as const })),
      ],
      rows: part.rows.map((row) => [
        row.key,
        row.title.zh,
        row.unit.zh,
        ...part.columns.map((column) => amountText(values[refOf(row.key, column.key)])),
      ]),
      signatures: ['单位负责人', '填表人', '填报日期'],
    }),
  );
  const fileName = `${view.form.name.zh}_${view.year}年_${scope.tenantName}.pdf`;
  return keep(
    tdb,
    scope,
    objects,
    { fileName, mediaType: 'application/pdf', parts },
    eventOf('statistics.print', view),
  );
};

const readLines = async (form: StatisticalForm, bytes: Buffer): Promise<ReadLine[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-statistics-'));
  const lines: ReadLine[] = [];
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, bytes, { mode: 0o600 });
    await readWorkbook(filePath, {
      locateHeader: (rows) => {
        const firstIndex = rows.findIndex(({ cells }) => isFormHead(cells));
        const row = rows[firstIndex];
        if (!row) return undefined;
        // Columns of no known meaning: a line is told by its code, whatever it is called.
        return {
          firstIndex,
          rowCount: 1,
          columns: row.cells.map((header, index) => ({ index, header: header.trim(), field: null })),
        };
      },
      timeLimitMs: MOST_BYTES_MS,
      onRows: async (rows) => {
        for (const { rowNumber, cells } of rows) {
          const line = readFormLine(form, rowNumber, cells);
          if (line) lines.push(line);
        }
      },
    });
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * 导入: takes the cells that people enter from a filled-in workbook of the form. What is empty there stays what it is;
 * what is no number is named and left out.
 * @throws AppError NOT_FOUND for a file that is not there; those of saving
 */
export const importReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: FormRefInput & { objectId: string },
): Promise<ImportReturnView> => {
  const object = await findStoredObject(tdb, scope.tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${scope.tenantId}`);
  const { form, rowVersion } = await getReturn(tdb, scope, input);
  const lines = await readLines(form, await readObject(objects, object));
  const entered = lines.flatMap((line) => line.entered);
  await saveReturn(tdb, scope, {
    year: input.year,
    formKey: input.formKey,
    rowVersion,
    entered,
    explanations: [],
  });
  const wrong = lines.flatMap(({ rowNumber, name, said }) => (said === null ? [] : [{ rowNumber, name, said }]));
  return { taken: entered.length, wrong };
};
