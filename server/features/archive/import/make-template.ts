import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { findArchivalCategory, topCategoryCode } from '@/server/domain/archive/archival-category';
import { type CategoryField, categoryFields } from '@/server/domain/archive/category-fields';
import { levelFor } from '@/server/domain/archive/classification-scheme';
import { type ColumnField, headingOf } from '@/server/domain/archive/import-columns';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';

const PIECE: readonly ColumnField[] = [
  'serialNumber',
  'referenceCode',
  'documentNumber',
  'responsibleParty',
  'title',
  'documentDate',
  'pageCount',
  'retentionCode',
  'orgCode',
  'itemNumber',
  'filingYear',
  'boxNumber',
  'topics',
  'remarks',
];
const VOLUME: readonly ColumnField[] = [
  'serialNumber',
  'referenceCode',
  'subcategoryCode',
  'filingYear',
  'fileNumber',
  'title',
  'responsibleParty',
  'startDate',
  'endDate',
  'pageCount',
  'retentionCode',
  'boxNumber',
  'topics',
  'remarks',
];
const PHOTOGRAPH: readonly ColumnField[] = [
  'serialNumber',
  'referenceCode',
  'groupNumber',
  'groupTitle',
  'itemNumber',
  'title',
  'retentionCode',
  'filingYear',
  'topics',
  'remarks',
];

const HELP: Partial<Record<ColumnField, string>> = {
  serialNumber: '只为对照，不读入',
  referenceCode: '有档号的照填；留空的按编号规则给号',
  documentDate: '20230506、2023.5.6、2023年5月6日、二〇二三年五月六日均可',
  startDate: '写法同日期',
  endDate: '写法同日期',
  retentionCode: '永久、30年、10年；旧档案的长期、短期照填',
  filingYear: '四位数字',
  subcategoryCode: '会计：凭证 PZ、账簿 ZB、报告 BB、其他 QT',
  topics: '几个专题用顿号隔开',
  pageCount: '数字',
  title: '必填',
  groupNumber: '照片组的序号',
  groupTitle: '同组照片写同一个组题名',
};

/** The columns that a catalogue of the category has. */
const templateFields = (category: string): ColumnField[] => {
  const own = categoryFields(category).map((field) => `details.${field.code}` as const);
  const shared =
    topCategoryCode(category) === 'ZP' ? PHOTOGRAPH : levelFor(category, null) === 'volume' ? VOLUME : PIECE;
  const at = shared.indexOf('remarks');
  return [...shared.slice(0, at), ...own, ...shared.slice(at)];
};

const helpOf = (field: ColumnField, own: readonly CategoryField[]): string => {
  const detail = own.find((one) => `details.${one.code}` === field);
  if (detail?.choices) return detail.choices.map((choice) => choice.zh).join('、');
  if (detail) return detail.isRequired ? '必填' : '';
  return HELP[field] ?? '';
};

const fileNameOf = (category: string): string => `目录模板-${findArchivalCategory(category)?.zh ?? category}.xlsx`;

/** 下载模板: an empty catalogue of the category with headings that the reader knows, and a sheet that explains them. */
export const makeTemplate = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { categoryCode: string },
): Promise<{ objectId: string }> => {
  const { categoryCode } = input;
  const fields = templateFields(categoryCode);
  const headings = fields.map((field) => headingOf(field, categoryCode));
  const own = categoryFields(categoryCode);
  const received = await storeWorkbook(objects, scope.tenantId, {
    fileName: fileNameOf(categoryCode),
    sheetName: '目录',
    headings,
    rows: [],
    notes: {
      sheetName: '填写说明',
      rows: [['栏目说明', '怎么填'], ...fields.map((field, index) => [headings[index] ?? '', helpOf(field, own)])],
    },
  });
  const stored = await registerUpload(tdb, scope, received);
  await audit(tdb, scope, {
    action: 'archive.makeImportTemplate',
    objectKind: 'stored_object',
    objectId: stored.id,
    objectLabel: stored.fileName,
  });
  return { objectId: stored.id };
};

/** The bytes of a template that the unit had made. Other files of the unit are not handed out this way. */
export const downloadTemplate = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { objectId: string },
): Promise<FileReference> => {
  const object = await findStoredObject(tdb, scope.tenantId, input.objectId);
  if (object?.state !== 'stored' || !object.fileName.startsWith('目录模板-'))
    throw new AppError('NOT_FOUND', `object ${input.objectId} is no template of tenant ${scope.tenantId}`);
  return object;
};
