import { z } from 'zod';
import { type DrawHashes, drawKeys, seedTextOf } from '@/server/domain/inspection/draw';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { expertInvitationView } from './expert-invitation.ts';
import { EXPERT_FIELDS, EXPERT_LABEL, MOST_DRAWN_EXPERTS } from './talent-vocabulary.ts';

const field = z.enum(EXPERT_FIELDS);
const MOST_RECUSALS = 200;

/** One expert of the register, as it stood on the day of the draw. */
export const drawnExpert = z.object({ id: uuid, name: z.string(), unit: z.string(), field: z.string() });
export type DrawnExpert = z.infer<typeof drawnExpert>;
/** 回避: who was left out, and why. */
export const expertRecusal = z.object({ id: uuid, name: z.string(), reason: z.string() });
export type ExpertRecusal = z.infer<typeof expertRecusal>;

export const listExpertPoolInput = z.strictObject({ field: field.optional() });
export const expertPoolView = z.array(drawnExpert);

export const drawExpertsInput = z.strictObject({
  /** What they are to review. */
  purpose: text(200),
  /** 被评审单位: its own people are left out without being named. */
  unitName: optionalText(100),
  field: field.optional(),
  wanted: z.number().int().min(1).max(MOST_DRAWN_EXPERTS),
  recusals: z
    .array(z.strictObject({ id: uuid, reason: text(100) }))
    .max(MOST_RECUSALS)
    .default([]),
});
export type DrawExpertsInput = z.infer<typeof drawExpertsInput>;

export const listExpertDrawsInput = z.strictObject({ ...pageInput, q: optionalText(60) });
export type ListExpertDrawsInput = z.infer<typeof listExpertDrawsInput>;
export const expertDrawView = z.object({
  id: uuid,
  purpose: z.string(),
  unitName: z.string().nullable(),
  field: field.nullable(),
  wanted: z.number().int(),
  pool: z.array(drawnExpert),
  recusals: z.array(expertRecusal),
  seedText: z.string(),
  drawn: z.array(uuid),
  drawnAt: z.string(),
  drawnByName: z.string(),
  /** Whether the seed still gives the same people: drawn once more from what was kept. */
  isReproduced: z.boolean(),
  /** 邀请 that went out after it, with their answers. */
  invitations: z.array(expertInvitationView),
});
export type ExpertDrawView = z.infer<typeof expertDrawView>;
export const expertDrawPage = pageOf(expertDrawView);

/** 抽取 by the published method: the pool without those who are left out, in the order in which they were drawn. */
export const drawExpertKeys = (
  hashes: DrawHashes,
  of: { drawnFor: string; pool: readonly string[]; wanted: number; moment: string },
): { seedText: string; drawn: string[] } => {
  const seedText = seedTextOf(hashes, of.drawnFor, of.pool, of.moment);
  return { seedText, drawn: drawKeys(hashes, seedText, EXPERT_LABEL, of.pool, of.wanted) };
};

/** Draws again from what a record says. */
export const isSameDraw = (
  hashes: DrawHashes,
  record: { seedText: string; pool: readonly string[]; drawn: readonly string[] },
): boolean => {
  if (record.drawn.length > new Set(record.pool).size) return false;
  const again = drawKeys(hashes, record.seedText, EXPERT_LABEL, record.pool, record.drawn.length);
  return again.join('|') === record.drawn.join('|');
};
