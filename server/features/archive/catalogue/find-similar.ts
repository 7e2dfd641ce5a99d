import type { TenantDb } from '@/db/client';
import { searchOwnPage } from '@/db/queries/archive-search.queries';
import { findByCode, listByIds, type SimilarRow } from '@/db/queries/archive-similar.queries';
import { normaliseDocumentNumber } from '@/server/domain/archive/document-number';
import { normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import { searchAsk } from '@/server/domain/archive/search-ask';
import type { FindSimilarInput, SimilarRecord, SimilarView } from '@/server/domain/archive/similar-record';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { listItems } from '@/server/features/archive/list-items';
import type { TenantScope } from '@/server/tenancy/scope';

const SHOWN = 5;
/** Records that hold the text somewhere; those that are the same are among the first of them or nowhere near. */
const LOOKED_AT = 50;

/** Filed records whose title this is, however many others hold its words. */
const entitled = async (tdb: TenantDb, scope: TenantScope, title: string): Promise<SimilarRow[]> => {
  const condition = { field: 'title', operator: 'equals', value: title, isNot: false } as const;
  const ask = searchAsk({ builder: { join: 'and', conditions: [condition], groups: [] } });
  const page = { sort: 'code', direction: 'after', after: undefined, limit: SHOWN + 1 } as const;
  const found = await searchOwnPage(tdb, scope.tenantId, { ask, ...page });
  return listByIds(
    tdb,
    scope.tenantId,
    found.rows.map((row) => row.id),
  );
};

/** Filed records that hold the words, whatever else they hold. */
const holding = async (tdb: TenantDb, scope: TenantScope, q: string): Promise<SimilarRow[]> => {
  const found = await listItems(tdb, scope, { q, sort: 'code', direction: 'after', limit: LOOKED_AT });
  return listByIds(
    tdb,
    scope.tenantId,
    found.rows.map((row) => row.id),
  );
};

const toView = (rows: readonly SimilarRow[], exceptId: string | undefined): SimilarRecord[] =>
  rows.filter((row) => row.id !== exceptId).slice(0, SHOWN) as SimilarRecord[];

/** 查重 while somebody writes: the same code, the same document number in any brackets, the same title. */
export const findSimilar = async (tdb: TenantDb, scope: TenantScope, input: FindSimilarInput): Promise<SimilarView> => {
  const { tenantId } = scope;
  const { referenceCode, documentNumber, title, exceptId } = input;
  const code = referenceCode ? normaliseReferenceCode(referenceCode) : '';
  const number = documentNumber ? normaliseDocumentNumber(documentNumber) : '';
  const bare = title ? normaliseForSearch(title) : '';
  const [byCode, byNumber, byTitle] = [
    code ? await findByCode(tdb, tenantId, code, SHOWN + 1) : [],
    number ? await holding(tdb, scope, number) : [],
    Array.from(bare).length >= 4 ? await entitled(tdb, scope, title ?? '') : [],
  ];
  return {
    sameCode: toView(byCode, exceptId),
    sameNumber: toView(
      byNumber.filter((row) => row.documentNumber !== null && normaliseDocumentNumber(row.documentNumber) === number),
      exceptId,
    ),
    sameTitle: toView(
      byTitle.filter((row) => normaliseForSearch(row.title) === bare),
      exceptId,
    ),
  };
};
