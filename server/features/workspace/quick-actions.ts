import type { QuickAction } from '@/server/domain/tenancy/home';
import type { Permission } from '@/server/domain/tenancy/permission';

const NEEDS: readonly (readonly [QuickAction, Permission])[] = [
  ['register_item', 'archive.write'],
  ['import_catalogue', 'archive.import'],
  ['number_year', 'archive.configure'],
  ['register_visit', 'use.register'],
  ['plan_inspection', 'inspection.plan'],
  ['register_guidance', 'guidance.register'],
  ['chase_overdue', 'inspection.plan'],
  ['ask_access', 'inspection.inspect'],
  ['go_onsite', 'inspection.inspect'],
  ['organise_training', 'training.organise'],
  ['answer_dispatch', 'inspection.answer'],
  ['invite_member', 'member.invite'],
  ['assign_roles', 'member.assignRoles'],
  ['read_audit', 'audit.read'],
  ['read_grants', 'grant.read'],
  ['register_loan', 'use.register'],
];
const MOST = 6;

/** The first six that the person may do, in the order of daily use. */
export const quickActionsOf = (permissions: ReadonlySet<Permission>): QuickAction[] =>
  NEEDS.filter(([, permission]) => permissions.has(permission))
    .map(([action]) => action)
    .slice(0, MOST);
