import type { IconName } from '@/app/components/icon';
import type { QuickAction } from '@/server/domain/tenancy/home';

/**
 * Where each of the server's keys leads, below `/w/<slug>`. The text is `workbench.act_<key>`. A page with a service
 * worker of its own `opens`: it is loaded, not routed to.
 */
export const QUICK_ACTIONS: Record<QuickAction, { path: string; icon: IconName; opens?: true }> = {
  register_item: { path: 'archives/new', icon: 'plus' },
  import_catalogue: { path: 'archives/import', icon: 'upload' },
  number_year: { path: 'fonds/codes', icon: 'hash' },
  register_visit: { path: 'visits?new=1', icon: 'book' },
  register_loan: { path: 'visits/loans?new=1', icon: 'exchange' },
  register_guidance: { path: 'guidance/new', icon: 'pen' },
  plan_inspection: { path: 'inspections?new=1', icon: 'clip' },
  chase_overdue: { path: 'units?light=overdue', icon: 'task' },
  ask_access: { path: 'grants?side=given&ask=1', icon: 'eye' },
  go_onsite: { path: 'onsite', icon: 'clip', opens: true },
  organise_training: { path: 'training?new=1', icon: 'cap' },
  answer_dispatch: { path: 'dispatches', icon: 'exchange' },
  read_grants: { path: 'grants', icon: 'eye' },
  invite_member: { path: 'members?new=1', icon: 'user' },
  assign_roles: { path: 'members', icon: 'users' },
  read_audit: { path: 'audit', icon: 'shield' },
};
