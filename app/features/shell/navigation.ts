import type { IconName } from '@/app/components/icon';
import type { NavItem } from '@/app/components/page-shell';
import type { TextKey, Translate } from '@/app/i18n/messages';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { isFor, type Permitted } from './permitted';

type Workspace = CurrentWorkspaceView;
type Kind = Workspace['tenant']['kind'];

type Screen = TextKey extends infer Key ? (Key extends `shell.rail${infer Name}` ? Name : never) : never;

interface Entry extends Permitted {
  /** The address below `/w/<slug>`; '' is the workbench. */
  path: string;
  /** Its texts are `shell.nav…` and, for the narrow navigation, `shell.rail…`. */
  screen: Screen;
  icon: IconName;
  count?: keyof Workspace['counts'];
  /** Pages that are reached through this one, by its tabs. */
  also?: readonly string[];
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
    { path: '', screen: 'Workbench', icon: 'home', needs: ['workspace.enter'] },
    { path: 'todo', screen: 'Todo', icon: 'todo', needs: ['workspace.enter'], count: 'todo' },
  ],
  [
    {
      path: 'units',
      screen: 'Units',
      icon: 'building',
      needs: ['inspection.plan'],
      also: ['unit-map', 'unit-fields', 'unit-years', 'unit-work'],
    },
    {
      path: 'inspections',
      screen: 'Inspections',
      icon: 'clip',
      needs: ['inspection.plan', 'inspection.inspect'],
      also: ['inspection-plans', 'inspection-objects', 'inspectors', 'platform-checks'],
    },
    { path: 'findings', screen: 'Findings', icon: 'flag', needs: ['inspection.plan', 'inspection.inspect'] },
    { path: 'documents', screen: 'Documents', icon: 'file', needs: ['inspection.plan', 'inspection.inspect'] },
    { path: 'checklists', screen: 'Checklists', icon: 'list', needs: ['inspection.plan'] },
    {
      path: 'assessments',
      screen: 'Assessments',
      icon: 'scale',
      needs: ['inspection.plan'],
      also: [
        'assessment-schemes',
        'assessment-years',
        'assessment-results',
        'ratings',
        'creations',
        'honours',
        'model-cases',
        'questionnaires',
      ],
    },
    {
      path: 'received',
      screen: 'Received',
      icon: 'clip',
      needs: ['inspection.answer'],
      also: ['self-checks', 'probes', 'supervision-record'],
    },
    {
      path: 'my-assessments',
      screen: 'MyAssessments',
      icon: 'scale',
      needs: ['inspection.answer'],
      also: ['my-ratings', 'my-creations', 'my-cases', 'my-questionnaires'],
    },
    {
      path: 'incidents',
      screen: 'Safety',
      icon: 'shield',
      needs: ['inspection.answer'],
      also: ['drills', 'outsourcing', 'safety-state'],
    },
    {
      path: 'incidents/received',
      screen: 'Safety',
      icon: 'shield',
      needs: ['inspection.plan'],
      unless: 'inspection.answer',
      also: ['outsourcing'],
    },
    { path: 'dispatches', screen: 'Dispatches', icon: 'exchange', needs: ['dispatch.read'] },
  ],
  [
    { path: 'archives', screen: 'Archives', icon: 'box', needs: ['archive.read'] },
    { path: 'opened-batches', screen: 'OpenedBatches', icon: 'eye', needs: ['digital.lookAsVendor'] },
    { path: 'digital', screen: 'Digital', icon: 'scan', needs: ['digital.write'] },
    { path: 'search', screen: 'Search', icon: 'search', needs: ['archive.read'] },
    { path: 'fonds', screen: 'Fonds', icon: 'hash', needs: ['archive.configure'] },
    { path: 'storage', screen: 'Storage', icon: 'layers', needs: ['storage.manage'] },
    { path: 'filing', screen: 'Filing', icon: 'inbox', needs: ['filing.read'], also: ['department-sheets'] },
    {
      path: 'hand-in',
      screen: 'HandIn',
      icon: 'send',
      needs: ['filing.handIn'],
      unless: 'filing.manage',
      also: ['department-sheets'],
    },
    { path: 'filing/units', screen: 'FilingUnits', icon: 'inbox', needs: ['filing.supervise'], unless: 'filing.read' },
    {
      path: 'filing/key-tasks',
      screen: 'KeyTasks',
      icon: 'flag',
      needs: ['filing.issueTasks'],
      unless: 'filing.approveSchedule',
    },
    { path: 'schedule-reviews', screen: 'ScheduleReviews', icon: 'scale', needs: ['filing.approveSchedule'] },
    {
      path: 'transfers',
      screen: 'Transfers',
      icon: 'send',
      needs: ['disposition.transfer'],
      kinds: ['bureau', 'department', 'township', 'village', 'enterprise', 'institution'],
    },
    { path: 'intakes', screen: 'Intakes', icon: 'inbox', needs: ['disposition.read'], kinds: ['repository'] },
    {
      path: 'openings',
      screen: 'Openings',
      icon: 'scale',
      needs: ['disposition.decideOpening'],
      kinds: ['repository'],
    },
    { path: 'granted', screen: 'Granted', icon: 'eye', needs: ['inspection.inspect'] },
    { path: 'visits', screen: 'Visits', icon: 'book', needs: ['use.read'] },
  ],
  [
    {
      path: 'training',
      screen: 'Training',
      icon: 'cap',
      needs: ['training.read'],
      kinds: ['bureau', 'township'],
      also: ['talents', 'talent-people', 'expert-draws', 'my-talents', 'expert-invitations'],
    },
    // An archives trains those that transfer to it; most of its people only learn.
    {
      path: 'training',
      screen: 'Training',
      icon: 'cap',
      needs: ['training.organise'],
      kinds: ['repository'],
      also: ['talents', 'talent-people', 'expert-draws', 'my-talents', 'expert-invitations'],
    },
    {
      path: 'training/invitations',
      screen: 'Invitations',
      icon: 'cap',
      needs: ['training.read'],
      unless: 'training.organise',
      kinds: ['repository', 'department', 'village', 'enterprise', 'institution'],
      also: ['training', 'talents', 'talent-people', 'expert-draws', 'my-talents', 'expert-invitations'],
    },
    {
      path: 'exams',
      screen: 'Exams',
      icon: 'task',
      needs: ['training.organise'],
      also: ['exam-papers', 'exam-questions', 'contests', 'my-exams', 'own-results'],
    },
    {
      path: 'my-exams',
      screen: 'MyExams',
      icon: 'task',
      needs: ['training.read'],
      unless: 'training.organise',
      also: ['own-results'],
    },
    { path: 'guidance', screen: 'Guidance', icon: 'flag', needs: ['guidance.read'], also: ['knowledge', 'questions'] },
    {
      path: 'my-guidance',
      screen: 'MyGuidance',
      icon: 'help',
      needs: ['guidance.ask'],
      also: ['my-calendar', 'my-questions', 'my-materials', 'my-exchanges', 'knowledge', 'questions'],
    },
    {
      path: 'registers',
      screen: 'Registers',
      icon: 'book',
      needs: ['register.read'],
      also: ['commitments', 'rules', 'exhibition-texts'],
    },
    // Whoever keeps no register has the rules of the office to read all the same.
    { path: 'rules', screen: 'Rules', icon: 'book', needs: ['archive.read', 'filing.handIn'], unless: 'register.read' },
    { path: 'figures', screen: 'Figures', icon: 'chart', needs: ['figure.read'] },
    { path: 'reports', screen: 'Reports', icon: 'file', needs: ['figure.read'] },
  ],
];

const FOOT: readonly Entry[] = [
  // A bureau gives grants, everybody else is read under them.
  { path: 'grants?side=given', screen: 'Grants', icon: 'eye', needs: ['grant.read'], kinds: ['bureau'] },
  { path: 'grants', screen: 'Grants', icon: 'eye', needs: ['grant.read'], kinds: UNITS },
  { path: 'supervision', screen: 'Supervision', icon: 'layers', needs: ['supervision.read'] },
  { path: 'members', screen: 'Members', icon: 'users', needs: ['member.read'] },
  { path: 'jobs', screen: 'Jobs', icon: 'task', needs: ['job.read'] },
  { path: 'audit', screen: 'Audit', icon: 'shield', needs: ['audit.read', 'audit.readGrantReads'] },
];

const itemOf = (workspace: Workspace, t: Translate, { path, screen, icon, count, also = [] }: Entry): NavItem => ({
  key: path || 'home',
  to: `/w/${workspace.tenant.slug}${path ? `/${path}` : ''}`,
  label: t(`shell.nav${screen}`),
  short: t(`shell.rail${screen}`),
  icon,
  also: also.map((one) => `/w/${workspace.tenant.slug}/${one}`),
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
