import type { TenantDb } from '@/db/client';
import { listTakenNumbers } from '@/db/queries/fonds-codes.queries';
import { findTemplateRef } from '@/db/queries/fonds-settings.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import { levelFor } from '@/server/domain/archive/classification-scheme';
import { countedPart, formatReferenceCode, sequenceScope, sortPrefixOf } from '@/server/domain/archive/reference-code';
import { highest } from '@/server/domain/fonds/code-check';
import type { CodePreview, PreviewCodeInput } from '@/server/domain/fonds/code-settings';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireFonds } from './save-fonds.ts';

/** 下一个档号: what a template would write next for these parts. Takes no number. */
export const previewCode = async (tdb: TenantDb, scope: TenantScope, input: PreviewCodeInput): Promise<CodePreview> => {
  const fonds = await requireFonds(tdb, scope, input.fondsId);
  const template = await findTemplateRef(tdb, scope.tenantId, input.templateCode);
  const level = levelFor(input.categoryCode, template);
  const part = countedPart(template, level);
  const said = {
    fonds: fonds.number,
    category: topCategoryCode(input.categoryCode),
    sub: input.categoryCode.split('·')[1],
    year: input.filingYear,
    retention: input.retentionCode,
    org: input.orgCode || undefined,
    project: input.projectNumber || undefined,
    // Where codes go on inside a volume, the first piece of a new one is shown.
    catalogue: 1,
    ...(part === 'item' ? { volume: 1, group: 1 } : {}),
  };
  const parts = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const first = part && formatReferenceCode(template, { ...parts, [part]: 1 }, level);
  if (!part || !first?.ok) return { code: null, part: first && !first.ok ? first.part : null };
  const counted = sequenceScope(template, parts, part);
  if (!counted) return { code: null, part };
  const taken = await listTakenNumbers(tdb, scope.tenantId, [
    { scope: counted.key, prefix: sortPrefixOf(counted.key, first.text) },
  ]);
  const next = formatReferenceCode(template, { ...parts, [part]: highest(taken.map((one) => one.number)) + 1 }, level);
  return next.ok ? { code: next.text, part: null } : { code: null, part: next.part };
};
