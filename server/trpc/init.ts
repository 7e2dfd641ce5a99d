import { createHash } from 'node:crypto';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type GrantDb, type Pools, type TenantDb, withGrantDb, withSystemDb, withTenantDb } from '@/db/client';
import { openWallLink, readOnlyFromHere } from '@/db/queries/figures/wall.queries';
import { claimIdempotencyKey, keepIdempotentResponse } from '@/db/queries/idempotency.queries';
import { hashInvitationToken } from '@/server/auth/invitation-token';
import type { SessionService, SignedIn } from '@/server/auth/session';
import { openPress, PapersMissing } from '@/server/documents/press';
import { AppError } from '@/server/domain/shared/app-error';
import type { Permission } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { ObjectStore } from '@/server/objects/object-store';
import { log } from '@/server/observability/logger';
import { findWorkspace } from '@/server/tenancy/find-workspace';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';
import { appErrorOf, ERROR_STATUS } from './error-status.ts';

/** What the edge knows of a request. The tenant comes from the URL and is checked against the memberships here. */
export interface RequestContext {
  pools: Pools;
  objects: ObjectStore;
  sessions: SessionService;
  signedIn: SignedIn | null;
  slug: string | null;
  requestId: string;
  idempotencyKey: string | null;
  address: string;
  /** The address under which people reach this system: printed on documents that verify themselves. */
  publicOrigin?: string;
}

export type Access =
  | { kind: 'public' | 'account' }
  | { kind: 'tenant' | 'grant'; permission: Permission; creates: boolean };

const t = initTRPC
  .context<RequestContext>()
  .meta<{ access: Access }>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => ({
      message: shape.message,
      code: shape.code,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        appCode:
          error.cause instanceof AppError
            ? error.cause.code
            : error.code === 'BAD_REQUEST'
              ? 'BAD_INPUT'
              : error.code === 'NOT_FOUND'
                ? 'NOT_FOUND'
                : 'INTERNAL',
        details: error.cause instanceof AppError ? error.cause.details : undefined,
        fields: error.cause && 'issues' in error.cause ? fieldsOf(error.cause as unknown as ZodLike) : undefined,
        requestId: ctx?.requestId,
      },
    }),
  });

interface ZodLike {
  issues: { path: PropertyKey[]; code: string }[];
}
const fieldsOf = (error: ZodLike): string[] => [...new Set(error.issues.map((issue) => issue.path.join('.')))];

export const { router, createCallerFactory } = t;

const toTrpcError = (error: unknown): TRPCError => {
  const cause = error instanceof TRPCError && error.cause ? error.cause : error;
  const known = appErrorOf(cause);
  if (known) return new TRPCError({ code: ERROR_STATUS[known.code], message: known.code, cause: known });
  if (error instanceof TRPCError) return error;
  return new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: 'INTERNAL',
    cause: new AppError('INTERNAL', String(error)),
  });
};

/** Logs one line a call: a refusal at info, a fault of ours at error. Turns every failure into a code. */
const base = t.procedure.use(async ({ ctx, path, next }) => {
  const started = performance.now();
  const result = await next();
  const ms = Math.round(performance.now() - started);
  if (result.ok) return result;
  const error = toTrpcError(result.error);
  const fields = { requestId: ctx.requestId, procedure: path, ms, code: error.message };
  if (error.code === 'INTERNAL_SERVER_ERROR') log.error('procedure failed', result.error.cause ?? result.error, fields);
  else log.info('procedure refused', { ...fields, code: error.code === 'BAD_REQUEST' ? 'BAD_INPUT' : error.message });
  throw error;
});

/** `why` is read in review: what makes it safe that anybody may call this. */
export const publicProcedure = (_why: string) => base.meta({ access: { kind: 'public' } });

const wallToken = z.object({ token: z.string().min(20).max(100) });

/**
 * For a wall screen, where nobody signs in: the token of the link says whose workspace it is. Nobody acts, the scope has
 * no role, and the transaction can change nothing. Unknown, revoked and expired are one refusal.
 */
export const wallProcedure = (_why: string) =>
  base.meta({ access: { kind: 'public' } }).use(async ({ ctx, next, getRawInput }) => {
    const asked = wallToken.safeParse(await getRawInput());
    if (!asked.success) throw new AppError('BAD_INPUT');
    const link = await withSystemDb(ctx.pools, (sdb) => openWallLink(sdb, hashInvitationToken(asked.data.token)));
    if (!link) throw new AppError('NOT_FOUND', 'no open wall link of this token');
    const tenantKind = link.tenantKind as TenantKind;
    const scope = mintScope({
      ...link,
      tenantKind,
      accountId: null,
      actorName: '',
      roles: [],
      requestId: ctx.requestId,
    });
    return withTenantDb(ctx.pools, scope, async (tdb) => {
      await readOnlyFromHere(tdb);
      const result = await next({ ctx: { scope, tdb } });
      if (!result.ok) throw result.error;
      return result;
    });
  });

const requireSignedIn = (ctx: RequestContext): SignedIn => {
  if (!ctx.signedIn) throw new AppError('SIGNED_OUT');
  return ctx.signedIn;
};

/** For a person who is signed in, in no workspace. */
export const accountProcedure = () =>
  base.meta({ access: { kind: 'account' } }).use(({ ctx, next }) => next({ ctx: { signedIn: requireSignedIn(ctx) } }));

/** Who acts in the workspace of the URL. A workspace that is not theirs is answered like one that does not exist. */
export const scopeFor = async (ctx: RequestContext, permission: Permission): Promise<TenantScope> => {
  const signedIn = requireSignedIn(ctx);
  const workspace = ctx.slug ? await findWorkspace(ctx.pools, signedIn.accountId, ctx.slug) : null;
  if (!workspace) throw new AppError('NOT_FOUND', `workspace ${ctx.slug} is not one of account ${signedIn.accountId}`);
  const scope = mintScope({ ...workspace, accountId: signedIn.accountId, requestId: ctx.requestId });
  if (!scope.permissions.has(permission)) throw new AppError('FORBIDDEN', `${permission} is missing`);
  return scope;
};

const hashInput = (input: unknown): string => {
  try {
    return createHash('sha256')
      .update(JSON.stringify(input ?? null))
      .digest('hex');
  } catch {
    // Nested so deep that it cannot be written down again.
    throw new AppError('BAD_INPUT');
  }
};

interface Call {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  getRawInput(): Promise<unknown>;
}

/** Same key, same input: the first answer again. Same key, other input: refused. Lives and dies with the transaction. */
const once = async <R extends { ok: boolean; data?: unknown }>(
  tdb: TenantDb,
  scope: TenantScope,
  key: string | null,
  call: Call,
  run: () => Promise<R>,
): Promise<R> => {
  if (!key || key.length < 8 || key.length > 200) throw new AppError('IDEMPOTENCY_KEY_MISSING');
  const claim = {
    tenantId: scope.tenantId,
    accountId: scope.accountId ?? '',
    procedure: call.path,
    key,
    inputHash: hashInput(await call.getRawInput()),
  };
  const earlier = await claimIdempotencyKey(tdb, claim);
  if (earlier) {
    if (earlier.inputHash !== claim.inputHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    return { marker: 'middlewareMarker', ok: true, data: earlier.response } as unknown as R;
  }
  const result = await run();
  if (result.ok) await keepIdempotentResponse(tdb, claim, result.data);
  return result;
};

/** next() answers a failure instead of throwing it; unless it is thrown here, a failed change commits. */
const requireDone = (
  scope: TenantScope,
  { path, type }: Pick<Call, 'path' | 'type'>,
  result: { ok: true } | { ok: false; error: unknown },
): void => {
  if (!result.ok) throw result.error;
  if (type === 'mutation' && scope.acts.events === 0)
    throw new AppError('AUDIT_MISSING', `${path} left no audit event`);
};

const tenantBuilder = (permission: Permission, creates: boolean) =>
  base.meta({ access: { kind: 'tenant', permission, creates } }).use(async ({ ctx, next, path, type, getRawInput }) => {
    const scope = await scopeFor(ctx, permission);
    // Whoever sends slowly, or has lost the network in the middle, keeps no transaction waiting.
    await getRawInput();
    return withTenantDb(ctx.pools, scope, async (tdb) => {
      const run = async () => {
        const result = await next({ ctx: { scope, tdb } });
        requireDone(scope, { path, type }, result);
        return result;
      };
      return creates ? once(tdb, scope, ctx.idempotencyKey, { path, type, getRawInput }, run) : run();
    });
  });

/** Acts in one's own workspace, in one transaction. A mutation that leaves no audit event fails. */
export const tenantProcedure = (permission: Permission) => tenantBuilder(permission, false);

/** A mutation that makes something new: the caller sends an idempotency key, and a repeat has one effect. */
export const creatingProcedure = (permission: Permission) => tenantBuilder(permission, true);

/** So often an act is tried with papers that were printed before it; in the last attempt they are printed inside of it. */
const MOST_ATTEMPTS = 5;

/**
 * A creating mutation that issues papers. They are printed while no transaction is open (server/documents/press.ts): the
 * handler runs until all of them are at hand, and only the run that has them all commits.
 */
export const pressingProcedure = (permission: Permission) =>
  base
    .meta({ access: { kind: 'tenant', permission, creates: true } })
    .use(async ({ ctx, next, path, type, getRawInput }) => {
      const { tenantId } = await scopeFor(ctx, permission);
      await getRawInput();
      const { press, ...desk } = openPress(ctx.objects, tenantId, ctx.publicOrigin ?? '');
      const attempt = async () => {
        const scope = await scopeFor(ctx, permission);
        return withTenantDb(ctx.pools, scope, async (tdb) => {
          const result = await once(tdb, scope, ctx.idempotencyKey, { path, type, getRawInput }, async () => {
            const done = await next({ ctx: { scope, tdb, press } });
            requireDone(scope, { path, type }, done);
            return done;
          });
          desk.requireWhole();
          return result;
        });
      };
      for (let count = 1; ; count += 1) {
        desk.begin(count === MOST_ATTEMPTS);
        try {
          return await attempt();
        } catch (error) {
          if (!(error instanceof PapersMissing)) throw error;
        }
        await desk.printMissing();
      }
    });

/**
 * Reads other tenants' rows under live grants. The handler opens its grants with `openGrants` (server/tenancy); the
 * database role behind `gdb` can write nothing but the audit events of what was read.
 */
export const grantProcedure = (permission: Permission) =>
  base.meta({ access: { kind: 'grant', permission, creates: false } }).use(async ({ ctx, next }) => {
    const scope = await scopeFor(ctx, permission);
    return withGrantDb(ctx.pools, scope, async (gdb: GrantDb) => {
      const result = await next({ ctx: { scope, gdb } });
      if (!result.ok) throw result.error;
      if (scope.acts.events === 0) throw new AppError('AUDIT_MISSING', 'a read under a grant left no audit event');
      return result;
    });
  });
