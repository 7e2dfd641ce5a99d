import { z } from 'zod';
import { text } from '@/server/domain/shared/ids';

/**
 * 质检规则: what a scanned page must be, and how a batch is accepted. Values of standards differ by place, so that a
 * unit may set its own version; each version says where it comes from and is never changed.
 */
export const COLOUR_MODES = ['bilevel', 'grey', 'colour'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

export const scanRule = z.strictObject({
  /** Share of the page that is ink; below it nothing is written there. */
  blankInk: z.number().min(0).max(0.1),
  /** Steepness of the edges of the writing, from 0 to 1. */
  minSharpness: z.number().min(0).max(1),
  maxSkewDegrees: z.number().min(0).max(45),
  minDpi: z.number().int().min(50).max(2_400),
  /** Of photographs, which are small and are looked at large. */
  minPhotoDpi: z.number().int().min(50).max(2_400).default(400),
  minColour: z.enum(COLOUR_MODES),
  /** Shorter side on paper. */
  minSideMm: z.number().min(1).max(2_000),
  minBytes: z.number().int().min(0),
  maxBytes: z.number().int().min(1),
  /** How much of their ink two pages may differ in, of 1,000 parts, and still be one sheet scanned twice. */
  doubledPermille: z.number().int().min(0).max(500),
  /** 抽检比例 and the least number of pages. */
  sampleRate: z.number().min(0.01).max(1),
  sampleMin: z.number().int().min(1).max(10_000),
  /** 合格率: share of right pages. */
  acceptRate: z.number().min(0.5).max(1),
  /** Errors of which a single one sends the batch back. */
  zeroTolerance: z.array(z.enum(['missing', 'wrong_order', 'doubled', 'wrong_record'])).max(4),
});
export type ScanRule = z.infer<typeof scanRule>;

/** Holds until a unit makes a version of its own. */
export const STANDARD_SCAN_RULE: { version: string; source: string; settings: ScanRule } = {
  version: 'DA/T 31-2017/2',
  source:
    'DA/T 31-2017：分辨率不低于200dpi，宜采用彩色模式；照片不低于400dpi、偏斜≤3°、漏扫错页重扫为0（地方标准）；抽检不低于5%、合格率≥95%（验收通知）。空白、模糊、重复的判定值为本系统实测。',
  settings: {
    blankInk: 0.0008,
    minSharpness: 0.35,
    maxSkewDegrees: 3,
    minDpi: 200,
    minPhotoDpi: 400,
    minColour: 'colour',
    minSideMm: 90,
    minBytes: 10_000,
    maxBytes: 200_000_000,
    doubledPermille: 85,
    sampleRate: 0.05,
    sampleMin: 20,
    acceptRate: 0.95,
    zeroTolerance: ['missing', 'wrong_order', 'doubled', 'wrong_record'],
  },
};

/** What the machine measures on a page. */
export const pageFacts = z.object({
  width: z.number().int(),
  height: z.number().int(),
  /** Null when the file does not say. */
  dpi: z.number().nullable(),
  colour: z.enum(COLOUR_MODES),
  ink: z.number(),
  /** Null on a page with nothing to be sharp. */
  sharpness: z.number().nullable(),
  /** Null when there are no lines to tell it by. */
  skewDegrees: z.number().nullable(),
  /** What the page looks like, for finding it again: one letter for each field. */
  look: z.string(),
});
export type PageFacts = z.infer<typeof pageFacts>;

export const MACHINE_KINDS = [
  'blank',
  'blur',
  'skew',
  'resolution',
  'colour',
  'size',
  'doubled',
  'unreadable',
] as const;
export type MachineKind = (typeof MACHINE_KINDS)[number];
export interface PageVerdict {
  kind: MachineKind;
  measured: number | null;
  threshold: number | null;
}

const MM_PER_INCH = 25.4;

/**
 * What is wrong with a page by itself; doublets need its neighbours. `sizeBytes` is null for a page among many of a file.
 * A photograph has any size, and what is askew in it is the motif.
 */
export const judgePage = (
  facts: PageFacts,
  sizeBytes: number | null,
  rule: ScanRule,
  { isPhotograph = false }: { isPhotograph?: boolean } = {},
): PageVerdict[] => {
  const verdicts: PageVerdict[] = [];
  const find = (kind: MachineKind, measured: number | null, threshold: number | null) =>
    verdicts.push({ kind, measured, threshold });
  const isBlank = facts.ink < rule.blankInk;
  if (isBlank) find('blank', facts.ink, rule.blankInk);
  if (!isBlank && facts.sharpness !== null && facts.sharpness < rule.minSharpness)
    find('blur', facts.sharpness, rule.minSharpness);
  if (!isBlank && !isPhotograph && facts.skewDegrees !== null && Math.abs(facts.skewDegrees) > rule.maxSkewDegrees)
    find('skew', Math.abs(facts.skewDegrees), rule.maxSkewDegrees);
  // A file that does not say its resolution cannot prove it.
  const minDpi = isPhotograph ? rule.minPhotoDpi : rule.minDpi;
  if (facts.dpi === null || facts.dpi < minDpi) find('resolution', facts.dpi, minDpi);
  if (COLOUR_MODES.indexOf(facts.colour) < COLOUR_MODES.indexOf(rule.minColour)) find('colour', null, null);
  const sideMm = facts.dpi ? (Math.min(facts.width, facts.height) / facts.dpi) * MM_PER_INCH : null;
  if (sideMm !== null && sideMm < rule.minSideMm && !isPhotograph) find('size', sideMm, rule.minSideMm);
  else if (sizeBytes !== null && sizeBytes < rule.minBytes && !isBlank) find('size', sizeBytes, rule.minBytes);
  else if (sizeBytes !== null && sizeBytes > rule.maxBytes) find('size', sizeBytes, rule.maxBytes);
  return verdicts;
};

const LOOK_SIDE = 48;
const inkAt = (look: string, x: number, y: number): number =>
  x < 0 || y < 0 || x >= LOOK_SIDE || y >= LOOK_SIDE ? 0 : Number.parseInt(look[y * LOOK_SIDE + x] ?? '0', 16);

/** Ink that only one of two pages has, of 1,000 parts of all ink, with one of them moved by some fields. */
const differenceAt = (left: string, right: string, dx: number, dy: number): number => {
  let [different, all] = [0, 0];
  for (let y = 0; y < LOOK_SIDE; y += 1) {
    for (let x = 0; x < LOOK_SIDE; x += 1) {
      const [one, two] = [inkAt(left, x, y), inkAt(right, x + dx, y + dy)];
      different += Math.abs(one - two);
      all += Math.max(one, two);
    }
  }
  return all === 0 ? 1_000 : Math.round((different * 1_000) / all);
};

/** How unlike two pages look, from 0 to 1,000; a sheet that lies a little elsewhere is still the same sheet. */
export const lookDistance = (left: string, right: string): number => {
  if (left.length !== right.length || left.length === 0) return 1_000;
  const moves = [-1, 0, 1];
  return Math.min(...moves.flatMap((dx) => moves.map((dy) => differenceAt(left, right, dx, dy))));
};

export const ruleView = z.object({
  version: z.string(),
  source: z.string(),
  settings: scanRule,
  createdByName: z.string().nullable(),
  createdAt: z.string().nullable(),
});
export type RuleView = z.infer<typeof ruleView>;
export const ruleHistory = z.object({ current: ruleView, older: z.array(ruleView) });
export const saveRuleInput = z.strictObject({ settings: scanRule, source: text(300) });
export type SaveRuleInput = z.infer<typeof saveRuleInput>;

/** 抽检数: the share of the rule, at least its least number, at most all. */
export const sampleSize = (population: number, rule: ScanRule): number =>
  Math.min(population, Math.max(rule.sampleMin, Math.ceil(population * rule.sampleRate - 1e-9)));

/** Whether a sample in which so many pages are wrong is accepted, and its error rate in percent. */
export const judgeSample = (
  size: number,
  wrongPages: number,
  kinds: readonly string[],
  rule: ScanRule,
): { isAccepted: boolean; errorRate: number } => {
  const isRightOften = (size - wrongPages) / size >= rule.acceptRate - 1e-9;
  const hasForbidden = kinds.some((kind) => (rule.zeroTolerance as readonly string[]).includes(kind));
  return { isAccepted: isRightOften && !hasForbidden, errorRate: (wrongPages / size) * 100 };
};
