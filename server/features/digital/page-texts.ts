import { z } from 'zod';
import type { GrantDb, TenantDb } from '@/db/client';
import { findGrantedItem, findItem } from '@/db/queries/archive-item.queries';
import { findDigitalFile, findGrantedFile } from '@/db/queries/digital.queries';
import {
  correctPageText,
  findPageText,
  listPageTexts,
  type PageTextRow,
  searchPages,
} from '@/db/queries/page-text.queries';
import { audit, auditGrantRead } from '@/server/audit/audit';
import {
  type CorrectPageInput,
  type GrantedPageTextsInput,
  type PageHitView,
  type PageLineView,
  type PageTextView,
  pageTextView,
} from '@/server/domain/digital/page-text';
import { type SuggestedFields, suggestFields } from '@/server/domain/digital/suggest-fields';
import { AppError } from '@/server/domain/shared/app-error';
import { normaliseForSearch, searchQuery, searchTokens } from '@/server/domain/shared/chinese-text';
import { decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { openGrantOver } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';

const EXCERPT = 60;
const MOST_PAGES = 5_000;

const viewOf = (row: PageTextRow | undefined, { fileId, page }: { fileId: string; page: number }): PageTextView => {
  if (row)
    return pageTextView.parse({ ...row, plain: Array.isArray(row.lines) && row.lines.length > 0 ? '' : row.text });
  const nothing = {
    engine: '',
    failure: null,
    width: null,
    height: null,
    lines: [],
    plain: '',
    confidence: null,
    correctedAt: null,
  };
  return { fileId, page, state: 'waiting', ...nothing, rowVersion: 0 };
};

/** The text of one page; `waiting` while nobody has read it. */
export const getPageText = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { fileId: string; page: number },
): Promise<PageTextView> => {
  const file = await findDigitalFile(tdb, scope.tenantId, input.fileId);
  if (!file) throw new AppError('NOT_FOUND', `file ${input.fileId} is not in tenant ${scope.tenantId}`);
  return viewOf(await findPageText(tdb, scope.tenantId, file.id, input.page), input);
};

/** Texts of pages of one record under a live grant, in the order asked for, and one event in the unit's audit log. */
export const getGrantedPageTexts = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedPageTextsInput,
): Promise<PageTextView[]> => {
  const grant = await openGrantOver(gdb, 'archive', input.unitSlug);
  const item = await findGrantedItem(gdb, grant.unitTenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is under no live grant`);
  const texts: PageTextView[] = [];
  for (const { fileId, page } of input.pages) {
    const file = await findGrantedFile(gdb, grant.unitTenantId, fileId);
    if (file?.itemId !== item.id) throw new AppError('NOT_FOUND', `file ${fileId} is not of record ${item.id}`);
    texts.push(viewOf(await findPageText(gdb, grant.unitTenantId, fileId, page), { fileId, page }));
  }
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'archive', grantIds: [grant.grantId] },
    {
      action: 'digital.grantedText',
      objectKind: 'archive_item',
      objectId: item.id,
      objectLabel: item.referenceCode,
      detail: { pages: input.pages.length, first: input.pages[0] },
    },
  );
  return texts;
};

/** 校对: replaces the text of lines; what was read stays beside it, and the page counts as certain. */
export const correctPage = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CorrectPageInput,
): Promise<PageTextView> => {
  const { tenantId, accountId } = scope;
  const file = await findDigitalFile(tdb, tenantId, input.fileId);
  const row = file && (await findPageText(tdb, tenantId, file.id, input.page));
  if (!row || accountId === null) throw new AppError('NOT_FOUND', `page ${input.page} of ${input.fileId}`);
  refuseClassified(...input.lines.map((line) => line.text));
  const before = pageTextView.shape.lines.parse(row.lines);
  const changed = new Map(input.lines.map((line) => [line.index, line.text]));
  if ([...changed.keys()].some((index) => index >= before.length)) throw new AppError('BAD_INPUT', 'no such line');
  const lines: PageLineView[] = before.map((line, index) => {
    const text = changed.get(index);
    return text === undefined || text === line.text
      ? line
      : { ...line, text, confidence: 1, readAs: line.readAs ?? line.text };
  });
  const text = lines.map((line) => line.text).join('\n');
  const key = { tenantId, fileId: input.fileId, page: input.page, rowVersion: input.rowVersion };
  const values = {
    lines,
    text,
    searchText: normaliseForSearch(text),
    searchTokens: searchTokens([text]),
    correctedBy: accountId,
  };
  if (!(await correctPageText(tdb, key, values))) throw new AppError('STALE_VERSION', `page ${input.page} was changed`);
  await audit(tdb, scope, {
    action: 'digital.correctText',
    objectKind: 'archive_item',
    objectId: row.itemId,
    detail: { fileId: input.fileId, page: input.page, lines: changed.size },
  });
  return viewOf(await findPageText(tdb, tenantId, input.fileId, input.page), input);
};

/** What the pages of a record propose for its catalogue entry. */
export const suggestFromText = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<SuggestedFields> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  const pages = await listPageTexts(tdb, scope.tenantId, item.id, MOST_PAGES);
  return suggestFields(pages.map((page) => page.text.split('\n')));
};

const excerptOf = (text: string, words: readonly string[]): string => {
  const flat = text.replace(/\s+/gu, ' ');
  const at =
    words
      .map((word) => flat.toLowerCase().indexOf(word))
      .filter((place) => place >= 0)
      .sort((a, b) => a - b)[0] ?? 0;
  const from = Math.max(0, at - EXCERPT / 2);
  return `${from > 0 ? '…' : ''}${flat.slice(from, from + EXCERPT * 2)}${flat.length > from + EXCERPT * 2 ? '…' : ''}`;
};

const hitKey = z.tuple([z.number().int(), z.string(), z.number().int()]);

/** 全文检索 over one's own pages, in the order of files and pages. */
export const searchTexts = async (
  tdb: TenantDb,
  input: { q: string; cursor?: string | undefined; limit: number },
): Promise<{ hits: PageHitView[]; next: string | null }> => {
  const { tsquery, words } = searchQuery(input.q);
  if (tsquery === '') return { hits: [], next: null };
  const key = decodeCursor(hitKey, input.cursor);
  const after = key ? { tenantId: key[0], fileId: key[1], page: key[2] } : null;
  const rows = await searchPages(tdb, 'own', { tsquery, words, after, limit: input.limit + 1 });
  const hits = rows.slice(0, input.limit).map((row) => ({ ...row, excerpt: excerptOf(row.text, words) }));
  const last = rows.length > input.limit ? rows[input.limit - 1] : undefined;
  return { hits, next: last ? encodeCursor([last.tenantId, last.fileId, last.page]) : null };
};
