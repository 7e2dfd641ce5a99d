import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';
import { ROLE_CODES } from './permission.ts';
import { tenantKind } from './tenant.ts';

/** 邀请: single use, 72 hours, bound to a login name and a tenant. */
export const role = z.enum(ROLE_CODES);

/** Stored in lower case; what people type at sign-in. */
export const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{2,63}$/);

/** Any text, so that a damaged link is refused like an unknown one. */
export const invitationToken = z.string().max(200);

export const inviteInput = z.strictObject({
  displayName: text(60),
  loginName,
  roles: z.array(role).min(1).max(8),
});
export type InviteInput = z.infer<typeof inviteInput>;

/** The token is shown once: only its hash is kept. */
export const newInvitationView = z.object({ id: uuid, token: z.string(), expiresAt: z.string() });
export type NewInvitationView = z.infer<typeof newInvitationView>;

export const openInvitationView = z.object({
  id: uuid,
  displayName: z.string(),
  loginName: z.string(),
  roles: z.array(role),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type OpenInvitationView = z.infer<typeof openInvitationView>;

/** What the holder of the link reads. */
export const invitationView = z.object({
  tenantName: z.string(),
  tenantSlug: z.string(),
  tenantKind,
  displayName: z.string(),
  loginName: z.string(),
  roles: z.array(role),
  expiresAt: z.string(),
  /** The login name has an account: its password joins, none is set. */
  hasAccount: z.boolean(),
});
export type InvitationView = z.infer<typeof invitationView>;

export const acceptInvitationInput = z.strictObject({
  token: invitationToken,
  /** Absent only for the one who is signed in with the invited login name. */
  password: z.string().max(200).optional(),
  displayName: text(60).optional(),
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

/** `pending`: the security administrator has to give the roles first. */
export const acceptedInvitationView = z.object({
  tenantSlug: z.string(),
  loginName: z.string(),
  state: z.enum(['active', 'pending']),
});
export type AcceptedInvitationView = z.infer<typeof acceptedInvitationView>;

export const changePasswordInput = z.strictObject({
  oldPassword: z.string().min(1).max(200),
  newPassword: z.string().min(1).max(200),
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
