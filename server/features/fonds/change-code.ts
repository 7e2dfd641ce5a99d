import type { TenantDb } from '@/db/client';
import { findItem, findTakenCodes } from '@/db/queries/archive-item.queries';
import { raiseNumbers } from '@/db/queries/archive-number.queries';
import { countChildren, isRetiredCode } from '@/db/queries/fonds-codes.queries';
import { updateCode } from '@/db/queries/fonds-new-codes.queries';
import { findTemplateRef } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import type { ItemLevel } from '@/server/domain/archive/archive-item';
import { type ItemView, itemView } from '@/server/domain/archive/archive-record';
import { codeSort, parseReferenceCode, sequenceScope, type TemplateRef } from '@/server/domain/archive/reference-code';
import { validateAgainstRecord } from '@/server/domain/archive/reference-code-checks';
import type { ChangeCodeInput } from '@/server/domain/fonds/renumbering';
import { AppError } from '@/server/domain/shared/app-error';
import { searchText, searchTokens } from '@/server/domain/shared/chinese-text';
import { searchFieldsOf } from '@/server/features/archive';
import type { TenantScope } from '@/server/tenancy/scope';

/** 改暂用号: a provisional code may change as often as one likes. A locked one, and one of a volume in use, may not. */
export const changeCode = async (tdb: TenantDb, scope: TenantScope, input: ChangeCodeInput): Promise<ItemView> => {
  const { tenantId } = scope;
  const row = await findItem(tdb, tenantId, input.itemId);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${tenantId}`);
  if (row.codeState === 'locked' || row.state !== 'filed') throw new AppError('CODE_LOCKED', row.referenceCode);
  if (row.level !== 'piece' && (await countChildren(tdb, tenantId, row.id)).count > 0)
    throw new AppError('CODE_LOCKED', `${row.referenceCode} has pieces inside`);
  const template = await findTemplateRef(tdb, tenantId, row.codeTemplate);
  const parsed = parseReferenceCode(template, input.referenceCode, row.level as ItemLevel);
  if (!parsed) throw new AppError('REFERENCE_CODE_MALFORMED', input.referenceCode, { referenceCode: 'CODE_FORMAT' });
  // The number is what changes; every other part has to say what the record says.
  const wrong = validateAgainstRecord(parsed, {
    ...row,
    itemNumber: null,
    fileNumber: row.parentId ? row.fileNumber : null,
  });
  if (wrong.some((mismatch) => mismatch.severity === 'error'))
    throw new AppError('REFERENCE_CODE_MALFORMED', wrong.map((mismatch) => mismatch.part).join(', '), {
      referenceCode: 'CODE_MISMATCH',
    });
  const taken = await findTakenCodes(tdb, tenantId, [parsed.text]);
  if (taken.size > 0 || (await isRetiredCode(tdb, tenantId, parsed.text)))
    throw new AppError('REFERENCE_CODE_TAKEN', parsed.text);
  const scopeOfCode = sequenceScope(parsed.compiled ?? (parsed.templateCode as TemplateRef), parsed.parts);
  const number = scopeOfCode ? Number(parsed.parts[scopeOfCode.part]) : null;
  if (scopeOfCode && number !== null) await raiseNumbers(tdb, tenantId, new Map([[scopeOfCode.key, number]]));
  const search = searchText(searchFieldsOf(row, parsed.text));
  const changed = await updateCode(
    tdb,
    { tenantId, id: row.id, rowVersion: input.rowVersion },
    {
      referenceCode: parsed.text,
      codeSort: codeSort(parsed.text),
      codeTemplate: row.codeTemplate,
      itemNumber: number ?? row.itemNumber,
      fileNumber: parsed.parts.volume ?? parsed.parts.group ?? row.fileNumber,
      searchText: search,
      searchTokens: searchTokens(search.split(' ')).join(' '),
    },
  );
  if (!changed) throw new AppError('STALE_VERSION', `record ${row.id} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'fonds.changeCode',
    objectKind: 'archive_item',
    objectId: row.id,
    objectLabel: parsed.text,
    detail: {
      changes: { referenceCode: { from: row.referenceCode, to: parsed.text } },
      rowVersion: row.rowVersion + 1,
    },
  });
  return itemView.parse(await findItem(tdb, tenantId, row.id));
};
