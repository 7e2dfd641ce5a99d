import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createPools, type Pools, withTenantDb } from '@/db/client';
import { todayInShanghai } from '@/db/demo/calendar';
import { type DemoCast, loadDemo } from '@/db/demo/load';
import { Random } from '@/db/demo/random';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';
import { tempFolder } from '@/db/testing/temp-folder';
import { openStage, type Stage } from '@/server/demo/cast';
import { grantedRegistersOf } from '@/server/domain/register/registers';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { createGrant } from '@/server/features/tenancy';
import { createStores } from '@/server/objects/create-stores';
import { setLogSink } from '@/server/observability/logger';
import { mintScope } from '@/server/tenancy/mint-scope';
import {
  BOOKS,
  GrantModel,
  type KnownEntry,
  type KnownGrant,
  type KnownItem,
  type KnownLine,
  type KnownVisit,
  REGISTERS,
  type Register,
} from './grant-model.ts';
import { type ExpectedLook, type GrantedCalls, Walk, type WalkTally, type WalkWorld } from './grant-walk.ts';
import { emptyDatabase } from './scratch-database.ts';

/*
 * Random walks of inspectors over grants that are live, over, not yet begun, revoked, or of another scope, through the
 * procedures. A model without a database says what may be seen; the units' logs must hold every look, and no other.
 */
export interface GrantsReport {
  walks: number;
  calls: number;
  /** Records that were shown. */
  seen: number;
  /** Shown outside of every live grant. */
  outside: number;
  /** Shown, and not in the log of the unit whose they are. */
  unlogged: number;
  /** In the log, and never looked at. */
  surplus: number;
  /** Refused or left out under a live grant: who shows nothing would leak nothing. */
  missing: number;
  seed: string;
  details: string[];
}

const BUREAUS = [
  { slug: 'qinghe-bureau', lead: 'qinghe-bureau.lead', inspectors: ['qinghe-bureau.insp1', 'qinghe-bureau.insp2'] },
  { slug: 'linjiang-bureau', lead: 'linjiang-bureau.lead', inspectors: ['linjiang-bureau.insp1'] },
] as const;
type Bureau = (typeof BUREAUS)[number];
const HOUR = 3_600_000;
const STEPS: readonly [number, number] = [4, 9];

interface Unit {
  id: number;
  slug: string;
  kind: TenantKind;
}

class GrantsProof {
  readonly tally: WalkTally = { calls: 0, seen: 0, outside: 0, missing: 0, details: [] };
  unlogged = 0;
  surplus = 0;
  private world: Omit<WalkWorld, 'end'> = {
    items: [],
    itemsById: new Map(),
    visitsById: new Map(),
    linesById: new Map(),
    entriesById: new Map(),
    units: [],
  };
  private unitsOf = new Map<string, Unit[]>();

  constructor(
    private readonly admin: Client,
    private readonly pools: Pools,
    private readonly stage: Stage,
    private readonly cast: DemoCast,
  ) {}

  async learn(): Promise<void> {
    const { rows: items } = await this.admin.query<KnownItem>(
      `select id, tenant_id as "tenantId", category_code as category, filing_year as year, state = 'filed' as "isFiled", title from archive_item order by id`,
    );
    const { rows: visits } = await this.admin.query<KnownVisit>(
      'select id, tenant_id as "tenantId", extract(year from visited_on)::int as year from reading_visit',
    );
    const { rows: units } = await this.admin.query<Unit>('select id, slug, kind from tenant order by id');
    const itemsById = new Map(items.map((item) => [item.id, item]));
    const visitsById = new Map(visits.map((visit) => [visit.id, visit]));
    this.world = { ...this.world, items, itemsById, visitsById, units };
    for (const { slug } of BUREAUS) {
      const { rows } = await this.admin.query<Unit>(
        `select u.id, u.slug, u.kind from supervision s join tenant b on b.id = s.supervisor_tenant_id join tenant u on u.id = s.unit_tenant_id
         where b.slug = $1 and s.valid_to is null order by u.id`,
        [slug],
      );
      this.unitsOf.set(slug, rows);
    }
    const supervised = [...this.unitsOf.values()].flat();
    const lines = await this.plantRegisters(supervised);
    await this.plantBooks(supervised);
    const { rows: entries } = await this.admin.query<KnownEntry>(
      'select id, tenant_id as "tenantId", register_code as book, extract(year from entry_on)::int as year from register_entry order by id',
    );
    const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
    this.world = { ...this.world, linesById: byId(lines), entriesById: byId(entries) };
  }

  /** Two rooms a unit, and in each a stock-take of two years: the district of the walks has none. */
  private async plantRegisters(units: readonly Unit[]): Promise<KnownLine[]> {
    const year = Number(todayInShanghai().slice(0, 4));
    const lines: KnownLine[] = [];
    for (const { id: tenantId } of units)
      for (const [index, room] of ['91K', '92K'].entries()) {
        const roomId = uuidv7();
        await this.admin.query(
          `insert into storage_place (tenant_id, id, level, number, code, sort_key, label, room_kind)
           values ($1, $2, 'room', $3, $4::text, $4::text, $5, 'permanent')`,
          [tenantId, roomId, `9${index + 1}`, room, `walk-${roomId}`],
        );
        lines.push({ id: roomId, tenantId, register: 'rooms', room, year: null });
        for (const counted of [year, year - 2]) {
          const id = uuidv7();
          await this.admin.query(
            `insert into stock_take (tenant_id, id, title, year, place_id, place_code, planned_on, started_by_name)
             values ($1, $2, '清点', $3::int, $4, $5, make_date($3::int, 3, 1), '走查')`,
            [tenantId, id, counted, roomId, room],
          );
          lines.push({ id, tenantId, register: 'stock_takes', room, year: counted });
        }
      }
    return lines;
  }

  /** A line of this year and of two years ago in each of the registers, beside what the district has entered. */
  private async plantBooks(units: readonly Unit[]): Promise<void> {
    const year = Number(todayInShanghai().slice(0, 4));
    for (const { id: tenantId } of units)
      for (const book of BOOKS)
        for (const entered of [year, year - 2]) {
          const id = uuidv7();
          await this.admin.query(
            `insert into register_entry (tenant_id, id, register_code, title, entry_on, said, search_text, fingerprint, created_by, created_by_name)
             values ($1, $2::uuid, $3, '走查', make_date($4::int, 3, 1), '{}', '走查', $5, $2::uuid, '走查')`,
            [tenantId, id, book, entered, `walk-${id}`],
          );
        }
  }

  private account(login: string): string {
    const member = this.cast.members.find((candidate) => candidate.login === login);
    if (!member) throw new Error(`nobody called ${login}`);
    return member.accountId;
  }

  private async leadScope(bureau: Bureau) {
    const { rows } = await this.admin.query<{ id: number }>('select id from tenant where slug = $1', [bureau.slug]);
    return mintScope({
      tenantId: rows[0]?.id ?? 0,
      tenantSlug: bureau.slug,
      tenantName: bureau.slug,
      tenantKind: 'bureau',
      accountId: this.account(bureau.lead),
      actorName: bureau.lead,
      roles: [],
      requestId: 'walk',
    });
  }

  /** One grant of any kind. Live and wide ones are the most frequent, or there would be little to see. */
  private async give(bureau: Bureau, random: Random): Promise<KnownGrant> {
    const scope = await this.leadScope(bureau);
    const unit = random.pick(this.unitsOf.get(bureau.slug) ?? []);
    const own = this.world.items.filter((item) => item.tenantId === unit.id);
    const [some] = [own.length > 0 ? random.pick(own) : undefined];
    const inspectors = bureau.inspectors.filter(() => random.chance(0.7));
    const logins = inspectors.length > 0 ? inspectors : [bureau.inspectors[0]];
    const time = random.pick(['live', 'live', 'live', 'over', 'later'] as const);
    const kept = grantedRegistersOf(unit.kind, BOOKS);
    const ofBooks = kept.length > 0 ? ([['register'], ['archive', 'register']] as const) : [];
    const classes = random.pick([
      ['archive'],
      ['archive'],
      ['archive', 'use'],
      ['use', 'storage'],
      ['storage'],
      ...ofBooks,
      ['training'],
    ] as const);
    const hasRegisters = classes.some((one) => one === 'storage');
    const registers = hasRegisters ? random.pick([[...REGISTERS], ['rooms'], ['stock_takes']] as Register[][]) : null;
    const rooms = hasRegisters && random.chance(0.5) ? ['91K'] : null;
    const hasBooks = classes.some((one) => one === 'register');
    const books = hasBooks ? random.pick([kept, ...kept.map((book) => [book])]) : null;
    const categories = some && random.chance(0.4) ? [...new Set([some.category, random.pick(own).category])] : null;
    const year = some && random.chance(0.5) ? some.year : null;
    const years = { yearFrom: year === null ? null : year - random.between(0, 1), yearTo: year };
    const accountIds = logins.map((login) => this.account(login));
    const from = { live: -HOUR, over: -2 * HOUR, later: HOUR }[time];
    const { id } = await withTenantDb(this.pools, scope, (tdb) =>
      createGrant(tdb, scope, {
        unitTenantId: unit.id,
        accountIds,
        recordClasses: [...classes],
        categoryCodes: categories ?? undefined,
        yearFrom: years.yearFrom ?? undefined,
        yearTo: years.yearTo ?? undefined,
        registers: registers ?? undefined,
        roomCodes: rooms ?? undefined,
        registerCodes: books ?? undefined,
        validFrom: new Date(Date.now() + from).toISOString(),
        validTo: new Date(Date.now() + from + (time === 'over' ? HOUR : 3 * HOUR)).toISOString(),
        reason: '随机游走',
      }),
    );
    const scopeOfGrant = { unitId: unit.id, unitSlug: unit.slug, accountIds, classes: [...classes], categories };
    return {
      id,
      ...scopeOfGrant,
      ...years,
      registers,
      rooms,
      books,
      hasBegun: time !== 'later',
      hasEnded: time === 'over',
    };
  }

  private callsOf(login: string): GrantedCalls {
    const caller = () => this.stage.as(login);
    return {
      list: (input) => caller().archive.grantedList(input),
      find: (input) => caller().archive.grantedSearch(input),
      facets: (input) => caller().archive.grantedFacets(input),
      record: (input) => caller().archive.grantedById(input),
      visits: (input) => caller().use.grantedVisits(input),
      register: (input) => caller().storage.grantedRegister(input),
      entries: (input) => caller().register.grantedEntries(input),
      entry: (input) => caller().register.grantedEntry(input),
    };
  }

  /** Every look of the walk must be in the log of its unit once, and nothing else may be there. */
  private async compareLogs(account: string, since: number, looks: readonly ExpectedLook[]): Promise<void> {
    const { rows } = await this.admin.query<{ tenant: number; action: string; object: string | null; grant: string }>(
      `select tenant_id as tenant, action, object_id as object, grant_id as grant from audit_event
       where seq > $1 and actor_account_id = $2 and grant_id is not null order by seq`,
      [since, account],
    );
    const left = [...rows];
    for (const look of looks) {
      const at = left.findIndex(
        (row) =>
          row.tenant === look.tenantId &&
          row.action === look.action &&
          row.object === look.objectId &&
          look.grantIds.includes(row.grant),
      );
      if (at >= 0) left.splice(at, 1);
      else {
        this.unlogged += 1;
        if (this.tally.details.length < 20) this.tally.details.push(`unlogged: ${JSON.stringify(look)}`);
      }
    }
    this.surplus += left.length;
    if (left[0] && this.tally.details.length < 20) this.tally.details.push(`surplus: ${JSON.stringify(left[0])}`);
  }

  async walk(random: Random): Promise<void> {
    const bureau = random.pick(BUREAUS);
    const login = random.pick(bureau.inspectors);
    const account = this.account(login);
    const model = new GrantModel();
    const { rows } = await this.admin.query<{ seq: number }>(
      'select coalesce(max(seq), 0)::int as seq from audit_event',
    );
    for (let grants = random.between(1, 5); grants > 0; grants -= 1) model.add(await this.give(bureau, random));
    const end = async (grantId: string, how: 'revoked' | 'expired'): Promise<void> => {
      if (how === 'revoked') await this.stage.as(bureau.lead).grants.revoke({ grantId, reason: '随机游走' });
      else await this.admin.query('update access_grant set valid_to = clock_timestamp() where id = $1', [grantId]);
    };
    const walk = new Walk({ ...this.world, end }, model, account, this.callsOf(login), random, this.tally);
    for (let steps = random.between(...STEPS); steps > 0; steps -= 1) await walk.step();
    await this.compareLogs(account, rows[0]?.seq ?? 0, walk.looks);
    await this.admin.query('update access_grant set revoked_at = clock_timestamp() where revoked_at is null');
  }
}

export const proveGrants = async (
  adminUrl: string,
  { walks, seed }: { walks: number; seed: string },
): Promise<GrantsReport> => {
  setLogSink(() => undefined);
  await migrateToLatest(adminUrl);
  const { cast } = await loadDemo(adminUrl, { seed: 'grants', itemShare: 0.05 });
  const pools = createPools(adminUrl, 4);
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const objects = createStores(tempFolder('grants'));
    const proof = new GrantsProof(admin, pools, openStage(pools, objects, cast, todayInShanghai()), cast);
    await proof.learn();
    const random = new Random(seed);
    for (let index = 0; index < walks; index += 1) await proof.walk(random.fork(String(index)));
    const { unlogged, surplus, tally } = proof;
    const { calls, seen, outside, missing, details } = tally;
    return { walks, calls, seen, outside, unlogged, surplus, missing, seed, details };
  } finally {
    await pools.close();
    await admin.end();
    setLogSink((line) => process.stdout.write(`${line}\n`));
  }
};

/** `npm run verify -- grants [--walks 500] [--seed <text>]`. A walk that fails is repeated by its seed. */
export const run = async (args: readonly string[]): Promise<GrantsReport> => {
  const { values } = parseArgs({
    args: [...args],
    options: { walks: { type: 'string', default: '500' }, seed: { type: 'string', default: String(Date.now()) } },
  });
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'grants');
  try {
    return await proveGrants(scratch.url, { walks: Number(values.walks), seed: values.seed });
  } finally {
    await scratch.drop();
    await cluster.stop();
  }
};
