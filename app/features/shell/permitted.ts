import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';

type Permission = CurrentWorkspaceView['permissions'][number];
type Kind = CurrentWorkspaceView['tenant']['kind'];

/** For whom a page is. */
export interface Permitted {
  /** One of these is enough. */
  needs: readonly Permission[];
  /** Only in workspaces of these kinds. */
  kinds?: readonly Kind[];
  /** Not for those who have this one: they do it elsewhere. */
  unless?: Permission;
}

export const isFor = (workspace: CurrentWorkspaceView, { needs, kinds, unless }: Permitted): boolean =>
  needs.some((permission) => workspace.permissions.includes(permission)) &&
  (kinds?.includes(workspace.tenant.kind) ?? true) &&
  !(unless && workspace.permissions.includes(unless));
