import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 数字化进度 and 下一批建议. */
export const PROGRESS_AXES = ['year', 'category', 'fonds'] as const;
export type ProgressAxis = (typeof PROGRESS_AXES)[number];
export const progressInput = z.strictObject({ axis: z.enum(PROGRESS_AXES).default('year') });
export type ProgressInput = z.infer<typeof progressInput>;
export const progressRow = z.object({
  /** The year, the code of the category, or the id of the fonds. */
  key: z.string(),
  label: z.string(),
  /** 卷 and 件 outside volumes. */
  total: z.number().int(),
  done: z.number().int(),
  running: z.number().int(),
  /** Left out by rule, with a reason: neither done nor owed. */
  excluded: z.number().int(),
  /** Came in as electronic records: nothing to scan. */
  bornDigital: z.number().int(),
  frames: z.number().int(),
  pages: z.number().int(),
});
export type ProgressRow = z.infer<typeof progressRow>;
export const progressView = z.object({ axis: z.enum(PROGRESS_AXES), rows: z.array(progressRow), sum: progressRow });
export type ProgressView = z.infer<typeof progressView>;

/** Why a record is proposed: how often it was asked for within the last three years. */
export const proposalView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  filingYear: z.number().int(),
  categoryCode: z.string(),
  pageCount: z.number().nullable(),
  /** Times that it was handed out by itself, and that its box was. */
  outs: z.number().int(),
  boxOuts: z.number().int(),
  /** Times that it was looked at under a grant. */
  looks: z.number().int(),
  lastOn: isoDate.nullable(),
  score: z.number(),
});
export type ProposalView = z.infer<typeof proposalView>;
export const proposalsInput = z.strictObject({ ...pageInput, categoryCode: z.string().max(20).optional() });
export const exportProposalsInput = proposalsInput.pick({ categoryCode: true });
export type ProposalsInput = z.infer<typeof proposalsInput>;
export const proposalPage = pageOf(proposalView);

export const excludeInput = z.strictObject({ itemIds: z.array(uuid).min(1).max(200), reason: text(200) });
export type ExcludeInput = z.infer<typeof excludeInput>;
