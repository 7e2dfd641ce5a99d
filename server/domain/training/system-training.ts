import { z } from 'zod';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { systemRole } from './course-session.ts';
import { SYSTEM_STANDINGS } from './course-vocabulary.ts';

const systemFilter = {
  role: systemRole.optional(),
  standing: z.enum(SYSTEM_STANDINGS).optional(),
  q: optionalText(40),
};
export const listSystemUsersInput = z.strictObject({ ...pageInput, ...systemFilter });
export type ListSystemUsersInput = z.infer<typeof listSystemUsersInput>;
export const exportSystemUsersInput = z.strictObject(systemFilter);
export type SystemUserFilter = z.infer<typeof exportSystemUsersInput>;

/** 系统使用培训 by role: a person with two roles is counted in both. */
export const systemRoleView = z.object({ role: systemRole, people: z.number().int(), trained: z.number().int() });
export const systemRolesView = z.array(systemRoleView);
export type SystemRoleView = z.infer<typeof systemRoleView>;

/** One role of one member, and the last session that taught it. */
export const systemUserView = z.object({
  membershipId: uuid,
  displayName: z.string(),
  role: systemRole,
  trainedOn: isoDate.nullable(),
  sessionTitle: z.string().nullable(),
  hostName: z.string().nullable(),
  /** Told to be trained, and has not ticked it off. */
  isReminded: z.boolean(),
});
export type SystemUserView = z.infer<typeof systemUserView>;
export const systemUserPage = pageOf(systemUserView);

/** 催学: everybody of the role, or of all roles, who has not been trained. */
export const remindUntrainedInput = z.strictObject({ role: systemRole.optional() });
export type RemindUntrainedInput = z.infer<typeof remindUntrainedInput>;
export const remindUntrainedView = z.object({ told: z.number().int(), already: z.number().int() });
