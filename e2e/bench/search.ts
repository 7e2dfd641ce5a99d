import { withGrantDb, withTenantDb } from '@/db/client';
import { listItemsInput } from '@/server/domain/archive/archive-list';
import { listGrantedInput } from '@/server/domain/archive/granted-archive';
import { searchQuery } from '@/server/domain/shared/chinese-text';
import { listGranted } from '@/server/features/archive/list-granted';
import { listItems } from '@/server/features/archive/list-items';
import { inTurn, reportTimes } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const COLUMNS =
  'tenant_id, id, fonds_id, reference_code, code_sort, title, document_date, document_number, responsible_party, page_count, category_code, filing_year, retention_code, org_code, open_flag, state';
const RUNS = 20;

/** Two characters each, from rare to very frequent. */
const WORDS = ['王某', '河长', '水库', '会议', '通知'];

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

export const benchSearch = async (world: ScaleWorld): Promise<void> => {
  const { pools, archivist, inspector, largestId, unitIds } = world;
  const own = { a: [] as number[], b: [] as number[] };
  const granted = { a: [] as number[], b: [] as number[] };
  for (const word of WORDS) {
    const times = await inTurn(
      RUNS,
      () => withTenantDb(pools, archivist, (tdb) => listItems(tdb, archivist, listItemsInput.parse({ q: word }))),
      () => byHand(world, `tenant_id = ${largestId}`, word),
    );
    reportTimes(`search own, ${word}`, times, 'SQL without row-level security');
    own.a.push(...times.a);
    own.b.push(...times.b);
    const wide = await inTurn(
      RUNS / 2,
      () =>
        withGrantDb(pools, inspector, (gdb) =>
          listGranted(gdb, inspector, listGrantedInput.parse({ unitSlug: null, q: word })),
        ),
      () => byHand(world, `tenant_id = any (array[${unitIds.join(',')}])`, word),
    );
    reportTimes(`search as supervisor, ${word}`, wide, 'SQL without row-level security or audit');
    granted.a.push(...wide.a);
    granted.b.push(...wide.b);
  }
  reportTimes('search own, all words', own, 'SQL without row-level security');
  reportTimes(
    `search as supervisor, all words, ${unitIds.length} grants`,
    granted,
    'SQL without row-level security or audit',
  );
};
