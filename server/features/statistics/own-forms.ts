import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  findOwnForm,
  insertOwnForm,
  listOwnForms,
  type OwnFormRow,
  updateOwnForm,
} from '@/db/queries/statistics/statistics.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { cellsOfForm, refOf } from '@/server/domain/statistics/form';
import {
  type CellRule,
  type FormPart,
  type StatisticalForm,
  statisticalForm,
} from '@/server/domain/statistics/form-schema';
import { isIndicatorCode } from '@/server/domain/statistics/indicators';
import {
  type FormPartInput,
  MOST_CELLS,
  type OwnFormView,
  type SaveFormInput,
} from '@/server/domain/statistics/statistics';
import type { TenantScope } from '@/server/tenancy/scope';
import { isFigureCode } from './compute-indicator.ts';
import { requirePerson } from './fill-return.ts';

const viewOf = (row: OwnFormRow): OwnFormView => ({
  id: row.id,
  name: row.name,
  state: row.state as OwnFormView['state'],
  rowVersion: row.rowVersion,
  form: statisticalForm.parse(row.definition),
  createdByName: row.createdByName,
});

export const listForms = async (tdb: TenantDb, scope: TenantScope): Promise<OwnFormView[]> =>
  (await listOwnForms(tdb, scope.tenantId)).map(viewOf);

/** Rows are named once in a form. Those of the first part have short names, as forms of one part always had. */
const rowKey = (part: number, row: number): string => (part === 0 ? `r${row + 1}` : `p${part + 1}r${row + 1}`);
const columnKey = (index: number): string => `c${index + 1}`;
const cellAt = ({ part, row, column }: { part: number; row: number; column: number }): string =>
  refOf(rowKey(part, row), columnKey(column));

/** What a cell of the editor says. A sum of nothing is a cell of nothing. */
const ruleOf = ({ columns, rows }: FormPartInput, part: number, row: number, column: number): CellRule | null => {
  const choice = rows[row]?.cells[column] ?? 'none';
  const summed = (refs: string[]): CellRule | null => (refs.length === 0 ? null : { by: 'sum', of: refs });
  const isAmount = (at: number, of: number): boolean =>
    !['none', 'row_sum', 'column_sum'].includes(rows[at]?.cells[of] ?? 'none');
  if (choice === 'none') return null;
  if (choice === 'entered') return { by: 'entered' };
  if (choice === 'row_sum')
    return summed(
      columns.flatMap((_, at) => (at !== column && isAmount(row, at) ? [cellAt({ part, row, column: at })] : [])),
    );
  if (choice === 'column_sum')
    return summed(
      rows.flatMap((_, at) =>
        at < row && (rows[at]?.cells[column] ?? 'none') !== 'none' && rows[at]?.cells[column] !== 'column_sum'
          ? [cellAt({ part, row: at, column })]
          : [],
      ),
    );
  const code = choice.slice('indicator:'.length);
  if (!isIndicatorCode(code) && !isFigureCode(code)) throw new AppError('NOT_FOUND', `no indicator ${code}`);
  return { by: 'indicator', code };
};

const both = (said: string) => ({ zh: said, en: said });

const partOf = (name: string, part: FormPartInput, at: number): FormPart => ({
  key: at === 0 ? 'main' : `part${at + 1}`,
  title: both(part.title ?? name),
  columns: part.columns.map((title, index) => ({ key: columnKey(index), title: both(title) })),
  rows: part.rows.map(({ title, unit }, row) => ({
    key: rowKey(at, row),
    title: both(title),
    unit: both(unit ?? ''),
    cells: Object.fromEntries(
      part.columns.flatMap((_, column) => {
        const rule = ruleOf(part, at, row, column);
        return rule ? [[columnKey(column), rule]] : [];
      }),
    ),
  })),
});

/**
 * A bureau writes in one language: what it says stands in both.
 * @throws AppError FORM_CHECK_CELL_EMPTY for a check over a cell that the form does not have
 */
const formOf = (key: string, input: SaveFormInput): StatisticalForm => {
  const form = statisticalForm.parse({
    key,
    name: both(input.name),
    fillers: input.fillers,
    parts: input.parts.map((part, at) => partOf(input.name, part, at)),
    checks: input.checks.map(({ text, left, op, right }, at) => ({
      key: `own${at + 1}`,
      text: both(text),
      op,
      left: left.map(cellAt),
      right: right.map(cellAt),
    })),
  });
  const refs = new Set(cellsOfForm(form).map(({ ref }) => ref));
  if (refs.size > MOST_CELLS) throw new AppError('BAD_INPUT', `${refs.size} cells are more than a form may have`);
  for (const { text, left, right } of form.checks)
    if ([...left, ...right].some((ref) => !refs.has(ref))) throw new AppError('FORM_CHECK_CELL_EMPTY', text.zh);
  return form;
};

/**
 * 自定报表: a form of the own office, new or changed. Units see it with the next call; returns keep the form by which
 * they were handed up.
 * @throws AppError NOT_FOUND for a form or an indicator that is not there; STALE_VERSION; FORM_CHECK_CELL_EMPTY
 */
export const saveForm = async (tdb: TenantDb, scope: TenantScope, input: SaveFormInput): Promise<{ id: string }> => {
  const createdBy = requirePerson(scope);
  refuseClassified(
    input.name,
    ...input.parts.flatMap((part) => [part.title, ...part.columns, ...part.rows.map((row) => row.title)]),
    ...input.checks.map((check) => check.text),
  );
  const id = input.id ?? uuidv7();
  const definition = formOf(id, input);
  if (input.id === undefined) {
    await insertOwnForm(tdb, {
      tenantId: scope.tenantId,
      id,
      name: input.name,
      definition,
      createdBy,
      createdByName: scope.actorName,
    });
  } else {
    const known = await findOwnForm(tdb, scope.tenantId, id);
    if (!known) throw new AppError('NOT_FOUND', `form ${id} is not in tenant ${scope.tenantId}`);
    if (known.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `form ${id} was changed meanwhile`);
    await updateOwnForm(tdb, { tenantId: scope.tenantId, id }, { name: input.name, definition });
  }
  await audit(tdb, scope, {
    action: 'statistics.saveForm',
    objectKind: 'statistical_form',
    objectId: id,
    objectLabel: input.name,
    detail: {
      fillers: input.fillers,
      parts: input.parts.map(({ title, columns, rows }) => ({ title, columns, rows: rows.map((row) => row.title) })),
      checks: input.checks.map((check) => check.text),
    },
  });
  return { id };
};

/** 停用: units are asked for it no more; what was handed up stays. */
export const retireForm = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<void> => {
  const known = await findOwnForm(tdb, scope.tenantId, input.id);
  if (!known) throw new AppError('NOT_FOUND', `form ${input.id} is not in tenant ${scope.tenantId}`);
  await updateOwnForm(tdb, { tenantId: scope.tenantId, id: input.id }, { state: 'retired' });
  await audit(tdb, scope, {
    action: 'statistics.retireForm',
    objectKind: 'statistical_form',
    objectId: input.id,
    objectLabel: known.name,
  });
};
