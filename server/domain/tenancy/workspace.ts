import { z } from 'zod';
import { PERMISSIONS, ROLE_CODES } from './permission.ts';
import { tenantKind } from './tenant.ts';

export const tenantView = z.object({ id: z.number().int(), slug: z.string(), name: z.string(), kind: tenantKind });

/** What the shell of a workspace needs on every page. */
export const currentWorkspaceView = z.object({
  tenant: tenantView,
  membership: z.object({ displayName: z.string(), roles: z.array(z.enum(ROLE_CODES)) }),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** Whether other units file under this one, so that its screens show them. */
  hasUnitsBelow: z.boolean(),
  /** 门类: what the unit says differently from the lists, and its own second levels. */
  ownCategories: z.array(z.object({ code: z.string(), name: z.string(), unit: z.string(), isActive: z.boolean() })),
  counts: z.object({ todo: z.number().int(), notices: z.number().int(), jobs: z.number().int() }),
});
export type CurrentWorkspaceView = z.infer<typeof currentWorkspaceView>;

export const workspaceChoiceView = z.object({
  slug: z.string(),
  name: z.string(),
  kind: tenantKind,
  roles: z.array(z.enum(ROLE_CODES)),
  /** Null where it was not counted, for people with very many workspaces. */
  todo: z.number().int().nullable(),
});
export type WorkspaceChoiceView = z.infer<typeof workspaceChoiceView>;
