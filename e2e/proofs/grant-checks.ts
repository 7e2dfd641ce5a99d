import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { roleUrl } from '@/db/role-urls';

/*
 * What grants open, in raw SQL under the reader's role: without the queries of the application, which name the unit
 * once more. Rows of two units in every scope, grants of every kind, and for each grant exactly what it opens.
 */
const BUREAU = 910_001;
const UNIT = 910_002;
const SISTER = 910_003;
const [INSPECTOR, COLLEAGUE] = [uuidv7(), uuidv7()];
const YEARS = [2021, 2022, 2023];
const CATEGORIES = ['WS', 'KU'];
const CLASSES = ['archive', 'use', 'training', 'register'] as const;
/** 台账 that a grant names, and one that it does not. */
const NAMED_BOOK = 'safety_check';
const OTHER_BOOK = 'room_climate';
const OWN_TOPIC = 'ZSYZ';

interface Given {
  id: string;
  what: string;
  recordClass: (typeof CLASSES)[number];
  isLive: boolean;
  categories: string[] | null;
  years: [number, number] | null;
  /** Of the class `register` only. */
  book: string;
}

/** What each table shows under a grant, in words that can be compared. */
const TABLES: readonly [table: string, recordClass: Given['recordClass'], columns: string][] = [
  ['archive_item', 'archive', "category_code || ' ' || filing_year || ' ' || state"],
  ['archive_count', 'archive', "category_code || ' ' || filing_year || ' counted'"],
  ['fonds', 'archive', "'fonds'"],
  ['tenant_category', 'archive', "'named ' || code"],
  ['archive_topic', 'archive', "'topic ' || code"],
  ['register_entry', 'register', "register_code || ' ' || extract(year from entry_on) || ' ' || state"],
  [
    'register_entry_version',
    'register',
    "(select e.register_code || ' ' || extract(year from e.entry_on) || ' version' from register_entry e where e.tenant_id = register_entry_version.tenant_id and e.id = register_entry_version.entry_id)",
  ],
  ['reading_visit', 'use', "'visit ' || extract(year from visited_on)"],
  ['course_session', 'training', "'session ' || extract(year from held_on)"],
];

export interface GrantWorld {
  reader: Client;
  grants: Given[];
  close(): Promise<void>;
}

/** Copies the planted row of a table under new facts; whatever else the table holds stays as it is. */
const plantRow = async (admin: Client, table: string, facts: Record<string, unknown>): Promise<void> => {
  const { rows } = await admin.query<{ columns: string }>(
    `select string_agg(attname, ', ') as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  );
  const columns = rows[0]?.columns ?? '';
  await admin.query(
    `insert into ${table} (${columns}) select ${columns} from
       (select (jsonb_populate_record(null::${table}, to_jsonb(t) || $1)).* from (select * from ${table} limit 1) t) made`,
    [JSON.stringify(facts)],
  );
};

/** Copies agree in all that is not set; only the key still tells them apart. */
const dropUniqueness = async (admin: Client, tables: readonly string[]): Promise<void> => {
  const { rows } = await admin.query<{ drop: string }>(
    `select coalesce('alter table ' || c.conrelid::regclass || ' drop constraint ' || quote_ident(c.conname), 'drop index ' || i.indexrelid::regclass) || ' cascade' as drop
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'u'
     where i.indisunique and not i.indisprimary and i.indrelid = any ($1::regclass[])`,
    [tables],
  );
  for (const { drop } of rows) await admin.query(drop);
};

/** A line that stands and one that was struck, of two registers, each with its history. */
const plantBooks = async (admin: Client, tenant_id: number): Promise<void> => {
  for (const year of YEARS)
    for (const register_code of [NAMED_BOOK, OTHER_BOOK])
      for (const state of ['current', 'void']) {
        const id = uuidv7();
        await plantRow(admin, 'register_entry', {
          tenant_id,
          id,
          register_code,
          state,
          entry_on: `${year}-06-01`,
          until_on: null,
          said: { room: '' },
        });
        await plantRow(admin, 'register_entry_version', { tenant_id, entry_id: id });
      }
};

const plantRecords = async (admin: Client): Promise<void> => {
  for (const unit of [UNIT, SISTER]) {
    for (const year of YEARS) {
      const day = `${year}-06-01`;
      await plantRow(admin, 'reading_visit', { tenant_id: unit, id: uuidv7(), visited_on: day });
      await plantRow(admin, 'course_session', { tenant_id: unit, id: uuidv7(), held_on: day });
      for (const category_code of CATEGORIES) {
        const scope = { tenant_id: unit, category_code, filing_year: year };
        await plantRow(admin, 'archive_count', scope);
        for (const state of ['filed', 'void']) {
          const code = `${unit}-${category_code}-${year}-${state}`;
          await plantRow(admin, 'archive_item', {
            ...scope,
            id: uuidv7(),
            state,
            reference_code: code,
            code_sort: code,
          });
        }
      }
    }
    await plantRow(admin, 'fonds', { tenant_id: unit, id: uuidv7() });
    await plantBooks(admin, unit);
    for (const category of CATEGORIES)
      await plantRow(admin, 'tenant_category', { tenant_id: unit, code: `${category}·QX` });
    await plantRow(admin, 'archive_topic', { tenant_id: unit, code: OWN_TOPIC });
  }
};

/** Requests for access, by what came of them. */
const ASKED = { open: uuidv7(), agreed: uuidv7(), refused: uuidv7(), meddled: uuidv7() };

/** The units' answers to them; the last one by a unit that nobody asked. */
const plantAnswers = async (admin: Client): Promise<void> => {
  for (const [tenant_id, in_reply_to, decision] of [
    [UNIT, ASKED.agreed, 'give'],
    [UNIT, ASKED.refused, 'refuse'],
    [SISTER, ASKED.meddled, 'give'],
  ] as const)
    await plantRow(admin, 'dispatch', {
      tenant_id,
      id: uuidv7(),
      kind: 'access_answer',
      in_reply_to,
      body: { decision },
      dispatched_at: '2026-01-01',
    });
};

const KINDS: readonly [what: string, facts: Record<string, unknown>, isLive: boolean][] = [
  ['a live one', {}, true],
  ['one of other years', { year_from: 2022, year_to: 2022 }, true],
  ['one of another category', { category_codes: ['KU'] }, true],
  ['one that is over', { valid_from: '2020-01-01', valid_to: '2020-02-01' }, false],
  ['one that has not begun', { valid_from: '2990-01-01', valid_to: '2990-02-01' }, false],
  ['one that is revoked', { revoked_at: '2026-01-01' }, false],
  ["a colleague's", { account_ids: [COLLEAGUE] }, false],
  ["another bureau's", { tenant_id: SISTER, addressee_tenant_id: UNIT }, false],
  ['one that was asked for and has no answer', { request_dispatch_id: ASKED.open }, false],
  ['one that the unit agreed to', { request_dispatch_id: ASKED.agreed }, true],
  ['one that the unit refused', { request_dispatch_id: ASKED.refused }, false],
  ['one that another unit agreed to', { request_dispatch_id: ASKED.meddled }, false],
  ['one of another register', { register_codes: [OTHER_BOOK] }, true],
];

const plantGrants = async (admin: Client): Promise<Given[]> => {
  const grants: Given[] = [];
  for (const recordClass of CLASSES) {
    for (const [what, facts, isLive] of KINDS) {
      if ('register_codes' in facts && recordClass !== 'register') continue;
      // Whether a request was agreed to is no matter of what was asked for.
      if ('request_dispatch_id' in facts && recordClass !== 'archive') continue;
      const id = uuidv7();
      await plantRow(admin, 'access_grant', {
        tenant_id: BUREAU,
        id,
        addressee_tenant_id: UNIT,
        account_ids: [INSPECTOR],
        record_classes: [recordClass],
        category_codes: null,
        year_from: null,
        year_to: null,
        register_codes: recordClass === 'register' ? [NAMED_BOOK] : null,
        valid_from: '2026-01-01',
        valid_to: '2990-01-01',
        revoked_at: null,
        request_dispatch_id: null,
        ...facts,
      });
      const categories = 'category_codes' in facts ? ['KU'] : null;
      const years: [number, number] | null = 'year_from' in facts ? [2022, 2022] : null;
      const book = 'register_codes' in facts ? OTHER_BOOK : NAMED_BOOK;
      grants.push({ id, what: `${what}, for ${recordClass}`, recordClass, isLive, categories, years, book });
    }
  }
  return grants;
};

/** Needs the planted rows of `openFenceWorld`, and no checks and triggers on them. */
export const openGrantWorld = async (admin: Client, adminUrl: string): Promise<GrantWorld> => {
  await dropUniqueness(admin, [...TABLES.map(([table]) => table), 'access_grant', 'membership']);
  await admin.query('set session_replication_role = replica');
  await admin.query(
    `insert into tenant (id, slug, kind, name, short_name) overriding system value values
       (${BUREAU}, 'mutant-bureau', 'bureau', '甲局', '甲局'), (${UNIT}, 'mutant-unit', 'township', '乙镇', '乙镇'), (${SISTER}, 'mutant-sister', 'township', '丙镇', '丙镇')`,
  );
  for (const [tenant, account] of [
    [BUREAU, INSPECTOR],
    [BUREAU, COLLEAGUE],
    [SISTER, INSPECTOR],
  ] as const) {
    const member = { tenant_id: tenant, id: uuidv7(), account_id: account, state: 'active', valid_to: null };
    await plantRow(admin, 'membership', member);
  }
  await plantRecords(admin);
  await plantAnswers(admin);
  const grants = await plantGrants(admin);
  await admin.query('set session_replication_role = origin');
  const reader = new Client({ connectionString: roleUrl(adminUrl, 'lantai_reader') });
  await reader.connect();
  return { reader, grants, close: () => reader.end() };
};

const expectedOf = (grant: Given, table: string): string[] => {
  if (!grant.isLive) return [];
  const years = YEARS.filter((year) => !grant.years || (year >= grant.years[0] && year <= grant.years[1]));
  const inScope = (word: (category: string, year: number) => string): string[] =>
    CATEGORIES.filter((category) => !grant.categories || grant.categories.includes(category)).flatMap((category) =>
      years.map((year) => word(category, year)),
    );
  switch (table) {
    case 'archive_item':
      return inScope((category, year) => `${category} ${year} filed`);
    case 'archive_count':
      return inScope((category, year) => `${category} ${year} counted`);
    case 'fonds':
      return ['fonds'];
    case 'tenant_category':
      return CATEGORIES.filter((category) => !grant.categories || grant.categories.includes(category)).map(
        (category) => `named ${category}·QX`,
      );
    case 'archive_topic':
      return [`topic ${OWN_TOPIC}`];
    case 'register_entry':
      return years.flatMap((year) => ['current', 'void'].map((state) => `${grant.book} ${year} ${state}`));
    case 'register_entry_version':
      return years.flatMap((year) => [0, 1].map(() => `${grant.book} ${year} version`));
    default:
      return years.map((year) => `${table === 'reading_visit' ? 'visit' : 'session'} ${year}`);
  }
};

/** In one question: every grant is asked of every class again for each mutant. */
const ALL_TABLES = TABLES.map(
  ([table, , columns]) => `select '${table}' as name, tenant_id as tenant, (${columns})::text as word from ${table}`,
).join(' union all ');

const readUnder = async ({ reader }: GrantWorld, grant: Given, asked: Given['recordClass']): Promise<string[]> => {
  const breaches: string[] = [];
  await reader.query('begin');
  await reader.query("select set_config('app.tenant', $1, true), set_config('app.account', $2, true)", [
    String(BUREAU),
    INSPECTOR,
  ]);
  await reader.query('select enter_grants($1, $2::uuid[])', [asked, [grant.id]]);
  const { rows: shown } = await reader.query<{ name: string; tenant: number; word: string }>(ALL_TABLES);
  for (const [table, recordClass] of TABLES) {
    const rows = shown.filter(({ name }) => name === table);
    const expected = asked === grant.recordClass && recordClass === asked ? expectedOf(grant, table) : [];
    const seen = rows.map(({ tenant, word }) => (tenant === UNIT ? word : `${word} of ${tenant}`));
    if (JSON.stringify(seen.sort()) !== JSON.stringify(expected.sort()))
      breaches.push(`${grant.what}, entered for ${asked}: ${table} shows ${seen.length}, not ${expected.length}`);
  }
  await reader.query('rollback');
  return breaches;
};

/** A look is written or it is refused: there is no look without a live grant. */
const auditUnder = async ({ reader }: GrantWorld, grant: Given): Promise<string[]> => {
  await reader.query('begin');
  await reader.query("select set_config('app.tenant', $1, true), set_config('app.account', $2, true)", [
    String(BUREAU),
    INSPECTOR,
  ]);
  const isWritten = await reader
    .query("select audit_grant_read($1::uuid[], $2, 'look', 'thing', null, null, '{}', 'mutants')", [
      [grant.id],
      grant.recordClass,
    ])
    .then(
      () => true,
      () => false,
    );
  await reader.query('rollback');
  return isWritten === grant.isLive ? [] : [`${grant.what}: a look is ${isWritten ? 'written' : 'refused'}`];
};

/** Two grants of which one is over open nothing at all. */
const enterTogether = async ({ reader, grants }: GrantWorld): Promise<string[]> => {
  const [live] = grants;
  const over = grants.find((grant) => !grant.isLive);
  await reader.query('begin');
  await reader.query("select set_config('app.tenant', $1, true), set_config('app.account', $2, true)", [
    String(BUREAU),
    INSPECTOR,
  ]);
  const { rows } = await reader.query<{ opened: number[] }>(
    "select enter_grants('archive', array[$1, $2]::uuid[]) as opened",
    [live?.id, over?.id],
  );
  await reader.query('rollback');
  return rows[0]?.opened.length === 0 ? [] : ['a grant that is over is entered beside a live one'];
};

export const grantBreaches = async (world: GrantWorld): Promise<string[]> => {
  const breaches: string[] = await enterTogether(world);
  for (const grant of world.grants) {
    for (const asked of CLASSES) breaches.push(...(await readUnder(world, grant, asked)));
    breaches.push(...(await auditUnder(world, grant)));
  }
  return breaches;
};
