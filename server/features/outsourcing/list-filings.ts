import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countFilingRows,
  listFilingFiles,
  listFilingRows,
  listOwnCapabilities,
} from '@/db/queries/outsourcing.queries';
import {
  type FilingRowView,
  type FilingView,
  filingRowView,
  filingView,
  type ListFilingsInput,
  type OwnCapabilityView,
  ownCapabilityView,
} from '@/server/domain/outsourcing/outsourcing';
import { CAPABILITY_PARTS } from '@/server/domain/outsourcing/outsourcing-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireFiling } from './save-filing.ts';

const cursorKey = z.tuple([isoDate, uuid]);

/** 本单位的外包备案, the one that starts last first. */
export const listFilings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListFilingsInput,
): Promise<Page<FilingRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listFilingRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countFilingRows(tdb, scope.tenantId, input);
  return cutPage(
    filingRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.startOn, row.id]),
  );
};

/** 自有能力: what the office says of itself, work by work, beside which a contract is written. */
export const listCapabilities = async (tdb: TenantDb, scope: TenantScope): Promise<OwnCapabilityView[]> => {
  const rows = await listOwnCapabilities(tdb, scope.tenantId);
  return rows.map(({ work, assessedOn, said }) =>
    ownCapabilityView.parse({
      facts: '',
      reason: '',
      ...said,
      work,
      assessedOn,
      lacking: CAPABILITY_PARTS.filter((part) => said[part] !== 'enough'),
    }),
  );
};

export const getFiling = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<FilingView> => {
  const filing = await requireFiling(tdb, scope, input.id);
  return filingView.parse({ ...filing, files: await listFilingFiles(tdb, scope.tenantId, filing.id) });
};

/** A paper of the unit's own contract. */
export const downloadFilingFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; objectId: string },
): Promise<FileReference> => {
  const filing = await requireFiling(tdb, scope, input.id);
  const file = (await listFilingFiles(tdb, scope.tenantId, filing.id)).find((one) => one.objectId === input.objectId);
  if (!file) throw new AppError('NOT_FOUND', `outsourcing ${filing.id} has no paper ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = file;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
