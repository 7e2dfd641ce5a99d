import { v7 as uuidv7 } from 'uuid';
import { withTenantDb } from '@/db/client';
import { normaliseForSearch, searchTokens } from '@/server/domain/shared/chinese-text';
import { searchTexts } from '@/server/features/digital/page-texts';
import { quantile, report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const RUNS = 20;
const PAGES_EACH = 50;
const WORDS =
  '防汛 抗旱 水库 林场 村道 硬化 工程 结算 预算 会议 纪要 通知 请示 批复 土地 承包 低保 医疗 学校 选举 党员 干部 考核 信访 环境 卫生 扶贫 产业 合作社 农机'.split(
    ' ',
  );
/** A word that stands on one page in a thousand, in a hundred, in ten, and on most. */
const RARE = ['护林员名册', '除险加固', '签证单', '柳溪镇'] as const;
const SHARES = [1_000, 100, 10, 1] as const;

const textOf = (page: number): string => {
  const lines = Array.from({ length: 20 }, (_, line) =>
    Array.from(
      { length: 12 },
      (_none, place) => WORDS[(page * 7 + line * 13 + place * (page % 29)) % WORDS.length],
    ).join(''),
  );
  const marks = RARE.filter((_, index) => page % (SHARES[index] ?? 1) === 0);
  return [...marks, ...lines].join('\n');
};

/** Fills in pages as if they had been recognised; they stay for the next run. */
const fill = async ({ admin, largestId, archivist }: ScaleWorld, pages: number): Promise<void> => {
  const known = await admin.query<{ n: number }>('select count(*)::int as n from page_text where tenant_id = $1', [
    largestId,
  ]);
  const from = known.rows[0]?.n ?? 0;
  const items = await admin.query<{ id: string }>(
    "select id from archive_item where tenant_id = $1 and state = 'filed' order by code_sort desc, id limit $2",
    [largestId, Math.ceil(pages / PAGES_EACH)],
  );
  for (let at = from; at < pages; at += PAGES_EACH) {
    const itemId = items.rows[Math.floor(at / PAGES_EACH)]?.id;
    const fileId = uuidv7();
    await admin.query(
      `insert into digital_file (tenant_id, id, item_id, sequence, file_name, logical_path, media_type, size_bytes, sha512, sha256, sm3, state, ocfl_version, content_path, created_by)
       values ($1, $2, $3, 1, 'bench.pdf', 'bench.pdf', 'application/pdf', 1, '', $4, '', 'stored', 'v1', 'v1/content/bench', $5)`,
      [largestId, fileId, itemId, fileId, archivist.accountId],
    );
    const rows = Array.from({ length: Math.min(PAGES_EACH, pages - at) }, (_, index) => {
      const text = textOf(at + index);
      return { page: index + 1, text, folded: normaliseForSearch(text), tokens: searchTokens([text]) };
    });
    await admin.query(
      `insert into page_text (tenant_id, file_id, page, item_id, state, engine, text, search_text, search_tokens)
       select $1, $2, r.page, $3, 'recognised', 'bench', r.text, r.folded, array_to_tsvector(r.tokens)
       from json_to_recordset($4::json) as r(page int, text text, folded text, tokens text[])`,
      [largestId, fileId, itemId, JSON.stringify(rows)],
    );
  }
  await admin.query('vacuum (analyze) page_text');
};

/** Search in the text of many pages, by words that are rare, less rare, and everywhere. */
export const benchPageTexts = async (world: ScaleWorld, pages: number): Promise<void> => {
  await fill(world, pages);
  const { pools, archivist } = world;
  const all: number[] = [];
  for (const q of [...RARE, '水库', '柳溪镇 护林员名册']) {
    const times: number[] = [];
    let found = 0;
    for (let run = -2; run < RUNS; run += 1) {
      const started = performance.now();
      const { hits } = await withTenantDb(pools, archivist, (tdb) => searchTexts(tdb, { q, limit: 20 }));
      if (run >= 0) times.push(performance.now() - started);
      found = hits.length;
    }
    if (found === 0) throw new Error(`${q} was not found`);
    report({ name: `search in ${pages} pages, ${q} p95`, value: quantile(times, 0.95), unit: 'ms' });
    all.push(...times);
  }
  report({ name: `search in ${pages} pages, all p95`, value: quantile(all, 0.95), unit: 'ms' });
};
