import { z } from 'zod';
import { ITEM_TEXT_LIMITS, retentionCode } from '@/server/domain/archive/archive-item';
import { optionalText, uuid } from '@/server/domain/shared/ids';

/** 执法案卷: which fonds of the bureau the volume goes into and how long it is kept. */
export const fileCaseInput = z.strictObject({
  inspectionId: uuid,
  fondsId: uuid,
  retentionCode: retentionCode.default('D30'),
  orgCode: optionalText(ITEM_TEXT_LIMITS.orgCode),
  /** For a bureau that has no numbering rule for 专业档案 yet. */
  referenceCode: optionalText(ITEM_TEXT_LIMITS.referenceCode),
});
export type FileCaseInput = z.infer<typeof fileCaseInput>;
