import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { type AccessionLineRow, insertAccession } from '@/db/queries/disposition-accession.queries';
import { nextNumber } from '@/db/queries/inspection-campaign.queries';
import type {
  AccessionMode,
  MaterialKind,
  OwnershipLevel,
  SourceKind,
  TransferorKind,
} from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

export interface NewAccession {
  sourceKind: SourceKind;
  transferorKind: TransferorKind;
  transferorOwnership?: OwnershipLevel | null | undefined;
  sourceTenantId?: number | null;
  sourceName: string;
  mode: AccessionMode;
  materialKind?: MaterialKind | undefined;
  programme?: string | null | undefined;
  topics: readonly string[];
  isDigitalCopy?: boolean;
  receivedOn: string;
  fondsId?: string | null | undefined;
  place?: string | null | undefined;
  handedOverBy?: string | null | undefined;
  handledBy: string;
  remarks?: string | null | undefined;
  intakeId?: string;
  donationId?: string;
  lines: readonly AccessionLineRow[];
}

/** Writes a line of the register under the year's next number. The caller audits its own act; this is a part of it. */
export const writeAccession = async (
  tdb: TenantDb,
  scope: TenantScope,
  entry: NewAccession,
): Promise<{ accessionId: string; accessionNumber: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a delivery is registered by a person');
  const year = Number(entry.receivedOn.slice(0, 4));
  const number = await nextNumber(tdb, tenantId, `accession-${year}`);
  const accessionId = uuidv7();
  const accessionNumber = `JS${year}-${String(number).padStart(4, '0')}`;
  const { lines, ...fields } = entry;
  await insertAccession(
    tdb,
    {
      ...fields,
      tenantId,
      id: accessionId,
      year,
      number,
      accessionNumber,
      transferorOwnership: entry.transferorOwnership ?? null,
      sourceTenantId: entry.sourceTenantId ?? null,
      materialKind: entry.materialKind ?? null,
      programme: entry.programme ?? null,
      topics: [...entry.topics],
      isDigitalCopy: entry.isDigitalCopy ?? false,
      acceptedOn: entry.receivedOn,
      fondsId: entry.fondsId ?? null,
      place: entry.place ?? null,
      handedOverBy: entry.handedOverBy ?? null,
      remarks: entry.remarks ?? null,
      intakeId: entry.intakeId ?? null,
      donationId: entry.donationId ?? null,
      createdBy: accountId,
    },
    lines,
  );
  return { accessionId, accessionNumber };
};
