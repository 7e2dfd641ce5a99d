import type { IconName } from '@/app/components/icon';
import type { TextKey } from '@/app/i18n/messages';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';

type Workspace = CurrentWorkspaceView;

export interface QuickAction {
  /** The address below `/w/<slug>`. */
  path: string;
  label: TextKey;
  icon: IconName;
  needs: Workspace['permissions'][number];
  kinds?: readonly Workspace['tenant']['kind'][];
}

/** In the order of how often they are used. A screen adds its act here; a person sees the first six that are theirs. */
const ACTIONS: readonly QuickAction[] = [];

const SHOWN = 6;

export const quickActionsOf = (workspace: Workspace): QuickAction[] =>
  ACTIONS.filter(
    ({ needs, kinds }) =>
      workspace.permissions.includes(needs) && (kinds === undefined || kinds.includes(workspace.tenant.kind)),
  ).slice(0, SHOWN);
