import { sql } from 'kysely';
import { createPools, type Pools, type TenantDb, withSystemDb, withTenantDb } from '../client.ts';
import { type PlatformFigure, writePlatformFigure } from '../queries/figures/platform-figure.queries.ts';
import { insertGuidance, insertSessions, insertVisits } from './activity.ts';
import { instant, todayInShanghai, yearOf } from './calendar.ts';
import { draftItems, insertCatalogue } from './catalogue.ts';
import { type LoadedTenant, loadTenants } from './load-tenants.ts';
import { insertPastInspections } from './past-inspections.ts';
import { Random } from './random.ts';
import { DEMO_PASSWORD, type DemoTenant, listDemoTenants } from './tenants.ts';

export interface DemoAccount {
  loginName: string;
  password: string;
  workspace: string;
  role: string;
}

/** The accounts that are worth showing: the people of the story. */
const SHOWN = [
  'liuxi.arch',
  'liuxi.lead',
  'qinghe-bureau.lead',
  'qinghe-bureau.insp1',
  'qinghe-bureau.insp2',
  'qinghe-archives.desk',
  'liuxi-cun1.arch',
  'qinghe-transit.arch',
  'yunzhou-bureau.lead',
  'qinghe-bureau.sys',
  'qinghe-bureau.sec',
  'qinghe-bureau.audit',
];

/** Who plays in the district, for acting out what the rows alone cannot say. */
export interface DemoCast {
  members: { login: string; name: string; accountId: string; slug: string; roles: string[] }[];
}

export interface LoadedDemo {
  loaded: boolean;
  accounts: DemoAccount[];
  cast: DemoCast;
}

const isEmpty = async (pools: Pools): Promise<boolean> =>
  withSystemDb(
    pools,
    async (sdb) => (await sdb.selectFrom('tenant').select('id').limit(1).executeTakeFirst()) === undefined,
  );

const SCHEMES = [
  ['WS', 'DAT22_2015'],
  ['KU', 'DAT13_ACC'],
  ['KJ', 'DAT13_PROJECT'],
  ['ZP', 'DAT13_PHOTO'],
] as const;

const loadFonds = async (tdb: TenantDb, random: Random, tenant: LoadedTenant): Promise<void> => {
  await tdb
    .insertInto('fonds')
    .values({
      tenantId: tenant.id,
      id: tenant.fondsId,
      number: tenant.fondsNumber,
      name: tenant.name,
      startedOn: '2015-01-01',
    })
    .execute();
  await tdb
    .insertInto('classificationScheme')
    .values(
      SCHEMES.map(([categoryCode, templateCode]) => ({
        tenantId: tenant.id,
        id: random.uuid(instant('2015-01-01')),
        fondsId: tenant.fondsId,
        categoryCode,
        templateCode,
        yearFrom: 2015,
      })),
    )
    .execute();
};

const VISITS: Partial<Record<LoadedTenant['kind'], number>> = { repository: 30, township: 10, department: 4 };

const loadOne = async (
  pools: Pools,
  random: Random,
  tenant: LoadedTenant,
  all: readonly LoadedTenant[],
  today: string,
): Promise<void> => {
  const units = all.filter((candidate) => candidate.supervisor === tenant.slug);
  const archivist = tenant.people[0];
  if (!archivist) return;
  await withTenantDb(pools, { tenantId: tenant.id, accountId: archivist.accountId }, async (tdb) => {
    await loadFonds(tdb, random.fork('fonds'), tenant);
    const owner = {
      tenantId: tenant.id,
      kind: tenant.kind,
      shortName: tenant.shortName,
      fondsId: tenant.fondsId,
      fondsNumber: tenant.fondsNumber,
      archivistId: archivist.accountId,
    };
    const year = yearOf(today);
    const drafts = draftItems(random.fork('items'), owner, tenant.items, [year - 3, year - 2, year - 1]);
    await insertCatalogue(tdb, random.fork('rows'), owner, drafts, today);
    await insertVisits(tdb, random.fork('visits'), tenant, VISITS[tenant.kind] ?? 0, today);
    if (tenant.kind === 'bureau') await insertPastInspections(tdb, random.fork('past'), tenant, units, today);
    if (tenant.kind === 'bureau') await insertSessions(tdb, random.fork('sessions'), tenant, units, 10, today);
    if (tenant.kind === 'bureau' || tenant.kind === 'repository') {
      const guided =
        tenant.kind === 'bureau'
          ? units
          : all.filter((candidate) => candidate.supervisor === tenant.supervisor && candidate.id !== tenant.id);
      await insertGuidance(tdb, random.fork('guidance'), tenant, guided, 20, today);
    }
    await sql`insert into audit_event (tenant_id, id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_label)
      values (${tenant.id}, ${random.uuid(new Date())}, '演示数据', ${tenant.id}, ${tenant.name}, 'demo.load', 'demonstration', ${`${drafts.length}`})`.execute(
      tdb,
    );
  });
};

/** What the operator lets every unit count alike, so that the bureau can add it up. */
const PLATFORM_FIGURE: PlatformFigure = {
  name: '本年归档永久档案数量',
  unit: '件（卷）',
  subject: 'archive_item',
  spec: {
    conditions: [{ field: 'retention', op: 'any_of', values: ['Y'] }],
    sum: null,
    group: 'category',
    period: 'year',
  },
  tenantKinds: ['department', 'township', 'village', 'enterprise', 'institution'],
};

/**
 * Fills an empty database with the demonstration district, the same for the same seed but for the day it is loaded
 * on. A database with any tenant is left alone.
 */
export const loadDemoIfEmpty = async (adminUrl: string): Promise<LoadedDemo> =>
  loadDemo(adminUrl, { seed: '兰台-1', itemShare: 1 });

/** The same with a seed and a share of the catalogue entries, for tests that need a district but not all of it. */
export const loadDemo = async (adminUrl: string, options: { seed: string; itemShare: number }): Promise<LoadedDemo> => {
  const pools = createPools(adminUrl, 4);
  try {
    if (!(await isEmpty(pools))) return { loaded: false, accounts: [], cast: { members: [] } };
    const random = new Random(options.seed);
    const today = todayInShanghai();
    const described: DemoTenant[] = listDemoTenants().map((tenant) => ({
      ...tenant,
      items: Math.ceil(tenant.items * options.itemShare),
    }));
    const tenants = await withSystemDb(pools, (sdb) => loadTenants(sdb, random.fork('tenants'), described));
    for (const tenant of tenants) await loadOne(pools, random.fork(tenant.slug), tenant, tenants, today);
    await writePlatformFigure(adminUrl, PLATFORM_FIGURE);
    return { loaded: true, accounts: listAccounts(described), cast: castOf(tenants) };
  } finally {
    await pools.close();
  }
};

const listAccounts = (tenants: readonly DemoTenant[]): DemoAccount[] =>
  SHOWN.flatMap((login) => {
    const tenant = tenants.find((candidate) => candidate.people.some((person) => person.login === login));
    const person = tenant?.people.find((candidate) => candidate.login === login);
    return tenant && person
      ? [
          {
            loginName: login,
            password: DEMO_PASSWORD,
            workspace: tenant.slug,
            role: `${tenant.name} ${person.position}`,
          },
        ]
      : [];
  });

const castOf = (tenants: readonly LoadedTenant[]): DemoCast => ({
  members: tenants.flatMap((tenant) =>
    tenant.people.map((person) => ({
      login: person.login,
      name: person.name,
      accountId: person.accountId,
      slug: tenant.slug,
      roles: person.roles,
    })),
  ),
});
