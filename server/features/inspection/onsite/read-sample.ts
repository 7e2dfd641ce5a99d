import type { GrantDb } from '@/db/client';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import { findBoxByLabel, listSampled } from '@/db/queries/onsite-sample.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { type SiteSampleInput, type SiteSampleView, siteSampleView } from '@/server/domain/inspection/onsite-sample';
import { AppError } from '@/server/domain/shared/app-error';
import { foldLabel, isHungLabel } from '@/server/domain/storage/label-text';
import type { TenantScope } from '@/server/tenancy/scope';

/** What a person can hold against a shelf while standing before it. */
const MOST_RECORDS = 100;

const enter = async (gdb: GrantDb, recordClass: string, inspectionId: string): Promise<LiveGrant> => {
  const grant = (await listLiveGrants(gdb, recordClass)).find((one) => one.inspectionId === inspectionId);
  if (!grant || (await enterGrants(gdb, recordClass, [grant.grantId])).length === 0)
    throw new AppError('NOT_FOUND', `no live grant of inspection ${inspectionId} over ${recordClass}`);
  return grant;
};

/** The label of a box says nothing by itself: which box it hangs on is in the register of boxes. */
const boxOf = async (gdb: GrantDb, { inspectionId, scanned }: SiteSampleInput): Promise<{ boxId: string }> => {
  const grant = await enter(gdb, 'storage', inspectionId);
  const boxId = await findBoxByLabel(gdb, grant.unitTenantId, foldLabel(scanned));
  if (!boxId) throw new AppError('NOT_FOUND', `no box ${scanned} under grant ${grant.grantId}`);
  return { boxId };
};

/**
 * 现场抽查 under the grant of that very inspection: the catalogue entry of a code, or all of a box by its number or its
 * label. Each look is written into the unit's log.
 */
export const readSiteSample = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: SiteSampleInput,
): Promise<SiteSampleView> => {
  const wanted = isHungLabel(input.scanned) ? await boxOf(gdb, input) : { typed: input.scanned.trim() };
  const grant = await enter(gdb, 'archive', input.inspectionId);
  const rows = await listSampled(gdb, grant.unitTenantId, wanted, MOST_RECORDS + 1);
  const [first] = rows;
  if (!first) throw new AppError('NOT_FOUND', `nothing of ${input.scanned} under grant ${grant.grantId}`);
  const records = rows.slice(0, MOST_RECORDS);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'archive', grantIds: [grant.grantId] },
    {
      action: 'inspection.siteSample',
      objectKind: 'archive_item',
      ...(rows.length === 1 ? { objectId: first.id } : {}),
      objectLabel: rows.length === 1 ? first.referenceCode : input.scanned,
      detail: { records: records.map((row) => row.id) },
    },
  );
  return siteSampleView.parse({ records, isCut: rows.length > MOST_RECORDS });
};
