import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';

/** 保存的视图: the words and choices of a list or a search under a name, for oneself or for the unit. */

export const VIEW_SCREENS = ['archives', 'search', 'granted_search'] as const;
export const viewScreen = z.enum(VIEW_SCREENS);
export type ViewScreen = z.infer<typeof viewScreen>;

/** The search part of an address, without the question mark. */
const viewQuery = z
  .string()
  .max(4000)
  .refine((value) => !value.includes('\u0000'), 'NUL');

export const savedViewsInput = z.strictObject({ screen: viewScreen });
export const saveViewInput = z.strictObject({
  screen: viewScreen,
  name: text(40),
  query: viewQuery,
  isShared: z.boolean().default(false),
});
export type SaveViewInput = z.infer<typeof saveViewInput>;
export const changeViewInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  name: text(40).optional(),
  query: viewQuery.optional(),
  isShared: z.boolean().optional(),
});
export type ChangeViewInput = z.infer<typeof changeViewInput>;

export const savedViewView = z.object({
  id: uuid,
  screen: viewScreen,
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  ownerName: z.string(),
  rowVersion: z.number().int(),
});
export type SavedViewView = z.infer<typeof savedViewView>;
