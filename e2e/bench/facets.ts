import { withGrantDb, withTenantDb } from '@/db/client';
import { facetsInput, grantedFacetsInput } from '@/server/domain/archive/archive-search';
import { searchQuery } from '@/server/domain/shared/chinese-text';
import { countFacets } from '@/server/features/archive/search/search-archive';
import { countGrantedFacets } from '@/server/features/archive/search/search-granted';
import { inTurn, report, reportTimes } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const RUNS = 20;
const GROUPED =
  "select category_code, filing_year, retention_code, org_code, open_flag, coalesce(box_number, '') <> '', count(*) from archive_item";

/** Counts beside the choices: of the whole unit, of a year, of what a rare, a medium and a frequent word finds. */
export const benchFacets = async (world: ScaleWorld): Promise<void> => {
  const { pools, admin, archivist, inspector, largestId, unitIds } = world;
  const all = { a: [] as number[], b: [] as number[] };
  const questions: readonly { q?: string; filingYear?: number }[] = [
    {},
    { filingYear: 2020 },
    { q: '王某' },
    { q: '水库' },
    { q: '会议' },
    { q: '通知' },
    { q: '通知', filingYear: 2020 },
  ];
  for (const question of questions) {
    const label = [question.q, question.filingYear].filter(Boolean).join(' ') || 'no words';
    const word = question.q
      ? `and search_tokens @@ '${searchQuery(question.q).tsquery.replaceAll("'", "''")}'::tsquery`
      : '';
    const times = await inTurn(
      RUNS,
      () => withTenantDb(pools, archivist, (tdb) => countFacets(tdb, archivist, facetsInput.parse(question))),
      () =>
        admin.query(`${GROUPED} where tenant_id = ${largestId} and state = 'filed' ${word} group by 1, 2, 3, 4, 5, 6`),
    );
    reportTimes(`facets own, ${label}`, times, 'SQL without row-level security, exact');
    all.a.push(...times.a);
    all.b.push(...times.b);
    if (question.q) await reportError(world, question.q);
  }
  reportTimes('facets own, all', all, 'SQL without row-level security, exact');
  const wide = await inTurn(
    RUNS / 2,
    () =>
      withGrantDb(pools, inspector, (gdb) =>
        countGrantedFacets(gdb, inspector, grantedFacetsInput.parse({ q: '水库' })),
      ),
    () =>
      admin.query(
        `${GROUPED} where tenant_id = any (array[${unitIds.join(',')}]) and state = 'filed' and search_tokens @@ '''水库'''::tsquery group by 1, 2, 3, 4, 5, 6`,
      ),
  );
  reportTimes(`facets as supervisor, 水库, ${unitIds.length} grants`, wide, 'SQL without row-level security or audit');
};

/** How far an estimate is from the truth; nought where it was counted. */
const reportError = async ({ pools, archivist }: ScaleWorld, q: string): Promise<void> => {
  const count = (isExact: boolean) =>
    withTenantDb(pools, archivist, (tdb) => countFacets(tdb, archivist, facetsInput.parse({ q, isExact })));
  const [shown, exact] = [await count(false), await count(true)];
  report({
    name: `facets own, ${q}, ${shown.isExact ? 'counted' : 'estimated'}: error of the total`,
    value: exact.total === 0 ? 0 : (Math.abs(shown.total - exact.total) / exact.total) * 100,
    unit: '%',
  });
};
