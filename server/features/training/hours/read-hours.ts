import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findTrainee } from '@/db/queries/trainee.queries';
import {
  type CreditRow,
  listPersonCredits,
  listPersonHours,
  type PersonHoursRow,
  sumPersonHours,
} from '@/db/queries/training-hours.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  type CreditView,
  creditView,
  type HoursFilter,
  type ListHoursInput,
  type MyHoursView,
  type PersonHoursView,
  type PersonRecordView,
  personHoursView,
} from '@/server/domain/training/hours';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { POST_WORDS } from '../enrolment/list-enrolments.ts';

const nameKey = z.tuple([z.string().max(200), z.uuid()]);

export const daysOf = (tenantId: number, year: number) => ({ tenantId, from: `${year}-01-01`, to: `${year}-12-31` });

const toPerson = (row: PersonHoursRow): PersonHoursView =>
  personHoursView.parse({
    ...row,
    hasAccount: row.accountId !== null,
    hours: Number(row.hours),
    professionalHours: Number(row.professionalHours),
    neededHours: Number(row.neededHours),
    neededProfessional: Number(row.neededProfessional),
  });
const toCredit = (row: CreditRow): CreditView => creditView.parse({ ...row, hours: Number(row.hours) });

/** 人员学时 of a year, by name. */
export const listHours = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListHoursInput,
): Promise<Page<PersonHoursView>> => {
  const { direction, limit, year, ...wish } = input;
  const cursor = decodeCursor(nameKey, input.cursor);
  const days = daysOf(scope.tenantId, year);
  const rows = await listPersonHours(tdb, days, wish, { cursor, direction, limit });
  const { people } = await sumPersonHours(tdb, days, wish);
  return cutPage(rows.map(toPerson), { limit, direction, hasCursor: cursor !== undefined, total: people }, (row) =>
    encodeCursor([row.personName, row.id]),
  );
};

/** How many there are, how many have what is asked, and their hours together. */
export const sumHours = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<{ people: number; done: number; hours: number }> => {
  const sum = await sumPersonHours(tdb, daysOf(scope.tenantId, input.year), {});
  return { ...sum, hours: Number(sum.hours) };
};

const readPerson = async (
  tdb: TenantDb,
  scope: TenantScope,
  year: number,
  wish: { traineeId?: string; accountId?: string },
) => {
  const days = daysOf(scope.tenantId, year);
  const [row] = await listPersonHours(tdb, days, wish, { cursor: undefined, direction: 'after', limit: 1 });
  return row ? { person: toPerson(row), credits: (await listPersonCredits(tdb, days, row.id)).map(toCredit) } : null;
};

/** 培训记录 of one person of the unit in a year. */
export const readRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { traineeId: string; year: number },
): Promise<PersonRecordView> => {
  const found = await findTrainee(tdb, scope.tenantId, input.traineeId);
  const record = found ? await readPerson(tdb, scope, input.year, { traineeId: found.id }) : null;
  if (!record) throw new AppError('NOT_FOUND', `nobody ${input.traineeId} in tenant ${scope.tenantId}`);
  return record;
};

/** 我的学时: of the person who asks, in this workspace. */
export const readMyHours = async (tdb: TenantDb, scope: TenantScope, input: { year: number }): Promise<MyHoursView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a person asks for the own hours');
  const found = await readPerson(tdb, scope, input.year, { accountId: scope.accountId });
  return found ?? { person: null, credits: [] };
};

/** 人员学时 as a workbook. */
export const exportHours = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: HoursFilter,
): Promise<FileReference> => {
  const { year, ...wish } = filter;
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listPersonHours(tdb, daysOf(scope.tenantId, year), wish, page);
  return exportTable(tdb, scope, objects, {
    action: 'hours.export',
    objectKind: 'trainee',
    fileName: `${year}年度继续教育学时_${scope.tenantName}.xlsx`,
    sheetName: '继续教育学时',
    columns: [
      { heading: '姓名', width: 14 },
      { heading: '岗位', width: 18 },
      { heading: '学时', width: 10 },
      { heading: '其中专业科目', width: 14 },
      { heading: '应完成学时', width: 12 },
      { heading: '应完成专业科目', width: 16 },
      { heading: '是否完成', width: 10 },
    ],
    rows: rows
      .map(toPerson)
      .map((person) => [
        person.personName,
        POST_WORDS[person.post],
        person.hours,
        person.professionalHours,
        person.neededHours,
        person.neededProfessional,
        person.isDone ? '是' : '否',
      ]),
  });
};
