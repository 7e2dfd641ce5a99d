import { Client } from 'pg';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';
import {
  addressedRows,
  changedRows,
  type FenceWorld,
  OWN,
  openFenceWorld,
  openTables,
  readerRights,
  seenRows,
  writtenRows,
} from '@/db/testing/fence-checks';
import { type GrantWorld, grantBreaches, openGrantWorld } from './grant-checks.ts';
import { emptyDatabase } from './scratch-database.ts';

/*
 * A fence is trusted as far as its tests notice that it has a hole. One after the other, each kind of policy is
 * dropped or weakened in a scratch database, and the checks of db/fences.test.ts, or those of the grants, must notice.
 */
export interface MutantsReport {
  mutants: number;
  killed: number;
  survivors: string[];
}

interface Mutant {
  name: string;
  /** The tables whose rows are asked for; the whole catalogue and all grants are asked each time. */
  tables: readonly string[];
  spoil: string;
  mend: string;
}

/** One table of each kind: the tenant's own; with a right to delete; addressed; written once and never changed. */
const OWN_TABLES = ['notice', 'archive_item', 'import_row', 'audit_event'];
const ADDRESSED_TABLES = ['dispatch', 'access_grant'];

interface Policy {
  table: string;
  name: string;
  using: string | null;
  check: string | null;
}

const policiesOf = async (admin: Client): Promise<Policy[]> => {
  const { rows } = await admin.query<Policy>(
    "select tablename as table, policyname as name, qual as using, with_check as check from pg_policies where schemaname = 'public'",
  );
  return rows;
};

const alter = ({ table, name, using, check }: Policy): string =>
  `alter policy ${name} on ${table}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`;

const weakenPolicy = (policy: Policy, what: string, weak: Partial<Policy>): Mutant => ({
  name: `${policy.table}.${policy.name}: ${what}`,
  tables: [policy.table],
  spoil: alter({ ...policy, ...weak }),
  mend: alter(policy),
});

const ofTable = (table: string, policies: readonly Policy[], rights: ReadonlySet<string>): Mutant[] => {
  const find = (name: string): Policy => {
    const policy = policies.find((candidate) => candidate.table === table && candidate.name === name);
    if (!policy) throw new Error(`${table} has no policy ${name}`);
    return policy;
  };
  const security = (what: string): Mutant => ({
    name: `${table}: ${what} row level security`,
    tables: [table],
    spoil: `alter table ${table} ${what} row level security`,
    mend: `alter table ${table} enable row level security; alter table ${table} force row level security`,
  });
  const mutants = [security('disable'), security('no force')];
  mutants.push(weakenPolicy(find('app_select'), 'every row', { using: 'true' }));
  if (rights.has(`${table} INSERT`)) mutants.push(weakenPolicy(find('app_insert'), 'no check', { check: 'true' }));
  if (rights.has(`${table} UPDATE`)) {
    mutants.push(weakenPolicy(find('app_update'), 'every row', { using: 'true' }));
    mutants.push(weakenPolicy(find('app_update'), 'no check', { check: 'true' }));
  }
  if (rights.has(`${table} DELETE`)) mutants.push(weakenPolicy(find('app_delete'), 'every row', { using: 'true' }));
  if (ADDRESSED_TABLES.includes(table)) {
    const addressed = find('app_select');
    const undispatched = (addressed.using ?? '').replace('(dispatched_at IS NOT NULL)', 'true');
    mutants.push(weakenPolicy(addressed, 'before it is dispatched', { using: undispatched }));
    mutants.push(weakenPolicy(find('app_update'), "also the addressee's", { using: addressed.using }));
  }
  return mutants;
};

const replaced = (text: string, from: string | RegExp, to: string): string => {
  const spoilt = text.replace(from, to);
  if (spoilt === text) throw new Error(`nothing to spoil: ${String(from)} is not in ${text.slice(0, 200)}`);
  return spoilt;
};

const READER_CONDITIONS: Record<string, readonly [what: string, condition: RegExp][]> = {
  archive_item: [
    ['of every unit', /\(tenant_id = ANY \(app_read_tenants\(\)\)\)/],
    ['of every class', /\(app_read_class\(\) = '\w+'::text\)/],
    ['in every state', /\(state = 'filed'::text\)/],
    ['before the years', /\(filing_year >= app_read_year_from\(\)\)/],
    ['after the years', /\(filing_year <= app_read_year_to\(\)\)/],
    ['of every category', /\(category_code = ANY \(app_read_categories\(\)\)\)/],
  ],
  archive_count: [
    ['of every unit', /\(tenant_id = ANY \(app_read_tenants\(\)\)\)/],
    ['of every year', /\(filing_year >= app_read_year_from\(\)\)/],
  ],
  fonds: [['of every class', /\(app_read_class\(\) = '\w+'::text\)/]],
  tenant_category: [
    ['of every unit', /\(tenant_id = ANY \(app_read_tenants\(\)\)\)/],
    ['of every class', /\(app_read_class\(\) = '\w+'::text\)/],
    ['of every category', /\(split_part\(code, '·'::text, 1\) = ANY \(app_read_categories\(\)\)\)/],
  ],
  archive_topic: [['of every class', /\(app_read_class\(\) = '\w+'::text\)/]],
  register_entry: [
    ['of every unit', /\(tenant_id = ANY \(app_read_tenants\(\)\)\)/],
    ['of every register', /\(register_code = ANY \(app_read_registers\(\)\)\)/],
    ['before the years', /\(entry_on >= make_date\(\(app_read_year_from\(\)\)::integer, 1, 1\)\)/],
    ['after the years', /\(entry_on <= make_date\(\(app_read_year_to\(\)\)::integer, 12, 31\)\)/],
  ],
  register_entry_version: [],
  reading_visit: [
    ['of every unit', /\(tenant_id = ANY \(app_read_tenants\(\)\)\)/],
    ['before the years', /\(visited_on >= make_date\(\(app_read_year_from\(\)\)::integer, 1, 1\)\)/],
  ],
  course_session: [['of every class', /\(app_read_class\(\) = '\w+'::text\)/]],
};

const ofReader = (policies: readonly Policy[]): Mutant[] =>
  Object.entries(READER_CONDITIONS).flatMap(([table, conditions]) => {
    const policy = policies.find((candidate) => candidate.table === table && candidate.name === 'reader_select');
    if (!policy) throw new Error(`${table} has no policy for the reader`);
    const weak = conditions.map(([what, condition]) =>
      weakenPolicy(policy, what, { using: replaced(policy.using ?? '', condition, 'true') }),
    );
    return [weakenPolicy(policy, 'every row', { using: 'true' }), ...weak];
  });

const FUNCTION_CONDITIONS: readonly [name: string, what: string, condition: string | RegExp, instead: string][] = [
  ['live_grant_keys', 'of every owner', /g\.tenant_id = app_tenant\(\)/, 'true'],
  ['live_grant_keys', 'of every inspector', 'app_account() = any (g.account_ids)', 'true'],
  ['live_grant_keys', 'of every class', 'p_class = any (g.record_classes)', 'true'],
  ['live_grant_keys', 'revoked ones too', 'g.revoked_at is null', 'true'],
  ['live_grant_keys', 'before they begin', 'g.valid_from <= clock_timestamp()', 'true'],
  ['live_grant_keys', 'after they end', 'g.valid_to > clock_timestamp()', 'true'],
  ['enter_grants', 'beside one that is over', 'n = 0 or n <> cardinality(p_grants)', 'n = 0'],
  ['audit_grant_read', 'without a live grant', 'n <> cardinality(p_grants)', 'false'],
];

const ofFunctions = async (admin: Client): Promise<Mutant[]> => {
  const mutants: Mutant[] = [];
  for (const [name, what, condition, instead] of FUNCTION_CONDITIONS) {
    const { rows } = await admin.query<{ definition: string }>(
      "select pg_get_functiondef(oid) as definition from pg_proc where proname = $1 and pronamespace = 'public'::regnamespace",
      [name],
    );
    const definition = rows[0]?.definition ?? '';
    mutants.push({
      name: `${name}: ${what}`,
      tables: [],
      spoil: replaced(definition, condition, instead),
      mend: definition,
    });
  }
  return mutants;
};

const OF_CATALOGUE: readonly Mutant[] = [
  {
    name: 'the reader may write',
    tables: [],
    spoil: 'grant insert on archive_item to lantai_reader',
    mend: 'revoke insert on archive_item from lantai_reader',
  },
  {
    name: 'a table without a fence',
    tables: [],
    spoil: 'create table unfenced (tenant_id int)',
    mend: 'drop table unfenced',
  },
];

const listMutants = async (admin: Client): Promise<Mutant[]> => {
  const policies = await policiesOf(admin);
  const { rows } = await admin.query<{ right: string }>(
    "select distinct table_name || ' ' || privilege_type as right from information_schema.column_privileges where grantee = 'lantai_app' union select table_name || ' ' || privilege_type from information_schema.table_privileges where grantee = 'lantai_app'",
  );
  const rights = new Set(rows.map(({ right }) => right));
  return [
    ...[...OWN_TABLES, ...ADDRESSED_TABLES].flatMap((table) => ofTable(table, policies, rights)),
    ...ofReader(policies),
    ...(await ofFunctions(admin)),
    ...OF_CATALOGUE,
  ];
};

const breachesOf = async (fence: FenceWorld, grants: GrantWorld, tables: readonly string[]): Promise<string[]> => {
  const breaches = [...(await openTables(fence)), ...(await readerRights(fence))];
  for (const setting of [null, String(OWN.id)]) {
    breaches.push(...(await seenRows(fence, tables, setting)));
    breaches.push(...(await changedRows(fence, tables, setting)));
    breaches.push(...(await writtenRows(fence, tables, setting)));
  }
  breaches.push(...(await addressedRows(fence, tables)), ...(await grantBreaches(grants)));
  return breaches;
};

export const proveMutants = async (adminUrl: string): Promise<MutantsReport> => {
  await migrateToLatest(adminUrl);
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  const closers = [() => admin.end()];
  try {
    const fence = await openFenceWorld(admin, adminUrl);
    closers.push(fence.close);
    const grants = await openGrantWorld(admin, adminUrl);
    closers.push(grants.close);
    const sound = async (when: string): Promise<void> => {
      const breaches = await breachesOf(fence, grants, [...OWN_TABLES, ...ADDRESSED_TABLES]);
      if (breaches.length > 0) throw new Error(`${when} the fence has holes: ${breaches.slice(0, 5).join('; ')}`);
    };
    await sound('before any mutant');
    const mutants = await listMutants(admin);
    const survivors: string[] = [];
    for (const mutant of mutants) {
      await admin.query(mutant.spoil);
      if ((await breachesOf(fence, grants, mutant.tables)).length === 0) survivors.push(mutant.name);
      await admin.query(mutant.mend);
    }
    await sound('after the last mutant');
    return { mutants: mutants.length, killed: mutants.length - survivors.length, survivors };
  } finally {
    await Promise.all(closers.map((close) => close()));
  }
};

/** `npm run verify -- mutants` */
export const run = async (): Promise<MutantsReport> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'mutants');
  try {
    return await proveMutants(scratch.url);
  } finally {
    await scratch.drop();
    await cluster.stop();
  }
};
