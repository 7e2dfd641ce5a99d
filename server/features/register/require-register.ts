import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { findRegister } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** The register of that code. One that a unit of this kind does not keep is like one that does not exist. */
export const requireRegister = (scope: TenantScope, code: string): RegisterDefinition => {
  const definition = findRegister(code, scope.tenantKind);
  if (!definition) throw new AppError('NOT_FOUND', `a ${scope.tenantKind} keeps no register ${code}`);
  return definition;
};
