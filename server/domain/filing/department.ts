import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';

/** 内设机构 of a unit. Its code is the organisation part of the reference codes of what it hands in. */
export const departmentCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,20}$/);

export const addDepartmentInput = z.strictObject({ code: departmentCode, name: text(60) });
export type AddDepartmentInput = z.infer<typeof addDepartmentInput>;

export const updateDepartmentInput = z.strictObject({
  departmentId: uuid,
  rowVersion: z.number().int().min(1),
  name: text(60),
  state: z.enum(['active', 'closed']),
});
export type UpdateDepartmentInput = z.infer<typeof updateDepartmentInput>;

/** 兼职档案员: the whole list, so that sending it twice changes nothing. */
export const assignHandlersInput = z.strictObject({ departmentId: uuid, membershipIds: z.array(uuid).max(50) });
export type AssignHandlersInput = z.infer<typeof assignHandlersInput>;

export const departmentView = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  state: z.enum(['active', 'closed']),
  rowVersion: z.number().int(),
  members: z.array(z.object({ membershipId: uuid, displayName: z.string() })),
});
export type DepartmentView = z.infer<typeof departmentView>;

/** Who may be named: people who work here and may hand in. */
/** People are found by a part of their name or post: a large unit has more than a form can show. */
export const listHandlersInput = z.strictObject({ q: z.string().trim().max(60).optional() });
export type ListHandlersInput = z.infer<typeof listHandlersInput>;
export const handlerView = z.object({ membershipId: uuid, displayName: z.string(), position: z.string().nullable() });
export type HandlerView = z.infer<typeof handlerView>;
