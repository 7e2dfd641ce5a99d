import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  countIssued,
  insertTemplate,
  listTemplateRows,
  type TemplateRow,
} from '@/db/queries/official-document.queries';
import { audit } from '@/server/audit/audit';
import {
  DOCUMENT_FORMS,
  type DocumentCode,
  type DocumentWording,
  documentForm,
} from '@/server/domain/inspection/document-forms';
import {
  documentWording,
  type SaveTemplateInput,
  type TemplateView,
} from '@/server/domain/inspection/official-document';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const wordingOf = (code: DocumentCode, row: TemplateRow | undefined): DocumentWording => {
  if (row) return documentWording.parse(row.wording);
  const { title, series, opening, closing, sealPlace } = documentForm(code);
  return { title, series, opening, closing, sealPlace };
};

/** The words that a document of this form is made of today, and which version they are. 0 is the built-in one. */
export const readWording = async (
  tdb: TenantDb,
  scope: TenantScope,
  code: DocumentCode,
): Promise<{ wording: DocumentWording; version: number }> => {
  const [row] = await listTemplateRows(tdb, scope.tenantId, code);
  return { wording: wordingOf(code, row), version: row?.version ?? 0 };
};

/** 文书模板: every form as it stands today, with how many were issued this year. */
export const listTemplates = async (tdb: TenantDb, scope: TenantScope): Promise<TemplateView[]> => {
  const year = Number((await readClock(tdb)).today.slice(0, 4));
  const rows = new Map((await listTemplateRows(tdb, scope.tenantId)).map((row) => [row.code, row]));
  const issued = new Map((await countIssued(tdb, scope.tenantId, year)).map((one) => [one.code, one.issued]));
  return DOCUMENT_FORMS.map(({ code }) => {
    const row = rows.get(code);
    return {
      ...wordingOf(code, row),
      code,
      version: row?.version ?? 0,
      savedAt: row?.savedAt ?? null,
      savedByName: row?.savedByName ?? null,
      issued: issued.get(code) ?? 0,
    };
  });
};

/**
 * Saves a new version of a form. What was issued keeps its own words. Two forms must not share the word of their
 * series: their numbers would be the same.
 */
export const saveTemplate = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveTemplateInput,
): Promise<{ version: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a template needs a person');
  const { code, version, ...wording } = input;
  refuseClassified(wording.title, ...wording.opening, ...wording.closing);
  const templates = await listTemplates(tdb, scope);
  const before = templates.find((template) => template.code === code);
  if (before?.version !== version) throw new AppError('STALE_VERSION', `${code} is at ${before?.version}`);
  if (templates.some((other) => other.code !== code && other.series === wording.series)) {
    throw new AppError('ALREADY_EXISTS', `another form counts in the series ${wording.series}`);
  }
  const id = uuidv7();
  await insertTemplate(tdb, {
    tenantId: scope.tenantId,
    id,
    code,
    version: version + 1,
    wording,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'documents.saveTemplate',
    objectKind: 'document_template',
    objectId: id,
    objectLabel: wording.title,
    detail: { code, version: version + 1, before: documentWording.parse(before), after: wording },
  });
  return { version: version + 1 };
};
