import type { TenantDb } from '@/db/client';
import { findFonds, readToday } from '@/db/queries/archive-scheme.queries';
import { countBrought, voidAccessionRow } from '@/db/queries/disposition-accession.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterAccessionInput, VoidAccessionInput } from '@/server/domain/disposition/accession';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireAccession } from './require-accession.ts';
import { writeAccession } from './write-accession.ts';

/** 接收登记 by hand: what came from a department, a unit without a workspace, an enterprise or a donor. */
export const registerAccession = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterAccessionInput,
): Promise<{ accessionId: string; accessionNumber: string }> => {
  refuseClassified(input.sourceName, input.place, input.handedOverBy, input.handledBy, input.remarks, ...input.topics);
  if (input.receivedOn > (await readToday(tdb))) throw new AppError('BAD_INPUT', 'received in the future');
  if (input.programme && !input.transferorOwnership)
    throw new AppError('BAD_INPUT', 'the programme counts by ownership');
  if (input.fondsId && !(await findFonds(tdb, scope.tenantId, input.fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const lines = input.lines.map((line) => ({
    ...line,
    yearFrom: line.yearFrom ?? null,
    yearTo: line.yearTo ?? null,
  }));
  const written = await writeAccession(tdb, scope, { ...input, lines });
  await audit(tdb, scope, {
    action: 'disposition.registerAccession',
    objectKind: 'accession',
    objectId: written.accessionId,
    objectLabel: written.accessionNumber,
    detail: { source: input.sourceName, mode: input.mode, material: input.materialKind ?? null, lines: input.lines },
  });
  return written;
};

/** 作废: the line stays in the register with its number and counts no longer. What made records is not struck out. */
export const voidAccession = async (tdb: TenantDb, scope: TenantScope, input: VoidAccessionInput): Promise<void> => {
  refuseClassified(input.reason);
  const row = await requireAccession(tdb, scope.tenantId, input.accessionId);
  const { records } = await countBrought(tdb, scope.tenantId, row.id);
  if (row.state === 'void' || row.intakeId !== null || row.donationId !== null || records > 0)
    throw new AppError('CONFLICT', `accession ${row.id} cannot be struck out`);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await voidAccessionRow(tdb, key, input.reason)))
    throw new AppError('STALE_VERSION', `accession ${row.id} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'disposition.voidAccession',
    objectKind: 'accession',
    objectId: row.id,
    objectLabel: row.accessionNumber,
    detail: { reason: input.reason },
  });
};
