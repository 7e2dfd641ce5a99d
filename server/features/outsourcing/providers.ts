import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  countProviderRows,
  findProvider,
  listProviderRows,
  saveProviderStanding,
} from '@/db/queries/outsourcing-received.queries';
import { audit } from '@/server/audit/audit';
import {
  type ListProvidersInput,
  type ProviderView,
  providerView,
  type SetStandingInput,
} from '@/server/domain/outsourcing/outsourcing';
import type { ProviderStanding } from '@/server/domain/outsourcing/outsourcing-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), z.string()]);

/** 服务企业名录: every provider that a contract filed here names. */
export const listProviders = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListProvidersInput,
): Promise<Page<ProviderView>> => {
  const { limit, direction, search } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listProviderRows(tdb, scope.tenantId, search, { cursor, direction, limit });
  const total = await countProviderRows(tdb, scope.tenantId, search);
  return cutPage(
    providerView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.name, row.code]),
  );
};

const STANDING: Record<ProviderStanding, string> = { listed: '在名录', watched: '重点监管', barred: '负面清单' };

export const exportProviders = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { search?: string | undefined },
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listProviderRows(tdb, scope.tenantId, input.search, page);
  return exportTable(tdb, scope, objects, {
    action: 'outsourcing.exportProviders',
    objectKind: 'outsourcing_provider',
    fileName: `档案服务企业名录_${scope.tenantName}.xlsx`,
    sheetName: '服务企业',
    columns: [
      { heading: '企业', width: 30 },
      { heading: '统一社会信用代码', width: 22 },
      { heading: '备案合同', width: 10 },
      { heading: '同意备案', width: 10 },
      { heading: '委托单位', width: 10 },
      { heading: '正在实施', width: 10 },
      { heading: '最晚到期', width: 12 },
      { heading: '监管情况', width: 12 },
      { heading: '理由', width: 30 },
    ],
    rows: rows.map((row) => [
      row.name,
      row.code,
      row.contracts,
      row.accepted,
      row.units,
      row.running,
      row.lastEndOn,
      row.standing ? STANDING[row.standing as ProviderStanding] : null,
      row.reason,
    ]),
  });
};

/** 列入重点监管或负面清单, or back into the list, with the reason. */
export const setStanding = async (tdb: TenantDb, scope: TenantScope, input: SetStandingInput): Promise<void> => {
  refuseClassified(input.reason);
  const provider = await findProvider(tdb, scope.tenantId, input.code);
  if (!provider) throw new AppError('NOT_FOUND', `no contract filed here names ${input.code}`);
  const { code, rowVersion, standing, reason } = input;
  const said = { standing, reason, setByName: scope.actorName, setOn: (await readClock(tdb)).today };
  if (!(await saveProviderStanding(tdb, { tenantId: scope.tenantId, code, rowVersion }, said))) {
    throw new AppError('STALE_VERSION', `provider ${code} is at ${provider.rowVersion}`);
  }
  await audit(tdb, scope, {
    action: 'outsourcing.setStanding',
    objectKind: 'outsourcing_provider',
    objectId: code,
    objectLabel: provider.name,
    detail: { before: provider.standing, after: standing, reason },
  });
};
