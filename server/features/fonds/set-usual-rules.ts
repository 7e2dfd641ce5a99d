import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listSchemeRows } from '@/db/queries/archive-scheme.queries';
import { listFondsRecords } from '@/db/queries/fonds.queries';
import { insertSchemes, lastNumberedYear } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import type { SchemeView } from '@/server/domain/archive/classification-scheme';
import {
  MOST_FONDS_AT_ONCE,
  planUsualRules,
  type UsualRule,
  type UsualRulesInput,
  type UsualRulesView,
} from '@/server/domain/fonds/usual-rules';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { listCategories } from './list-categories.ts';
import { requireFonds } from './save-fonds.ts';

const FAR = 9999;

/**
 * A rule that would begin in years which an older rule has numbered already would leave one year with two structures:
 * it is left out and said so.
 */
const isNumbered = async (
  tdb: TenantDb,
  tenantId: number,
  rule: UsualRule,
  schemes: readonly SchemeView[],
): Promise<boolean> => {
  const same = schemes.filter((scheme) => scheme.fondsId === rule.fondsId && scheme.categoryCode === rule.categoryCode);
  const earlier = same.filter((scheme) => scheme.yearFrom < rule.yearFrom).at(-1);
  if (!earlier || earlier.templateCode === rule.templateCode) return false;
  const next = same.find((scheme) => scheme.yearFrom > rule.yearFrom);
  const year = await lastNumberedYear(tdb, tenantId, {
    fondsId: rule.fondsId,
    categoryCode: rule.categoryCode,
    templateCode: earlier.templateCode,
    yearFrom: rule.yearFrom,
    yearBefore: next?.yearFrom ?? FAR,
  });
  return year !== null;
};

/** What the usual rules would be, and what of them could not be set. Writes nothing. */
export const previewUsualRules = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UsualRulesInput,
): Promise<UsualRulesView> => {
  const { tenantId } = scope;
  const fonds = input.fondsId ? [await requireFonds(tdb, scope, input.fondsId)] : await listFondsRecords(tdb, tenantId);
  if (fonds.length > MOST_FONDS_AT_ONCE) return { rules: [], fonds: fonds.length };
  const categories = (await listCategories(tdb, scope))
    .filter((category) => category.level === 1 && category.isActive)
    .map((category) => category.code);
  const schemes = await listSchemeRows(tdb, tenantId, input.fondsId);
  const rules = planUsualRules(input, { fonds, categories, schemes });
  const judged: UsualRule[] = [];
  for (const rule of rules)
    judged.push(
      rule.outcome === 'new' && (await isNumbered(tdb, tenantId, rule, schemes))
        ? { ...rule, outcome: 'numbered' }
        : rule,
    );
  return { rules: judged, fonds: fonds.length };
};

/** 一次设好常用编号规则. Rules that stand stay as they are; what could not be set is in the answer. */
export const setUsualRules = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UsualRulesInput,
): Promise<UsualRulesView> => {
  const view = await previewUsualRules(tdb, scope, input);
  if (view.fonds > MOST_FONDS_AT_ONCE) throw new AppError('BAD_INPUT', `${view.fonds} fonds at once`);
  const wanted = view.rules.filter((rule) => rule.outcome === 'new');
  await insertSchemes(
    tdb,
    wanted.map(({ fondsNumber: _, outcome: __, ...rule }) => ({ tenantId: scope.tenantId, id: uuidv7(), ...rule })),
  );
  await audit(tdb, scope, {
    action: 'fonds.setUsualRules',
    objectKind: 'classification_scheme',
    objectId: null,
    objectLabel: `${scope.tenantName} ${input.sets.map((one) => `${one.set} ${one.yearFrom}`).join('、')}`,
    detail: {
      fondsId: input.fondsId ?? null,
      made: wanted.map((rule) => `${rule.fondsNumber} ${rule.categoryCode} ${rule.yearFrom} ${rule.templateCode}`),
      left: view.rules.length - wanted.length,
    },
  });
  return view;
};
