import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listSchemeRows } from '@/db/queries/archive-scheme.queries';
import { lastNumberedYear, listOwnTemplates, saveScheme } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  type ConfigureSchemeInput,
  OWN_TEMPLATE,
  type SchemeView,
} from '@/server/domain/archive/classification-scheme';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireFonds } from './save-fonds.ts';

const FAR = 9999;

/**
 * A rule that begins in years which another rule has numbered already would leave one year with two structures: it has
 * to begin later, or those records are renumbered first.
 */
const refuseNumberedYears = async (
  tdb: TenantDb,
  tenantId: number,
  input: ConfigureSchemeInput,
  schemes: readonly SchemeView[],
): Promise<void> => {
  const earlier = schemes.filter((scheme) => scheme.yearFrom < input.yearFrom).at(-1);
  if (!earlier || earlier.templateCode === input.templateCode) return;
  const next = schemes.find((scheme) => scheme.yearFrom > input.yearFrom);
  const year = await lastNumberedYear(tdb, tenantId, {
    fondsId: input.fondsId,
    categoryCode: topCategoryCode(input.categoryCode),
    templateCode: earlier.templateCode,
    yearFrom: input.yearFrom,
    yearBefore: next?.yearFrom ?? FAR,
  });
  if (year !== null)
    throw new AppError('SCHEME_LOCKED', `${earlier.templateCode} numbered records of ${year}`, { lastYear: year });
};

/** 分类方案: sets the template that numbers a category from a year on. Settled once a record was numbered by it. */
export const configureScheme = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfigureSchemeInput,
): Promise<SchemeView> => {
  const { tenantId } = scope;
  const fonds = await requireFonds(tdb, scope, input.fondsId);
  if (OWN_TEMPLATE.test(input.templateCode)) {
    const own = (await listOwnTemplates(tdb, tenantId)).find((template) => template.code === input.templateCode);
    if (!own?.isActive) throw new AppError('TEMPLATE_WRONG', `${input.templateCode} is not a template of the unit`);
  }
  const categoryCode = topCategoryCode(input.categoryCode);
  const schemes = (await listSchemeRows(tdb, tenantId, fonds.id)).filter((row) => row.categoryCode === categoryCode);
  await refuseNumberedYears(tdb, tenantId, input, schemes);
  const before = schemes.find((scheme) => scheme.yearFrom === input.yearFrom);
  const { templateCode, yearFrom } = input;
  const path = input.path ?? before?.path ?? 'Y_R_O';
  if (before?.lockedAt && before.templateCode === templateCode && before.path === path) return refuseLocked(before);
  const saved = await saveScheme(tdb, {
    tenantId,
    id: uuidv7(),
    fondsId: fonds.id,
    categoryCode,
    templateCode,
    path,
    yearFrom,
  });
  if (!saved) return refuseLocked(before);
  await audit(tdb, scope, {
    action: 'fonds.configureScheme',
    objectKind: 'classification_scheme',
    objectId: saved.id,
    objectLabel: `${fonds.number} ${categoryCode} ${yearFrom}`,
    detail: { templateCode, path, before: before?.templateCode ?? null },
  });
  return saved;
};

const refuseLocked = (scheme: SchemeView | undefined): never => {
  throw new AppError('SCHEME_LOCKED', `scheme ${scheme?.id} has numbered records`);
};
