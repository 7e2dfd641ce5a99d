import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countPersonGroups,
  listPersonCategories,
  listPersonGroups,
  listPersonPlaces,
  type PersonFilter,
  type PersonGroup,
} from '@/db/queries/archive-person.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import {
  type ExportPeopleInput,
  isPrivateCategory,
  type ListPeopleInput,
  type PeoplePage,
  type PersonRow,
  personRow,
  SHORTEST_PRIVATE_NAME,
} from '@/server/domain/archive/person-index';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string().max(500), z.string().max(500), z.string().max(500)]);
/** More villages or enterprises are no choice any more; they are found by typing a part of the name. */
const MOST_PLACES = 200;
const toView = (row: PersonGroup): PersonRow => personRow.parse(row);

const filterOf = (categoryCode: string, { q, place }: ExportPeopleInput): PersonFilter => {
  const [top = '', sub = ''] = categoryCode.split('·');
  const withPlaces = !isPrivateCategory(categoryCode);
  return { category: [top, sub], q: q || undefined, place: place || undefined, withPlaces };
};
const lacksName = (categoryCode: string, q: string | undefined): boolean =>
  isPrivateCategory(categoryCode) && Array.from(q ?? '').length < SHORTEST_PRIVATE_NAME;

/** Who looked for whom in records that nobody may leaf through. */
const writeDown = (tdb: TenantDb, scope: TenantScope, categoryCode: string, input: ExportPeopleInput) =>
  audit(tdb, scope, {
    action: 'archive.lookUpPerson',
    objectKind: 'archive_item',
    objectLabel: input.q ?? '',
    detail: { categoryCode },
  });

/** Households, persons and couples with what lies under each, by place and name. */
export const listPeople = async (tdb: TenantDb, scope: TenantScope, input: ListPeopleInput): Promise<PeoplePage> => {
  const { tenantId } = scope;
  const { limit, direction } = input;
  const categories = await listPersonCategories(tdb, tenantId);
  const categoryCode = input.categoryCode ?? categories[0]?.categoryCode ?? null;
  const nobody = { rows: [], page: { nextCursor: null, previousCursor: null, total: 0 }, places: [] };
  if (categoryCode === null) return { ...nobody, categories, categoryCode, needsName: false };
  if (lacksName(categoryCode, input.q)) return { ...nobody, categories, categoryCode, needsName: true };
  const filter = filterOf(categoryCode, input);
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listPersonGroups(tdb, tenantId, filter, { cursor, direction, limit });
  const total = await countPersonGroups(tdb, tenantId, filter);
  const isPrivate = isPrivateCategory(categoryCode);
  const places = isPrivate ? [] : await listPersonPlaces(tdb, tenantId, filter.category, MOST_PLACES);
  if (isPrivate) await writeDown(tdb, scope, categoryCode, input);
  const cut = cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.place, row.name, row.otherName]),
  );
  return { ...cut, categories, categoryCode, places: places.length > MOST_PLACES ? [] : places, needsName: false };
};

/** 人名索引 of a category, as far as one may see it. */
export const exportPeople = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportPeopleInput,
): Promise<FileReference> => {
  const categoryCode = input.categoryCode ?? (await listPersonCategories(tdb, scope.tenantId))[0]?.categoryCode ?? '';
  if (lacksName(categoryCode, input.q)) throw new AppError('BAD_INPUT', `${categoryCode} is looked up by name`);
  if (isPrivateCategory(categoryCode)) await writeDown(tdb, scope, categoryCode, input);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listPersonGroups(tdb, scope.tenantId, filterOf(categoryCode, input), page);
  const category = (await readCategoryNames(tdb, scope.tenantId))(categoryCode);
  return exportTable(tdb, scope, objects, {
    action: 'archive.exportPeople',
    objectKind: 'archive_item',
    fileName: `人名索引_${category}_${scope.tenantName}.xlsx`,
    sheetName: `${category}人名索引`,
    columns: [
      { heading: '村、单位或住址', width: 32 },
      { heading: '姓名', width: 16 },
      { heading: '另一方', width: 16 },
      { heading: '份数', width: 8 },
      { heading: '其中案卷', width: 10 },
      { heading: '页数', width: 8 },
      { heading: '起始年度', width: 10 },
      { heading: '终止年度', width: 10 },
      { heading: '档号', width: 32 },
    ],
    rows: rows.map((row) => [
      row.place,
      row.name,
      row.otherName,
      row.records,
      row.volumes,
      row.pages,
      row.firstYear,
      row.lastYear,
      row.referenceCode,
    ]),
  });
};
