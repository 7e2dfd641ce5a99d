import { z } from 'zod';
import { templateCode } from '@/server/domain/archive/classification-scheme';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { codeSelection } from './code-check.ts';
import { fondsNumberInput } from './fonds.ts';

/** 重新编号: asked for, looked at as a table of old and new codes, then applied or dropped. */

export const RENUMBER_MODES = ['order', 'gaps', 'template', 'official'] as const;
export const RENUMBER_STATES = ['planning', 'planned', 'applying', 'applied', 'dropped', 'failed'] as const;
export const RENUMBER_PROBLEMS = ['unreadable', 'part_missing', 'part_invalid', 'taken', 'parent_stays'] as const;
export const SORT_KEYS = ['code', 'date', 'document'] as const;

export const planRenumberingInput = z
  .strictObject({
    ...codeSelection,
    mode: z.enum(['order', 'gaps', 'template']),
    /** provisional: locked codes stay as they are. */
    scope: z.enum(['all', 'provisional']).default('all'),
    sortBy: z.enum(SORT_KEYS).default('code'),
    /** Of mode template: what the codes become. */
    templateCode: templateCode.optional(),
    /** 定号: provisional codes of the selection are locked when the table is applied. */
    locks: z.boolean().default(true),
    reason: text(500),
  })
  .refine(({ mode, templateCode: code }) => (mode === 'template') === (code !== undefined), {
    path: ['templateCode'],
    error: 'TEMPLATE_WITH_MODE',
  });
export type PlanRenumberingInput = z.infer<typeof planRenumberingInput>;

export const planOfficialInput = z.strictObject({
  fondsId: uuid,
  officialNumber: fondsNumberInput,
  reason: text(500),
});
export type PlanOfficialInput = z.infer<typeof planOfficialInput>;

export const renumberingView = z.object({
  id: uuid,
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  mode: z.enum(RENUMBER_MODES),
  categoryCode: z.string().nullable(),
  filingYear: z.number().int().nullable(),
  retentionCode: z.string().nullable(),
  orgCode: z.string().nullable(),
  scope: z.enum(['all', 'provisional']),
  sortBy: z.enum(SORT_KEYS),
  templateCode: z.string().nullable(),
  officialNumber: z.string().nullable(),
  locks: z.boolean(),
  reason: z.string(),
  state: z.enum(RENUMBER_STATES),
  rowCount: z.number().int(),
  changedCount: z.number().int(),
  problemCount: z.number().int(),
  jobId: uuid.nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
  appliedAt: z.string().nullable(),
  appliedByName: z.string().nullable(),
});
export type RenumberingView = z.infer<typeof renumberingView>;

export const renumberingRowView = z.object({
  position: z.number().int(),
  itemId: uuid,
  title: z.string(),
  oldCode: z.string(),
  newCode: z.string().nullable(),
  retires: z.boolean(),
  problem: z.enum(RENUMBER_PROBLEMS).nullable(),
  problemPart: z.string().nullable(),
});
export type RenumberingRowView = z.infer<typeof renumberingRowView>;
export const renumberingRowsInput = z.strictObject({
  id: uuid,
  onlyProblems: z.boolean().default(false),
  ...pageInput,
});
export type RenumberingRowsInput = z.infer<typeof renumberingRowsInput>;
export const renumberingRowPage = pageOf(renumberingRowView);
export const renumberingPage = pageOf(renumberingView);

/** A code that a record had and lost. */
export const retiredCodeView = z.object({
  oldCode: z.string(),
  newCode: z.string(),
  reason: z.string(),
  renumberingId: uuid.nullable(),
  changedByName: z.string(),
  changedAt: z.string(),
});
export type RetiredCodeView = z.infer<typeof retiredCodeView>;

export const changeCodeInput = z.strictObject({
  itemId: uuid,
  rowVersion: z.number().int().min(1),
  referenceCode: text(100),
});
export type ChangeCodeInput = z.infer<typeof changeCodeInput>;
