import { TRPCError } from '@trpc/server';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { tempFolder } from '@/db/testing/temp-folder';
import { createPools, type Pools } from '../../db/client.ts';
import { todayInShanghai } from '../../db/demo/calendar.ts';
import { loadDemo } from '../../db/demo/load.ts';
import { ensureDatabase } from '../../db/embedded/ensure.mjs';
import { migrateToLatest } from '../../db/migrate.ts';
import { createSessionService } from '../../server/auth/session.ts';
import { actOut } from '../../server/demo/act-out.ts';
import { openStage } from '../../server/demo/cast.ts';
import { AppError } from '../../server/domain/shared/app-error.ts';
import { ROLE_CODES, type Role } from '../../server/domain/tenancy/permission.ts';
import { createStores } from '../../server/objects/create-stores.ts';
import { setLogSink } from '../../server/observability/logger.ts';
import { appRouter, createCaller } from '../../server/trpc/app-router.ts';
import type { Access, RequestContext } from '../../server/trpc/init.ts';
import { canaryOf, digestOf, idsOf, type KnownId, plantCanaries } from './canary-world.ts';
import { addMoreLife } from './more-life.ts';
import { type IdField, type InputTemplate, inputTemplateOf, withValue } from './procedure-inputs.ts';
import { emptyDatabase } from './scratch-database.ts';

/*
 * Calls every procedure of the router as every role in every context with foreign ids in every field, and looks for
 * canaries of another tenant in what comes back, what is logged and what is owed to the worker.
 */
interface Procedure {
  path: string;
  type: 'query' | 'mutation';
  access: Access;
  template: InputTemplate;
}
interface Tenant {
  id: number;
  slug: string;
}
interface World {
  pools: Pools;
  admin: Client;
  /** Own tenant of the caller; the unit below it; a unit and a bureau it has nothing to do with. */
  bureau: Tenant;
  unit: Tenant;
  sister: Tenant;
  stranger: Tenant;
  strangerBureau: Tenant;
  empty: string[];
}
export interface IsolationReport {
  procedures: number;
  calls: number;
  leaks: number;
  tellingAnswers: number;
  changedForeignRows: number;
  internalErrors: number;
  emptyTables: number;
  details: string[];
}

type ProcedureDef = { _def: { type: 'query' | 'mutation'; inputs?: unknown[]; meta?: { access?: Access } } };

/** @throws when a procedure does not say who may call it, or its input cannot be described */
export const listProcedures = (): Procedure[] =>
  Object.entries(appRouter._def.procedures as unknown as Record<string, ProcedureDef>).map(([name, procedure]) => {
    const access = procedure._def.meta?.access;
    if (!access) throw new Error(`${name} does not say who may call it`);
    return { path: name, type: procedure._def.type, access, template: inputTemplateOf(procedure._def.inputs ?? []) };
  });

const findTenant = async (admin: Client, slug: string): Promise<Tenant> => {
  const { rows } = await admin.query<Tenant>('select id, slug from tenant where slug = $1', [slug]);
  if (!rows[0]) throw new Error(`no tenant ${slug} in the demonstration district`);
  return rows[0];
};

const buildWorld = async (adminUrl: string): Promise<World> => {
  await migrateToLatest(adminUrl);
  const { cast } = await loadDemo(adminUrl, { seed: 'isolation', itemShare: 0.02 });
  const pools = createPools(adminUrl, 6);
  const objects = createStores(tempFolder('isolation'));
  const stage = openStage(pools, objects, cast, todayInShanghai());
  await actOut(stage);
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await addMoreLife(stage, pools, objects, admin);
  const { empty } = await plantCanaries(admin);
  const find = (slug: string) => findTenant(admin, slug);
  return {
    pools,
    admin,
    bureau: await find('qinghe-bureau'),
    unit: await find('liuxi'),
    sister: await find('songling'),
    stranger: await find('meiwu'),
    strangerBureau: await find('linjiang-bureau'),
    empty,
  };
};

const addMember = async (admin: Client, tenant: Tenant, role: Role): Promise<string> => {
  const account = uuidv7();
  await admin.query('insert into account (id, login_name, display_name) values ($1, $2, $3)', [
    account,
    `probe-${account}`,
    '探针',
  ]);
  await admin.query(
    'insert into membership (tenant_id, id, account_id, display_name, roles) values ($1, $2, $3, $4, $5)',
    [tenant.id, uuidv7(), account, '探针', [role]],
  );
  return account;
};

interface Answer {
  ok: boolean;
  text: string;
  code: string;
}

class Prober {
  calls = 0;
  leaks = 0;
  telling = 0;
  internal = 0;
  details: string[] = [];
  private logged: string[] = [];
  private readonly objects = createStores(tempFolder('isolation'));

  constructor(private readonly world: World) {
    setLogSink((line) => this.logged.push(line));
  }

  private context(accountId: string | null, slug: string | null): RequestContext {
    return {
      pools: this.world.pools,
      objects: this.objects,
      sessions: createSessionService(this.world.pools, true),
      signedIn: accountId ? { sessionId: 'probe', accountId, loginName: 'probe', displayName: '探针' } : null,
      slug,
      requestId: 'probe',
      idempotencyKey: uuidv7(),
      address: '127.0.0.1',
    };
  }

  /** The answer as text, with what is different in every answer taken out. */
  async call(procedure: Procedure, accountId: string | null, slug: string | null, input: unknown): Promise<Answer> {
    this.calls += 1;
    const [feature, verb] = procedure.path.split('.') as [string, string];
    const caller = createCaller(this.context(accountId, slug)) as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    try {
      const data = await caller[feature]?.[verb]?.(input);
      return { ok: true, text: JSON.stringify(data ?? null), code: 'OK' };
    } catch (error) {
      const code =
        error instanceof TRPCError && error.cause instanceof AppError
          ? error.cause.code
          : error instanceof TRPCError
            ? error.code
            : 'THROWN';
      if (code === 'INTERNAL' || code === 'INTERNAL_SERVER_ERROR' || code === 'THROWN') {
        this.internal += 1;
        this.note(
          `internal error: ${procedure.path} ${JSON.stringify(input)} ${error instanceof Error ? String(error.cause ?? error) : ''}`.slice(
            0,
            400,
          ),
        );
      }
      const details = error instanceof TRPCError && error.cause instanceof AppError ? error.cause.details : undefined;
      return { ok: false, text: JSON.stringify({ code, details }), code };
    }
  }

  note(detail: string): void {
    if (this.details.length < 60 && !this.details.includes(detail)) this.details.push(detail);
  }

  /** Everything said since the last look, searched for canaries of tenants outside `allowed`. */
  async look(label: string, text: string, allowed: readonly number[]): Promise<void> {
    const said = text + this.logged.join('\n');
    this.logged = [];
    for (const [mark, number] of said.matchAll(/金丝雀(\d{4})号/g)) {
      if (allowed.includes(Number(number))) continue;
      this.leaks += 1;
      this.note(`leak: ${label} shows ${mark}`);
      return;
    }
  }
}

const IDS_OF_LATER_ROLES = 2;
const QUESTIONS_AT_ONCE = 4;
/** Every how many-th table is tried where nothing in the names speaks for it. */
const SHARE_OF_UNLIKELY = 8;

const wordsOf = (name: string): string[] =>
  name
    .replace(/([A-Z])/g, '_$1')
    .toLowerCase()
    .split(/[._]/)
    .filter((word) => word.length > 2 && word !== 'ids');

/** What a field may well name: its own words are in the table's name, or those of the procedure are when it has none. */
const isLikely = ({ path }: Procedure, field: IdField, table: string): boolean => {
  const own = field.path.flatMap((step) => wordsOf(String(step)));
  return (own.length > 0 ? own : wordsOf(path)).some((word) => table.includes(word.replace(/(ies|s)$/, '')));
};

/**
 * The ids that a procedure is asked about. The first role that may call it tries those of every table that its names
 * speak of and an eighth of all others, each procedure another eighth; those after it take turns with two each.
 * What is answered to an id depends on the tenant, and the roles differ in whether they may ask at all. The proof that
 * is asked to be thorough tries all ids for everybody.
 */
const idsForTurn = (
  known: readonly KnownId[],
  { procedure, field, turn, at }: { procedure: Procedure; field: IdField; turn: number; at: number },
): readonly string[] => {
  if (turn === 0)
    return known.flatMap(({ table, id }, index) =>
      (index + at) % SHARE_OF_UNLIKELY === 0 || isLikely(procedure, field, table) ? [id] : [],
    );
  const ids = known.map(({ id }) => id);
  const from = ((turn - 1) * IDS_OF_LATER_ROLES) % Math.max(1, ids.length);
  return [...ids, ...ids].slice(from, from + Math.min(IDS_OF_LATER_ROLES, ids.length));
};

interface Probed {
  procedure: Procedure;
  known: readonly KnownId[];
  foreign: Tenant;
  turn: number;
  at: number;
  isThorough: boolean;
}

const fieldsWith = ({ procedure, known, foreign, isThorough, ...when }: Probed): Tried[] =>
  procedure.template.idFields.flatMap((field): Tried[] => {
    if (field.kind === 'slug') return [{ field, value: foreign.slug }];
    if (field.kind === 'tenantId') return [{ field, value: foreign.id }];
    const ids = isThorough ? known.map(({ id }) => id) : idsForTurn(known, { procedure, field, ...when });
    return ids.map((value) => ({ field, value }));
  });

interface Tried {
  field: IdField;
  value: string | number;
}

const UNKNOWN = {
  uuid: '0198c0de-0000-7000-8000-00000000dead',
  slug: 'no-such-unit',
  tenantId: 2_000_000_000,
} as const;

/** Names in the district tree may be seen by those in it, and the archives that a unit transfers to by the unit: no leak. */
const knownTo = async (admin: Client, tenant: Tenant): Promise<number[]> => {
  const { rows } = await admin.query<{ tenant_id: number }>(
    `select tenant_id from supervision_tree($1, (now() at time zone 'Asia/Shanghai')::date)
     union select archives_tenant_id from archives_of($1)`,
    [tenant.id],
  );
  return rows.map((row) => row.tenant_id);
};

/** (1) The own workspace as every role, with foreign ids in every field; the answer must equal that to an unknown id. */
const probeForeignIds = async (
  prober: Prober,
  world: World,
  procedures: readonly Procedure[],
  own: Tenant,
  foreign: Tenant,
  roles: readonly Role[],
  isThorough: boolean,
): Promise<void> => {
  const turns = new Map<string, number>();
  const known = await idsOf(world.admin, foreign.id);
  const allowed = [own.id, ...(await knownTo(world.admin, own))].filter((id) => id !== foreign.id);
  for (const role of roles) {
    const account = await addMember(world.admin, own, role);
    for (const [at, procedure] of procedures.entries()) {
      const plain = await prober.call(procedure, account, own.slug, procedure.template.base);
      await prober.look(`${procedure.path} as ${role}`, plain.text, allowed);
      if (plain.code === 'FORBIDDEN' || (plain.code === 'NOT_FOUND' && procedure.template.idFields.length === 0))
        continue;
      const turn = turns.get(procedure.path) ?? 0;
      turns.set(procedure.path, turn + 1);
      const unknownAnswers = new Map<IdField, Promise<Answer>>();
      const askUnknown = (field: IdField): Promise<Answer> => {
        const input = withValue(procedure.template.base, field.path, UNKNOWN[field.kind]);
        const asked = unknownAnswers.get(field) ?? prober.call(procedure, account, own.slug, input);
        unknownAnswers.set(field, asked);
        return asked;
      };
      const probe = async ({ field, value }: Tried): Promise<void> => {
        const input = withValue(procedure.template.base, field.path, value);
        const answer = await prober.call(procedure, account, own.slug, input);
        await prober.look(`${procedure.path} as ${role} with a foreign ${field.path.join('.')}`, answer.text, allowed);
        const unknown = procedure.type === 'query' || answer.ok ? await askUnknown(field) : plain;
        if (answer.code === unknown.code && (answer.ok || answer.text === unknown.text)) return;
        prober.telling += 1;
        prober.note(
          `telling: ${procedure.path} as ${role}: foreign ${field.path.join('.')} (${value}) answers ${answer.text.slice(0, 80)}, unknown ${unknown.text.slice(0, 80)}`,
        );
      };
      const tried = fieldsWith({ procedure, known, foreign, turn, at, isThorough });
      // Reading disturbs nothing: several questions at a time. What changes something is asked one by one.
      const atOnce = procedure.type === 'query' ? QUESTIONS_AT_ONCE : 1;
      for (let at = 0; at < tried.length; at += atOnce) await Promise.all(tried.slice(at, at + atOnce).map(probe));
    }
  }
};

/** (2) A workspace that is not theirs: nobody gets past the door, whatever they ask. */
const probeForeignWorkspace = async (prober: Prober, world: World, procedures: readonly Procedure[]): Promise<void> => {
  const account = await addMember(world.admin, world.bureau, 'bureau_inspector');
  for (const procedure of procedures.filter(
    (candidate) => candidate.access.kind === 'tenant' || candidate.access.kind === 'grant',
  )) {
    for (const [who, slug] of [
      [account, world.stranger.slug],
      [account, world.unit.slug],
      [null, world.unit.slug],
      [account, 'no-such-workspace'],
    ] as const) {
      const answer = await prober.call(procedure, who, slug, procedure.template.base);
      await prober.look(`${procedure.path} in ${slug}`, answer.text, []);
      const expected = who ? 'NOT_FOUND' : 'SIGNED_OUT';
      if (answer.code !== expected && answer.code !== 'BAD_REQUEST') {
        prober.leaks += 1;
        prober.note(`door: ${procedure.path} in ${slug} answers ${answer.code}`);
      }
    }
  }
};

type GrantContext = 'none' | 'live' | 'expired' | 'future' | 'revoked' | 'wrong scope';
const GRANTS: Record<GrantContext, string | null> = {
  none: null,
  live: "now() - interval '1 hour', now() + interval '1 day', null, '{archive,use,training}', 1000, 2999",
  expired: "now() - interval '2 hours', now() - interval '1 second', null, '{archive,use,training}', 1000, 2999",
  future: "now() + interval '1 hour', now() + interval '1 day', null, '{archive,use,training}', 1000, 2999",
  revoked: "now() - interval '1 hour', now() + interval '1 day', now(), '{archive,use,training}', 1000, 2999",
  'wrong scope': "now() - interval '1 hour', now() + interval '1 day', null, '{archive,use,training}', 1001, 1002",
};

const idsAt = (known: readonly KnownId[], procedure: Procedure, fields: readonly IdField[], at: number): string[] => [
  ...new Set(fields.flatMap((field) => idsForTurn(known, { procedure, field, turn: 0, at }))),
];

/** (3) Under grants of every state: only the live one opens the unit, and never anybody else. */
const probeGrants = async (
  prober: Prober,
  world: World,
  procedures: readonly Procedure[],
  isThorough: boolean,
): Promise<{ opened: number }> => {
  let opened = 0;
  const known = await idsOf(world.admin, world.unit.id);
  const units = await knownTo(world.admin, world.bureau);
  for (const [state, values] of Object.entries(GRANTS) as [GrantContext, string | null][]) {
    const account = await addMember(world.admin, world.bureau, 'bureau_inspector');
    if (values) {
      await world.admin.query(
        `insert into access_grant (tenant_id, id, addressee_tenant_id, account_ids, reason, granted_by, valid_from, valid_to, revoked_at, record_classes, year_from, year_to)
         select $1, $2, $3, array[$4::uuid], '探针', $4, ${values}`,
        [world.bureau.id, uuidv7(), world.unit.id, account],
      );
    }
    const allowed =
      state === 'live' ? [world.bureau.id, ...units] : [world.bureau.id, ...units.filter((id) => id !== world.unit.id)];
    for (const [at, procedure] of procedures.filter(({ access }) => access.kind === 'grant').entries()) {
      let input = procedure.template.base;
      for (const field of procedure.template.idFields.filter((candidate) => candidate.kind !== 'uuid')) {
        input = withValue(input, field.path, field.kind === 'slug' ? world.unit.slug : world.unit.id);
      }
      const uuidFields = procedure.template.idFields.filter((field) => field.kind === 'uuid');
      const inputs =
        uuidFields.length === 0
          ? [input]
          : (isThorough || state === 'live' ? known.map(({ id }) => id) : idsAt(known, procedure, uuidFields, at)).map(
              (id) => uuidFields.reduce((sum, field) => withValue(sum, field.path, id), input),
            );
      const probe = async (one: unknown): Promise<void> => {
        const answer = await prober.call(procedure, account, world.bureau.slug, one);
        await prober.look(`${procedure.path} with ${state} grant`, answer.text, allowed);
        if (state === 'live' && answer.ok && answer.text.includes(canaryOf(world.unit.id))) opened += 1;
      };
      for (let at = 0; at < inputs.length; at += QUESTIONS_AT_ONCE)
        await Promise.all(inputs.slice(at, at + QUESTIONS_AT_ONCE).map(probe));
    }
  }
  return { opened };
};

/** (4) What is owed to the worker holds ids of its own tenant only. */
const probePayloads = async (prober: Prober, world: World): Promise<void> => {
  const { rows } = await world.admin.query<{ name: string; payload: string }>(
    'select name, payload::text as payload from job_run',
  );
  for (const row of rows) await prober.look(`payload of ${row.name}`, row.payload, []);
};

/** Over the database behind the URL, which is filled for the purpose. */
export const proveIsolation = async (adminUrl: string, isThorough = true): Promise<IsolationReport> => {
  const world = await buildWorld(adminUrl);
  const prober = new Prober(world);
  try {
    const procedures = listProcedures().sort((a, b) =>
      a.type === b.type ? a.path.localeCompare(b.path) : a.type === 'query' ? -1 : 1,
    );
    const before = await digestOf(world.admin, world.stranger.id);
    await probeForeignWorkspace(prober, world, procedures);
    const { opened } = await probeGrants(prober, world, procedures, isThorough);
    if (procedures.some((procedure) => procedure.access.kind === 'grant') && opened === 0) {
      prober.note('blind: no grant procedure showed the unit under a live grant, so the proof sees nothing');
      prober.internal += 1;
    }
    await probeForeignIds(prober, world, procedures, world.bureau, world.stranger, ROLE_CODES, isThorough);
    const unitRoles: readonly Role[] = ['unit_archivist', 'unit_lead', 'town_supervisor'];
    await probeForeignIds(prober, world, procedures, world.unit, world.sister, unitRoles, isThorough);
    await probePayloads(prober, world);
    const after = await digestOf(world.admin, world.stranger.id);
    const changed = Object.keys(before).filter((table) => before[table] !== after[table]);
    for (const table of changed) prober.note(`changed: rows of the stranger in ${table}`);
    return {
      procedures: procedures.length,
      calls: prober.calls,
      leaks: prober.leaks,
      tellingAnswers: prober.telling,
      changedForeignRows: changed.length,
      internalErrors: prober.internal,
      emptyTables: world.empty.length,
      details: [...prober.details, ...world.empty.map((table) => `no row to prove anything with in ${table}`)],
    };
  } finally {
    setLogSink((line) => process.stdout.write(`${line}\n`));
    await world.pools.close();
    await world.admin.end();
  }
};

/** `npm run verify -- isolation` */
export const run = async (): Promise<IsolationReport> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'isolation');
  try {
    return await proveIsolation(scratch.url);
  } finally {
    await scratch.drop();
    await cluster.stop();
  }
};
