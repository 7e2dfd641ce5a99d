import type { TenantDb } from '@/db/client';
import { findSetting, saveSettingRow } from '@/db/queries/storage-place.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import {
  DEFAULT_SETTING,
  type SaveSettingInput,
  type StorageSetting,
  storageSettingView,
} from '@/server/domain/storage/place';
import type { TenantScope } from '@/server/tenancy/scope';

/** How this house writes its places and how thick its paper is; the usual values until somebody sets others. */
export const readSetting = async (tdb: TenantDb, scope: TenantScope): Promise<StorageSetting> =>
  storageSettingView.parse((await findSetting(tdb, scope.tenantId)) ?? DEFAULT_SETTING);

export const saveSetting = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveSettingInput,
): Promise<StorageSetting> => {
  const before = await readSetting(tdb, scope);
  const saved = await saveSettingRow(tdb, scope.tenantId, input);
  if (!saved || (before.rowVersion === 0 && input.rowVersion !== 0))
    throw new AppError('STALE_VERSION', 'the setting was changed meanwhile');
  await audit(tdb, scope, {
    action: 'storage.saveSetting',
    objectKind: 'storage_setting',
    detail: { from: before, to: input },
  });
  return readSetting(tdb, scope);
};
