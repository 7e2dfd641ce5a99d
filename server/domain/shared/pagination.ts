import { z } from 'zod';

/** A page by key: `cursor` is opaque, made by the server from the last row; `before` walks back. */
export const pageInput = {
  cursor: z.string().max(600).optional(),
  direction: z.enum(['after', 'before']).default('after'),
  limit: z.number().int().min(1).max(200).default(50),
};

export const pageInfo = z.object({
  nextCursor: z.string().nullable(),
  previousCursor: z.string().nullable(),
  /** Exact up to `COUNT_CAP`; at the cap it means "at least". Null where counting is not worth it. */
  total: z.number().int().nullable(),
});
export type PageInfo = z.infer<typeof pageInfo>;

export const COUNT_CAP = 10_001;

/** A page schema for rows of one view. */
export const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), page: pageInfo });

export type Page<Row> = { rows: Row[]; page: PageInfo };

/** Cursors are base64url JSON, so that any key may be a part; a damaged one reads as none. */
export const encodeCursor = (parts: readonly (string | number | boolean | null)[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(parts))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const decodeCursor = <T extends z.ZodType>(schema: T, cursor: string | undefined): z.infer<T> | undefined => {
  if (!cursor) return undefined;
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Cuts a page out of `limit + 1` rows that were read in walking order.
 * @param hasCursor whether the walk began at a cursor, so that something lies behind it
 */
export const cutPage = <Row>(
  read: Row[],
  options: { limit: number; direction: 'after' | 'before'; hasCursor: boolean; total: number | null },
  keyOf: (row: Row) => string,
): Page<Row> => {
  const more = read.length > options.limit;
  const rows = read.slice(0, options.limit);
  if (options.direction === 'before') rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const hasNext = options.direction === 'after' ? more : options.hasCursor;
  const hasPrevious = options.direction === 'after' ? options.hasCursor : more;
  return {
    rows,
    page: {
      nextCursor: hasNext && last ? keyOf(last) : null,
      previousCursor: hasPrevious && first ? keyOf(first) : null,
      total: options.total,
    },
  };
};
