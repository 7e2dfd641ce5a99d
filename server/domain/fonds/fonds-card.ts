import { z } from 'zod';
import { fondsRecord, holdingView } from '@/server/domain/fonds/fonds';
import { fondsChangeView } from '@/server/domain/fonds/fonds-change';
import { uuid } from '@/server/domain/shared/ids';

/** 全宗卡片 (DA/T 1): one fonds on one card, as the archives report it. Everything but the history is counted anew each time. */

/** 检索工具: the lists that the catalogue makes by itself, and how they are called. */
export const FINDING_AIDS = [
  { code: 'item_catalogue', zh: '归档文件目录', en: 'Item catalogue' },
  { code: 'volume_catalogue', zh: '案卷目录', en: 'Volume catalogue' },
  { code: 'file_list', zh: '卷内文件目录', en: 'Contents of volumes' },
  { code: 'photo_list', zh: '照片档案目录', en: 'Photograph list' },
  { code: 'negative_list', zh: '底片目录', en: 'Negatives list' },
  { code: 'recording_catalogue', zh: '录音录像档案目录', en: 'Sound and film catalogue' },
  { code: 'object_catalogue', zh: '实物档案目录', en: 'Objects catalogue' },
  { code: 'person_index', zh: '人名索引', en: 'Index of persons' },
  { code: 'topic_catalogue', zh: '专题目录', en: 'Topic catalogues' },
] as const;
const aidCode = z.enum(FINDING_AIDS.map(({ code }) => code));
export type FindingAidCode = z.infer<typeof aidCode>;

export const findingAidView = z.object({
  code: aidCode,
  entries: z.number().int(),
  /** The years that it covers. */
  firstYear: z.number().int(),
  lastYear: z.number().int(),
});
export type FindingAidView = z.infer<typeof findingAidView>;

export const retentionHolding = z.object({
  retentionCode: z.string(),
  volumes: z.number().int(),
  pieces: z.number().int(),
});

export const fondsCardInput = z.strictObject({ id: uuid });
export type FondsCardInput = z.infer<typeof fondsCardInput>;

export const fondsCardView = z.object({
  fonds: fondsRecord,
  /** Earlier names, the newest first, each with the day on which it ended. */
  formerNames: z.array(z.object({ name: z.string(), until: z.string() })),
  holdings: z.array(holdingView),
  byRetention: z.array(retentionHolding),
  firstYear: z.number().int().nullable(),
  lastYear: z.number().int().nullable(),
  boxes: z.number().int(),
  /** 排架长度: the spines of its boxes side by side. */
  shelfMm: z.number().int(),
  rooms: z.array(z.string()),
  /** 移进移出: records that came from elsewhere, and records that left. */
  received: z.number().int(),
  left: z.number().int(),
  aids: z.array(findingAidView),
  changes: z.array(fondsChangeView),
});
export type FondsCardView = z.infer<typeof fondsCardView>;

/** What a change of the name alone says: the old name stands before the arrow. */
export const formerNamesOf = (
  changes: readonly { rule: string; effectiveOn: string; parties: readonly { name: string }[] }[],
): { name: string; until: string }[] =>
  changes.flatMap(({ rule, effectiveOn, parties }) => {
    const [before, after] = rule === 'RENAME' ? (parties[0]?.name.split(' → ') ?? []) : [];
    return before && after ? [{ name: before, until: effectiveOn }] : [];
  });
