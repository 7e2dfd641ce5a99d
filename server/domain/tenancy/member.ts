import { z } from 'zod';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { role } from './invitation.ts';

/** 成员. `pending` waits for the security administrator; `ended` has left. */
export const MEMBER_STATES = ['pending', 'active', 'ended'] as const;
export const memberState = z.enum(MEMBER_STATES);
export type MemberState = z.infer<typeof memberState>;

export const listMembersInput = z.strictObject({
  ...pageInput,
  state: memberState.optional(),
  role: role.optional(),
  search: optionalText(60),
});
export type ListMembersInput = z.infer<typeof listMembersInput>;

export const memberView = z.object({
  id: uuid,
  displayName: z.string(),
  position: z.string().nullable(),
  roles: z.array(role),
  state: memberState,
  validTo: isoDate.nullable(),
  createdAt: z.string(),
  rowVersion: z.number().int(),
  isSelf: z.boolean(),
});
export type MemberView = z.infer<typeof memberView>;
export const memberPage = pageOf(memberView);

const change = { membershipId: uuid, rowVersion: z.number().int().positive() };
export const assignRolesInput = z.strictObject({ ...change, roles: z.array(role).min(1).max(8) });
export type AssignRolesInput = z.infer<typeof assignRolesInput>;
export const endMembershipInput = z.strictObject(change);
export type EndMembershipInput = z.infer<typeof endMembershipInput>;
