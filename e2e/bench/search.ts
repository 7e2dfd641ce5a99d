import { withGrantDb, withTenantDb } from '@/db/client';
import { grantedSearchInput, type SearchInput, searchInput } from '@/server/domain/archive/archive-search';
import { searchQuery } from '@/server/domain/shared/chinese-text';
import { searchArchive } from '@/server/features/archive/search/search-archive';
import { searchGranted } from '@/server/features/archive/search/search-granted';
import { inTurn, report, reportTimes } from './measure.ts';
import { benchRecall } from './recall.ts';
import type { ScaleWorld } from './scale-world.ts';

const COLUMNS =
  'tenant_id, id, fonds_id, reference_code, code_sort, title, document_date, document_number, responsible_party, page_count, category_code, filing_year, retention_code, org_code, open_flag, state';
const RUNS = 20;

/** Words from rare to very frequent; how many records of the largest unit hold each is told beside its times. */
const WORDS: readonly (readonly [selectivity: string, word: string])[] = [
  ['rare', '王某'],
  ['rare', '防汛抗旱应急预案'],
  ['medium', '河长'],
  ['medium', '水库'],
  ['frequent', '会议'],
  ['frequent', '通知'],
  ['initials', 'yjya'],
];

/** The best hand-written form of the same question: its page and its count up to 2,000, past every fence. */
const byHand = async (world: ScaleWorld, tenants: string, word: string): Promise<void> => {
  const { tsquery } = searchQuery(word);
  const where = `${tenants} and search_tokens @@ $1::tsquery and strpos(search_text, $2) > 0 and state = 'filed'`;
  await world.admin.query(`select count(*)::int as n from (select 1 from archive_item where ${where} limit 2001) c`, [
    tsquery,
    word,
  ]);
  await world.admin.query(
    `select ${COLUMNS} from archive_item where ${where} order by tenant_id, code_sort, id limit 51`,
    [tsquery, word],
  );
};

type Times = { a: number[]; b: number[] };
const AGAINST = 'SQL without row-level security';

const own = (world: ScaleWorld, input: Partial<SearchInput>) =>
  withTenantDb(world.pools, world.archivist, (tdb) => searchArchive(tdb, world.archivist, searchInput.parse(input)));

const benchWords = async (world: ScaleWorld): Promise<void> => {
  const { pools, inspector, largestId, unitIds } = world;
  const [all, granted]: [Times, Times] = [
    { a: [], b: [] },
    { a: [], b: [] },
  ];
  const bySelectivity = new Map<string, Times>();
  for (const [selectivity, word] of WORDS) {
    const times = await inTurn(
      RUNS,
      () => own(world, { q: word }),
      () => byHand(world, `tenant_id = ${largestId}`, word),
    );
    const kept = bySelectivity.get(selectivity) ?? { a: [], b: [] };
    bySelectivity.set(selectivity, { a: [...kept.a, ...times.a], b: [...kept.b, ...times.b] });
    all.a.push(...times.a);
    all.b.push(...times.b);
    const wide = await inTurn(
      RUNS / 2,
      () =>
        withGrantDb(pools, inspector, (gdb) => searchGranted(gdb, inspector, grantedSearchInput.parse({ q: word }))),
      () => byHand(world, `tenant_id = any (array[${unitIds.join(',')}])`, word),
    );
    reportTimes(`search as supervisor, ${word}`, wide, `${AGAINST} or audit`);
    granted.a.push(...wide.a);
    granted.b.push(...wide.b);
  }
  for (const [selectivity, times] of bySelectivity) reportTimes(`search own, ${selectivity}`, times, AGAINST);
  reportTimes('search own, all words', all, AGAINST);
  reportTimes(`search as supervisor, all words, ${unitIds.length} grants`, granted, `${AGAINST} or audit`);
};

/** Fifty rows a page: the cursor of page 1,000 is walked to once, then both pages are read in turn. */
const benchDepth = async (world: ScaleWorld): Promise<void> => {
  const question = { q: '通知', sort: 'code' } as const;
  let cursor: string | null = null;
  let page = 1;
  for (; page < 1_000; page += 4) {
    const next: { page: { nextCursor: string | null } } = await own(world, {
      ...question,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    if (next.page.nextCursor === null) break;
    cursor = next.page.nextCursor;
  }
  const deep = await inTurn(
    RUNS * 2,
    () => own(world, { ...question, ...(cursor ? { cursor } : {}) }),
    () => own(world, question),
  );
  reportTimes(`search own, page ${page}`, deep, 'page 1');
};

const date = (field: string, value: string, upTo: string) => ({
  field,
  operator: 'between' as const,
  value,
  upTo,
  isNot: false,
});
const says = (field: string, value: string, isNot = false) => ({
  field,
  operator: 'contains' as const,
  value,
  isNot,
});

const BUILT: readonly (readonly [label: string, input: Partial<SearchInput>, sql: string])[] = [
  [
    'title and date range',
    {
      builder: {
        join: 'and',
        conditions: [says('title', '水库'), date('documentDate', '20180101', '20191231')],
        groups: [],
      },
    },
    `search_tokens @@ '''水库'''::tsquery and strpos(title, '水库') > 0 and date_sort between '20180000' and '20191231'`,
  ],
  [
    'either word but not a third, one category',
    {
      categoryCode: 'WS',
      builder: {
        join: 'and',
        conditions: [says('any', '请示', true)],
        groups: [{ join: 'or', conditions: [says('title', '河长'), says('title', '防汛')] }],
      },
    },
    `category_code = 'WS' and search_tokens @@ '''河长'' | ''防汛'''::tsquery and (strpos(title, '河长') > 0 or strpos(title, '防汛') > 0) and not search_tokens @@ '''请示'''::tsquery`,
  ],
  [
    'prefix of a code',
    {
      builder: {
        join: 'and',
        conditions: [{ field: 'referenceCode', operator: 'starts', value: 'B028-WS·2020-D30-', isNot: false }],
        groups: [],
      },
    },
    `reference_code like 'B028-WS·2020-D30-%'`,
  ],
];

const benchBuilder = async (world: ScaleWorld): Promise<void> => {
  const all: Times = { a: [], b: [] };
  for (const [label, input, where] of BUILT) {
    const whole = `tenant_id = ${world.largestId} and state = 'filed' and ${where}`;
    const times = await inTurn(
      RUNS,
      () => own(world, input),
      async () => {
        await world.admin.query(`select count(*) from (select 1 from archive_item where ${whole} limit 2001) c`);
        await world.admin.query(`select ${COLUMNS} from archive_item where ${whole} order by code_sort, id limit 51`);
      },
    );
    reportTimes(`search own, builder: ${label}`, times, AGAINST);
    all.a.push(...times.a);
    all.b.push(...times.b);
  }
  reportTimes('search own, builder, all', all, AGAINST);
};

/** How many of a unit's records hold each word, so that "rare" and "frequent" are figures. */
const reportSelectivity = async (world: ScaleWorld): Promise<void> => {
  for (const [selectivity, word] of WORDS) {
    const { rows } = await world.admin.query<{ n: number }>(
      'select count(*)::int as n from archive_item where tenant_id = $1 and search_tokens @@ $2::tsquery and strpos(search_text, $3) > 0',
      [world.largestId, searchQuery(word).tsquery, word],
    );
    report({ name: `matches of ${word} (${selectivity})`, value: rows[0]?.n ?? 0, unit: 'records' });
  }
};

export const benchSearch = async (world: ScaleWorld): Promise<void> => {
  await reportSelectivity(world);
  await benchWords(world);
  await benchBuilder(world);
  await benchDepth(world);
  await benchRecall(world);
};
