import type { TenantDb } from '@/db/client';
import { type FieldRow, forgetUnitFields, readFields, saveUnitFields } from '@/db/queries/unit-field.queries';
import { audit } from '@/server/audit/audit';
import { UNIT_FIELDS } from '@/server/domain/inspection/district-vocabulary';
import {
  type AssignFieldInput,
  type FieldsView,
  fieldsView,
  type ReadFieldsInput,
} from '@/server/domain/inspection/unit-field';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';
import { FIELD_WORDS } from './field-words.ts';
import { districtQuestion } from './read-table.ts';

/** The same day a year earlier; the 29th of February has the 28th before it. */
const yearBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

/** 重点领域: the lines of the district table by field, beside the same day of the year before. */
export const readUnitFields = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReadFieldsInput,
): Promise<FieldsView> => {
  const question = await districtQuestion(tdb, scope, input.on);
  const before = await districtQuestion(tdb, scope, yearBefore(question.on));
  const now = new Map((await readFields(tdb, question)).map((row) => [row.field, row]));
  const last = new Map((await readFields(tdb, before)).map((row) => [row.field, row]));
  const rows = UNIT_FIELDS.flatMap((field): (FieldRow & { last: FieldRow | null })[] => {
    const row = now.get(field);
    return row ? [{ ...row, last: last.get(field) ?? null }] : [];
  });
  return fieldsView.parse({ on: question.on, filingYear: question.filingYear, rows });
};

/** Puts units into a field, or back to what their kind and name say. */
export const assignField = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AssignFieldInput,
): Promise<{ units: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'fields are said by a person');
  const wanted = new Set(input.unitTenantIds);
  const units = (await listUnitsBelow(tdb)).filter((unit) => wanted.has(unit.tenantId));
  if (units.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit is not supervised here');
  const ids = [...wanted];
  if (input.field === null) await forgetUnitFields(tdb, scope.tenantId, ids);
  else {
    const by = { setBy: scope.accountId, setByName: scope.actorName };
    await saveUnitFields(tdb, { tenantId: scope.tenantId, field: input.field, ...by }, ids);
  }
  await audit(tdb, scope, {
    action: 'district.assignField',
    objectKind: 'unit_field',
    objectLabel: units
      .map((unit) => unit.name)
      .join('、')
      .slice(0, 200),
    detail: { field: input.field, units: units.map((unit) => unit.name) },
  });
  return { units: units.length };
};

const COLUMNS = [
  { heading: '领域', width: 14 },
  { heading: '单位', width: 8 },
  { heading: '本年已检查', width: 12 },
  { heading: '本年已指导', width: 12 },
  { heading: '归档已办结', width: 12 },
  { heading: '归档率 %', width: 10 },
  { heading: '有逾期的单位', width: 12 },
  { heading: '待整改问题', width: 12 },
  { heading: '平均得分', width: 10 },
  { heading: '上年平均得分', width: 12 },
  { heading: '平均每家学时', width: 12 },
];

export const exportUnitFields = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ReadFieldsInput,
): Promise<FileReference> => {
  const { on, rows } = await readUnitFields(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportFields',
    objectKind: 'district',
    fileName: `重点领域档案工作_${scope.tenantName}_${on}.xlsx`,
    sheetName: '重点领域',
    columns: COLUMNS,
    rows: rows.map((row) => [
      FIELD_WORDS[row.field],
      row.units,
      row.inspected,
      row.guided,
      row.filingClosed,
      row.filing,
      row.overdueUnits,
      row.openFindings,
      row.score,
      row.last?.score ?? null,
      row.hours,
    ]),
  });
};
