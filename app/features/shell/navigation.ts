import type { IconName } from '@/app/components/icon';
import type { NavItem } from '@/app/components/page-shell';
import type { TextKey, Translate } from '@/app/i18n/messages';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';

type Workspace = CurrentWorkspaceView;
type Permission = Workspace['permissions'][number];
type Kind = Workspace['tenant']['kind'];

interface Entry {
  /** The address below `/w/<slug>`; '' is the workbench. */
  path: string;
  label: TextKey;
  icon: IconName;
  /** One of these is enough. */
  needs: readonly Permission[];
  /** Only in workspaces of these kinds. */
  kinds?: readonly Kind[];
  count?: keyof Workspace['counts'];
}

const UNITS: readonly Kind[] = [
  'repository',
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
  'vendor',
];

/** A new screen adds its line here. Groups are parted by a line; the order is the order of a day. */
const GROUPS: readonly (readonly Entry[])[] = [
  [
    { path: '', label: 'shell.navWorkbench', icon: 'home', needs: ['workspace.enter'] },
    { path: 'todo', label: 'shell.navTodo', icon: 'todo', needs: ['workspace.enter'], count: 'todo' },
  ],
  [
    { path: 'units', label: 'shell.navUnits', icon: 'building', needs: ['inspection.plan'] },
    {
      path: 'inspections',
      label: 'shell.navInspections',
      icon: 'clip',
      needs: ['inspection.plan', 'inspection.inspect'],
    },
    { path: 'received', label: 'shell.navReceived', icon: 'inbox', needs: ['inspection.answer'] },
    { path: 'dispatches', label: 'shell.navDispatches', icon: 'exchange', needs: ['dispatch.read'] },
  ],
  [
    { path: 'archives', label: 'shell.navArchives', icon: 'box', needs: ['archive.read'] },
    { path: 'granted', label: 'shell.navGranted', icon: 'eye', needs: ['inspection.inspect'] },
    { path: 'visits', label: 'shell.navVisits', icon: 'book', needs: ['use.read'] },
  ],
  [
    {
      path: 'training',
      label: 'shell.navTraining',
      icon: 'cap',
      needs: ['training.read'],
      kinds: ['bureau', 'township'],
    },
    {
      path: 'training/invitations',
      label: 'shell.navInvitations',
      icon: 'cap',
      needs: ['training.read'],
      kinds: ['repository', 'department', 'village', 'enterprise', 'institution'],
    },
    { path: 'guidance', label: 'shell.navGuidance', icon: 'flag', needs: ['guidance.read'] },
    { path: 'figures', label: 'shell.navFigures', icon: 'chart', needs: ['figure.read'] },
  ],
];

const FOOT: readonly Entry[] = [
  // A bureau gives grants, everybody else is read under them.
  { path: 'grants?side=given', label: 'shell.navGrants', icon: 'eye', needs: ['grant.read'], kinds: ['bureau'] },
  { path: 'grants', label: 'shell.navGrants', icon: 'eye', needs: ['grant.read'], kinds: UNITS },
  { path: 'supervision', label: 'shell.navSupervision', icon: 'layers', needs: ['supervision.read'] },
  { path: 'members', label: 'shell.navMembers', icon: 'users', needs: ['member.read'] },
  { path: 'jobs', label: 'shell.navJobs', icon: 'task', needs: ['job.read'] },
  { path: 'audit', label: 'shell.navAudit', icon: 'shield', needs: ['audit.read', 'audit.readGrantReads'] },
];

const isFor = (workspace: Workspace, entry: Entry): boolean =>
  entry.needs.some((permission) => workspace.permissions.includes(permission)) &&
  (entry.kinds?.includes(workspace.tenant.kind) ?? true);

const itemOf = (workspace: Workspace, t: Translate, { path, label, icon, count }: Entry): NavItem => ({
  key: path || 'home',
  to: `/w/${workspace.tenant.slug}${path ? `/${path}` : ''}`,
  label: (t as (key: TextKey) => string)(label),
  icon,
  exact: path === '',
  count: count ? workspace.counts[count] : undefined,
});

const itemsOf = (workspace: Workspace, t: Translate, entries: readonly Entry[]): NavItem[] =>
  entries.filter((entry) => isFor(workspace, entry)).map((entry) => itemOf(workspace, t, entry));

/** What this person may open in this workspace. */
export const navigationOf = (workspace: Workspace, t: Translate): { groups: NavItem[][]; foot: NavItem[] } => ({
  groups: GROUPS.map((group) => itemsOf(workspace, t, group)),
  foot: itemsOf(workspace, t, FOOT),
});
