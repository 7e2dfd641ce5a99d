import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import type { MemberState } from '@/server/domain/tenancy/member';
import type { Role } from '@/server/domain/tenancy/permission';

export const MEMBER_STATUS: Record<MemberState, StatusKind> = { pending: 'attention', active: 'done', ended: 'none' };

export const roleNames = (roles: readonly Role[], t: Translate): string =>
  roles.map((role) => t(`tenancy.role_${role}`)).join(t('common.list'));

/** As server/domain/tenancy/invitation has it; that file would bring zod with it. */
export const LOGIN_NAME = /^[a-z0-9][a-z0-9._@-]{2,63}$/;
