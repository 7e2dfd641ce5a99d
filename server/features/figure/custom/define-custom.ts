import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  findCustomFigure,
  insertCustomFigure,
  listCustomFigures,
  updateCustomFigure,
} from '@/db/queries/figures/custom-figure.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeCustomInput,
  type CreateCustomInput,
  type CustomSpec,
  customSpec,
  faultsOf,
  MOST_CUSTOM_FIGURES,
} from '@/server/domain/figure/custom-figure';
import { findSubject } from '@/server/domain/figure/custom-subjects';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

/** @throws AppError BAD_INPUT for what the office does not keep, and for conditions that its fields do not have */
export const requireDefinition = (
  scope: Pick<TenantScope, 'tenantKind'>,
  { subject: code, spec }: { subject: string; spec: CustomSpec },
): void => {
  const subject = findSubject(scope.tenantKind, code);
  if (!subject) throw new AppError('BAD_INPUT', `${code} is not kept in ${scope.tenantKind}`);
  const faults = faultsOf(spec, subject);
  if (faults.length > 0) throw new AppError('BAD_INPUT', `wrong: ${faults.join(', ')}`);
};

/** 新建自定义指标. @throws AppError ALREADY_EXISTS for a name in use; LIST_FULL */
export const createCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateCustomInput,
): Promise<{ id: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'figures are defined by a person');
  refuseClassified(input.name);
  requireDefinition(scope, input);
  if ((await listCustomFigures(tdb, scope.tenantId)).length >= MOST_CUSTOM_FIGURES)
    throw new AppError('LIST_FULL', 'too many figures', { rows: MOST_CUSTOM_FIGURES });
  const id = uuidv7();
  const isNew = await insertCustomFigure(tdb, {
    ...input,
    tenantId: scope.tenantId,
    id,
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `a figure is called ${input.name}`);
  await audit(tdb, scope, {
    action: 'figure.defineCustom',
    objectKind: 'custom_figure',
    objectId: id,
    objectLabel: input.name,
    detail: { subject: input.subject, spec: input.spec },
  });
  return { id };
};

/** Another name is another name; another definition is another version. @throws AppError NOT_FOUND, STALE_VERSION */
export const changeCustom = async (tdb: TenantDb, scope: TenantScope, input: ChangeCustomInput): Promise<void> => {
  const { id, rowVersion, name, unit, subject, spec } = input;
  refuseClassified(name);
  requireDefinition(scope, input);
  const before = await findCustomFigure(tdb, { tenantId: scope.tenantId, id });
  if (!before) throw new AppError('NOT_FOUND', `custom figure ${id}`);
  const others = await listCustomFigures(tdb, scope.tenantId);
  if (others.some((other) => other.id !== id && other.name === name))
    throw new AppError('ALREADY_EXISTS', `a figure is called ${name}`);
  const redefines =
    before.subject !== subject || JSON.stringify(customSpec.parse(before.spec)) !== JSON.stringify(spec);
  const key = { tenantId: scope.tenantId, id, rowVersion };
  if (!(await updateCustomFigure(tdb, key, { name, unit, subject, spec, redefines }, scope.actorName)))
    throw new AppError('STALE_VERSION', `custom figure ${id}`);
  await audit(tdb, scope, {
    action: 'figure.changeCustom',
    objectKind: 'custom_figure',
    objectId: id,
    objectLabel: name,
    detail: { before: { name: before.name, subject: before.subject, spec: before.spec }, subject, spec },
  });
};

/** 停用: it is shown no more and its name is free again; the definition stays. */
export const retireCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number },
): Promise<void> => {
  const before = await findCustomFigure(tdb, { tenantId: scope.tenantId, id: input.id });
  if (!before) throw new AppError('NOT_FOUND', `custom figure ${input.id}`);
  const key = { tenantId: scope.tenantId, ...input };
  if (!(await updateCustomFigure(tdb, key, { state: 'retired' }, scope.actorName)))
    throw new AppError('STALE_VERSION', `custom figure ${input.id}`);
  await audit(tdb, scope, {
    action: 'figure.retireCustom',
    objectKind: 'custom_figure',
    objectId: input.id,
    objectLabel: before.name,
  });
};
