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
import { refOf } from '@/server/domain/statistics/form';
import { type CellRule, type StatisticalForm, statisticalForm } from '@/server/domain/statistics/form-schema';
import { isIndicatorCode } from '@/server/domain/statistics/indicators';
import type { OwnFormView, SaveFormInput } from '@/server/domain/statistics/statistics';
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

const rowKey = (index: number): string => `r${index + 1}`;
const columnKey = (index: number): string => `c${index + 1}`;

/** What a cell of the editor says. A sum of nothing is a cell of nothing. */
const ruleOf = ({ columns, rows }: SaveFormInput, row: number, column: number): CellRule | null => {
  const choice = rows[row]?.cells[column] ?? 'none';
  const summed = (refs: string[]): CellRule | null => (refs.length === 0 ? null : { by: 'sum', of: refs });
  const isAmount = (at: number, of: number): boolean =>
    !['none', 'row_sum', 'column_sum'].includes(rows[at]?.cells[of] ?? 'none');
  if (choice === 'none') return null;
  if (choice === 'entered') return { by: 'entered' };
  if (choice === 'row_sum')
    return summed(
      columns.flatMap((_, at) => (at !== column && isAmount(row, at) ? [refOf(rowKey(row), columnKey(at))] : [])),
    );
  if (choice === 'column_sum')
    return summed(
      rows.flatMap((_, at) =>
        at < row && (rows[at]?.cells[column] ?? 'none') !== 'none' && rows[at]?.cells[column] !== 'column_sum'
          ? [refOf(rowKey(at), columnKey(column))]
          : [],
      ),
    );
  const code = choice.slice('indicator:'.length);
  if (!isIndicatorCode(code) && !isFigureCode(code)) throw new AppError('NOT_FOUND', `no indicator ${code}`);
  return { by: 'indicator', code };
};

const both = (said: string) => ({ zh: said, en: said });

/** A bureau writes in one language: what it says stands in both. */
const formOf = (key: string, input: SaveFormInput): StatisticalForm =>
  statisticalForm.parse({
    key,
    name: both(input.name),
    fillers: input.fillers,
    checks: [],
    parts: [
      {
        key: 'main',
        title: both(input.name),
        columns: input.columns.map((title, index) => ({ key: columnKey(index), title: both(title) })),
        rows: input.rows.map(({ title, unit }, row) => ({
          key: rowKey(row),
          title: both(title),
          unit: both(unit ?? ''),
          cells: Object.fromEntries(
            input.columns.flatMap((_, column) => {
              const rule = ruleOf(input, row, column);
              return rule ? [[columnKey(column), rule]] : [];
            }),
          ),
        })),
      },
    ],
  });

/**
 * 自定报表: a form of the own office, new or changed. Units see it with the next call; returns keep the form by which
 * they were handed up.
 * @throws AppError NOT_FOUND for a form or an indicator that is not there; STALE_VERSION
 */
export const saveForm = async (tdb: TenantDb, scope: TenantScope, input: SaveFormInput): Promise<{ id: string }> => {
  const createdBy = requirePerson(scope);
  refuseClassified(input.name, ...input.columns, ...input.rows.map((row) => row.title));
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
    detail: { fillers: input.fillers, columns: input.columns, rows: input.rows.map((row) => row.title) },
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
