import { AppError } from '@/server/domain/shared/app-error';
import { OFFICER_ROLES, type Role, rolesFor, rolesMayMeet } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/** @throws AppError ROLE_NOT_ALLOWED_HERE, OFFICER_ROLES_EXCLUSIVE */
export const checkRoles = (kind: TenantKind, roles: readonly Role[]): void => {
  const allowed = rolesFor(kind);
  const stranger = roles.find((role) => !allowed.includes(role));
  if (stranger) throw new AppError('ROLE_NOT_ALLOWED_HERE', `${stranger} is no role of a ${kind}`);
  if (!rolesMayMeet([...new Set(roles)])) throw new AppError('OFFICER_ROLES_EXCLUSIVE');
};

/**
 * A tenant never loses its last 系统管理员, 安全管理员 or 审计管理员: nobody could put one back.
 * @param others who else holds an officer's role, locked
 * @throws AppError LAST_OFFICER
 */
export const checkOfficersRemain = (
  before: readonly string[],
  after: readonly string[],
  others: readonly { roles: readonly string[] }[],
): void => {
  const lost = OFFICER_ROLES.find(
    (officer) =>
      before.includes(officer) && !after.includes(officer) && !others.some((other) => other.roles.includes(officer)),
  );
  if (lost) throw new AppError('LAST_OFFICER', `${lost} would have no holder`);
};
