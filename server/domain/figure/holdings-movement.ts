import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/* 馆藏变动: opening + intake − transfers out − destroyed − other leaving = closing, between any two days. */

export const MOVEMENT_PARTS = ['opening', 'intake', 'transferred', 'destroyed', 'otherOut', 'closing'] as const;
export type MovementPart = (typeof MOVEMENT_PARTS)[number];

const period = { from: isoDate, to: isoDate };
const inOrder = { error: 'to is before from', path: ['to'] };
export const movementInput = z.strictObject(period).refine(({ from, to }) => from <= to, inOrder);
export type MovementInput = z.infer<typeof movementInput>;

const count = z.number().int();
const counts = {
  opening: count,
  intake: count,
  transferred: count,
  /** Years that were closed before it was counted apart have it among what left otherwise. */
  destroyed: count.default(0),
  otherOut: count,
  closing: count,
};
export const movementLine = z.object({ category: z.string(), ...counts });
export type MovementLine = z.infer<typeof movementLine>;
/** A line as it was when the year was closed, beside what the records say of the same year today. */
export const closedLine = z.object({ category: z.string(), atClosing: z.object(counts), today: z.object(counts) });
export type ClosedLine = z.infer<typeof closedLine>;

export const movementView = z.object({
  ...period,
  lines: z.array(movementLine),
  total: z.object(counts),
  /** Set where the days are a year that was closed. */
  closed: z
    .object({
      year: z.number().int(),
      closedAt: z.string(),
      closedByName: z.string(),
      note: z.string().nullable(),
      differing: z.array(closedLine),
    })
    .nullable(),
  closedYears: z.array(z.number().int()),
  /** The year of these days can be closed: it is whole, over and open. */
  closable: z.number().int().nullable(),
});
export type MovementView = z.infer<typeof movementView>;

export const movementRowsInput = z
  .strictObject({
    ...pageInput,
    ...period,
    part: z.enum(MOVEMENT_PARTS),
    category: z.string().min(1).max(20).optional(),
  })
  .refine(({ from, to }) => from <= to, inOrder);
export type MovementRowsInput = z.infer<typeof movementRowsInput>;
export const movementRecord = z.object({
  id: uuid,
  label: z.string(),
  detail: z.string(),
  cameOn: isoDate,
  goneOn: isoDate.nullable(),
});
export type MovementRecordView = z.infer<typeof movementRecord>;
export const movementRowsView = pageOf(movementRecord);

export const closeYearInput = z.strictObject({
  year: z.number().int().min(1949).max(2999),
  note: text(300).optional(),
});
export type CloseYearInput = z.infer<typeof closeYearInput>;

export const sumLines = (lines: readonly Omit<MovementLine, 'category'>[]): Omit<MovementLine, 'category'> => {
  const sum = { opening: 0, intake: 0, transferred: 0, destroyed: 0, otherOut: 0, closing: 0 };
  for (const line of lines) for (const part of MOVEMENT_PARTS) sum[part] += line[part];
  return sum;
};

const NOTHING = sumLines([]);

/** Lines whose numbers are not what they were at the closing; a category that came or went since stands against noughts. */
export const differingLines = (then: readonly MovementLine[], now: readonly MovementLine[]): ClosedLine[] => {
  const categories = [...new Set([...then, ...now].map((line) => line.category))].sort();
  return categories.flatMap((category) => {
    const [before, today] = [then, now].map((lines) => {
      const { category: _, ...numbers } = lines.find((line) => line.category === category) ?? { category, ...NOTHING };
      return numbers;
    }) as [typeof NOTHING, typeof NOTHING];
    const isSame = MOVEMENT_PARTS.every((part) => before[part] === today[part]);
    return isSame ? [] : [{ category, atClosing: before, today }];
  });
};
