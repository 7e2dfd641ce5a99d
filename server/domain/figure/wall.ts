import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';
import { cartogramView } from '../inspection/district.ts';
import { dashboardView } from './dashboard.ts';
import { figureCode } from './figure-views.ts';

/* 大屏: the year on a wall. Aggregates and names of units, no person and no record. */

/** A wall is watched for months; a link that nobody renews ends by itself. */
export const MOST_WALL_DAYS = 366;
export const createWallLinkInput = z.strictObject({
  label: text(80),
  days: z.number().int().min(1).max(MOST_WALL_DAYS),
});
export type CreateWallLinkInput = z.infer<typeof createWallLinkInput>;
/** The only time that the token is seen: only its hash is kept. */
export const createdWallLinkView = z.object({ id: uuid, token: z.string(), expiresAt: z.string() });

export const WALL_LINK_STATES = ['open', 'expired', 'revoked'] as const;
export const wallLinkView = z.object({
  id: uuid,
  label: z.string(),
  state: z.enum(WALL_LINK_STATES),
  expiresAt: z.string(),
  createdAt: z.string(),
  createdByName: z.string(),
  revokedAt: z.string().nullable(),
  revokedByName: z.string().nullable(),
  lastShownAt: z.string().nullable(),
});
export type WallLinkView = z.infer<typeof wallLinkView>;

export const showWallInput = z.strictObject({ token: z.string().min(20).max(100) });
/** One figure of the units, the largest first. */
export const wallRanking = z.object({
  code: figureCode,
  rows: z.array(z.object({ unitName: z.string(), value: z.number() })),
});
export const wallView = dashboardView.extend({
  tenantName: z.string(),
  madeAt: z.string(),
  /** Null where the office supervises nobody. */
  cartogram: cartogramView.omit({ rowVersion: true, updatedByName: true }).nullable(),
  ranking: wallRanking.nullable(),
  /** How many of the units that owe figures have released any. */
  reporting: z.object({ released: z.number().int(), owing: z.number().int() }).nullable(),
});
export type WallView = z.infer<typeof wallView>;
