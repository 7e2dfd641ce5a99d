import type { TenantKind } from './tenant.ts';

/** What may be done. A procedure names one; a role is a set of them. */
export const PERMISSIONS = [
  'workspace.enter',
  'archive.read',
  'archive.write',
  'archive.import',
  'archive.configure',
  'digital.write',
  'digital.lookAsVendor',
  'storage.manage',
  'filing.read',
  'filing.handIn',
  'filing.manage',
  'filing.approveSchedule',
  'filing.issueTasks',
  'filing.supervise',
  'disposition.read',
  'disposition.register',
  'disposition.transfer',
  'disposition.receive',
  'disposition.collect',
  'disposition.decideOpening',
  'use.read',
  'use.register',
  'inspection.read',
  'inspection.plan',
  'inspection.approve',
  'inspection.inspect',
  'inspection.answer',
  'training.read',
  'training.organise',
  'guidance.read',
  'guidance.register',
  'register.read',
  'register.keep',
  'figure.read',
  'figure.release',
  'figure.rollUp',
  'grant.read',
  'grant.revoke',
  'grant.object',
  'grant.answer',
  'dispatch.read',
  'member.read',
  'member.invite',
  'member.assignRoles',
  'supervision.read',
  'supervision.reorganise',
  'audit.read',
  'audit.readGrantReads',
  'job.read',
  'job.retry',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ_ALL: Permission[] = [
  'workspace.enter',
  'archive.read',
  'disposition.read',
  'use.read',
  'inspection.read',
  'training.read',
  'register.read',
  'figure.read',
  'dispatch.read',
  'job.read',
  'member.read',
  'supervision.read',
];
const UNIT_WORK: Permission[] = [
  ...READ_ALL,
  'archive.write',
  'archive.import',
  'archive.configure',
  'digital.write',
  'storage.manage',
  'filing.read',
  'filing.handIn',
  'filing.manage',
  'disposition.register',
  'disposition.transfer',
  'use.register',
  'register.keep',
  'inspection.answer',
  'figure.release',
  'grant.read',
  'grant.object',
  'audit.readGrantReads',
  'job.retry',
];

/** 角色. Keys are stored; the words stand in the catalogues. Source: the domain list business_role and three_admin_role. */
export const ROLES = {
  bureau_lead: [
    ...READ_ALL,
    'inspection.plan',
    'inspection.approve',
    'filing.approveSchedule',
    'filing.issueTasks',
    'filing.supervise',
    'guidance.read',
    'figure.release',
    'figure.rollUp',
    'grant.read',
    'grant.revoke',
    'grant.answer',
    'audit.readGrantReads',
    'supervision.reorganise',
  ],
  bureau_inspector: [
    ...READ_ALL,
    'inspection.plan',
    'inspection.inspect',
    'filing.issueTasks',
    'filing.supervise',
    'training.organise',
    'guidance.read',
    'guidance.register',
    'register.keep',
    'figure.release',
    'figure.rollUp',
    'grant.read',
    'grant.revoke',
    'job.retry',
  ],
  bureau_approver: [...READ_ALL, 'filing.approveSchedule', 'guidance.read', 'figure.rollUp'],
  archives_director: [
    ...UNIT_WORK,
    'guidance.read',
    'disposition.receive',
    'disposition.collect',
    'disposition.decideOpening',
  ],
  archives_receiver: [
    ...READ_ALL,
    'archive.write',
    'archive.import',
    'job.retry',
    'disposition.register',
    'disposition.receive',
    'disposition.collect',
  ],
  archives_keeper: [...READ_ALL, 'archive.write', 'storage.manage', 'register.keep'],
  archives_service: [...READ_ALL, 'use.register'],
  archives_reviewer: [...READ_ALL, 'disposition.decideOpening'],
  unit_lead: [
    ...READ_ALL,
    'filing.read',
    'inspection.approve',
    'inspection.answer',
    'figure.release',
    'grant.read',
    'grant.object',
    'grant.answer',
    'audit.readGrantReads',
    'disposition.transfer',
  ],
  unit_archivist: [...UNIT_WORK, 'filing.supervise'],
  unit_dept: ['workspace.enter', 'archive.read', 'filing.handIn', 'training.read', 'job.read'],
  town_supervisor: [
    ...UNIT_WORK,
    'filing.supervise',
    'inspection.plan',
    'inspection.inspect',
    'training.organise',
    'guidance.read',
    'guidance.register',
    'figure.rollUp',
    'grant.revoke',
  ],
  village_archivist: UNIT_WORK,
  vendor_staff: ['workspace.enter', 'job.read', 'digital.lookAsVendor'],
  sys_admin: ['workspace.enter', 'member.read', 'member.invite', 'job.read', 'supervision.read'],
  sec_admin: ['workspace.enter', 'member.read', 'member.assignRoles', 'grant.read', 'grant.revoke'],
  audit_admin: ['workspace.enter', 'audit.read', 'audit.readGrantReads'],
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof ROLES;
export const ROLE_CODES = Object.keys(ROLES) as [Role, ...Role[]];

/** 三员: mutually exclusive, and none of them sees business data. */
export const OFFICER_ROLES: readonly Role[] = ['sys_admin', 'sec_admin', 'audit_admin'];

/** Which business roles a kind of tenant may give. Officers exist in every tenant. */
const ROLES_BY_KIND: Record<TenantKind, readonly Role[]> = {
  bureau: ['bureau_lead', 'bureau_inspector', 'bureau_approver', 'unit_archivist'],
  repository: ['archives_director', 'archives_receiver', 'archives_keeper', 'archives_service', 'archives_reviewer'],
  department: ['unit_lead', 'unit_archivist', 'unit_dept'],
  township: ['unit_lead', 'unit_archivist', 'unit_dept', 'town_supervisor'],
  village: ['village_archivist', 'unit_lead'],
  enterprise: ['unit_lead', 'unit_archivist', 'unit_dept'],
  institution: ['unit_lead', 'unit_archivist', 'unit_dept'],
  vendor: ['vendor_staff', 'unit_lead'],
};

export const rolesFor = (kind: TenantKind): readonly Role[] => [...ROLES_BY_KIND[kind], ...OFFICER_ROLES];

export const isRole = (value: string): value is Role => Object.hasOwn(ROLES, value);

/** The union of the roles' permissions; unknown roles give none. */
export const permissionsOf = (roles: readonly string[]): ReadonlySet<Permission> =>
  new Set(roles.filter(isRole).flatMap((role) => ROLES[role] as readonly Permission[]));

/** A set of roles that one person may hold in one tenant. */
export const rolesMayMeet = (roles: readonly string[]): boolean =>
  !roles.some((role) => isRole(role) && OFFICER_ROLES.includes(role)) || roles.length === 1;
