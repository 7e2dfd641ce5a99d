import { withTenantDb } from '@/db/client';
import { searchInput } from '@/server/domain/archive/archive-search';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { countSearch, searchArchive } from '@/server/features/archive/search/search-archive';
import { report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

/** Characters of a word that is looked for: two is the shortest that has to find everything. */
const LENGTHS = [2, 3, 4, 6, 8] as const;
const WORDS_EACH = 8;
/** Up to here the very records are compared, beyond it their number. */
const COMPARED = 2_000;
/** Words of one piece: a blank parts a question into several words, and a number may be read as a code or a label. */
const ONE_WORD = /^\p{Script=Han}+$/u;

/** Words out of the titles of the largest unit, the same in every run over the same data. */
const wordsOfTitles = async ({ admin, largestId }: ScaleWorld): Promise<string[]> => {
  const { rows } = await admin.query<{ title: string }>(
    "select title from archive_item where tenant_id = $1 and state = 'filed' order by md5(reference_code) limit 2000",
    [largestId],
  );
  const titles = rows.map((row) => normaliseForSearch(row.title));
  return LENGTHS.flatMap((length, at) => {
    const words = titles.map((title, index) => {
      const from = (index * 7 + at) % Math.max(1, title.length - length + 1);
      return title.slice(from, from + length);
    });
    return [...new Set(words.filter((word) => word.length === length && ONE_WORD.test(word)))].slice(0, WORDS_EACH);
  });
};

/** How many records hold each word: every record of the unit is read, by no index. */
const scan = async ({ admin, largestId }: ScaleWorld, words: readonly string[]): Promise<number[]> => {
  const counts = words.map((_, index) => `count(*) filter (where strpos(search_text, $${index + 2}) > 0)::int`);
  const { rows } = await admin.query<{ counts: number[] }>(
    `select array[${counts.join(', ')}] as counts from archive_item where tenant_id = $1 and state = 'filed'`,
    [largestId, ...words],
  );
  return rows[0]?.counts ?? [];
};

const idsByScan = async ({ admin, largestId }: ScaleWorld, word: string): Promise<Set<string>> => {
  const { rows } = await admin.query<{ id: string }>(
    "select id from archive_item where tenant_id = $1 and state = 'filed' and strpos(search_text, $2) > 0",
    [largestId, word],
  );
  return new Set(rows.map((row) => row.id));
};

/** Every page of the search, as somebody turns them. */
const idsBySearch = async ({ pools, archivist }: ScaleWorld, word: string): Promise<Set<string>> => {
  const found = new Set<string>();
  let cursor: string | null = null;
  do {
    const input = searchInput.parse({ q: word, sort: 'code', limit: 200, ...(cursor ? { cursor } : {}) });
    const page: { rows: { id: string }[]; page: { nextCursor: string | null } } = await withTenantDb(
      pools,
      archivist,
      (tdb) => searchArchive(tdb, archivist, input),
    );
    for (const row of page.rows) found.add(row.id);
    cursor = page.page.nextCursor;
  } while (cursor !== null);
  return found;
};

/** What the search finds of what a reading of every record finds, over words of two characters and more. */
export const benchRecall = async (world: ScaleWorld): Promise<void> => {
  const { pools, archivist } = world;
  const words = await wordsOfTitles(world);
  const expected = await scan(world, words);
  const sums = { there: 0, found: 0, tooMany: 0 };
  for (const [index, word] of words.entries()) {
    const there = expected[index] ?? 0;
    const { count } = await withTenantDb(pools, archivist, (tdb) =>
      countSearch(tdb, archivist, { q: word, isExact: true }),
    );
    let found = Math.min(count, there);
    if (there <= COMPARED) {
      const [scanned, searched] = [await idsByScan(world, word), await idsBySearch(world, word)];
      found = [...scanned].filter((id) => searched.has(id)).length;
    }
    sums.there += there;
    sums.found += found;
    sums.tooMany += Math.max(0, count - there);
  }
  const against = `a full scan: ${sums.there} matches of ${words.length} words`;
  report({ name: 'search own, recall', value: (100 * sums.found) / Math.max(1, sums.there), unit: '%', against });
  report({ name: 'search own, found but not there', value: sums.tooMany, unit: 'records', against });
};
