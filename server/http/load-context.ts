import type { AppLoadContext } from '@remix-run/node';
import type { Request, Response } from 'express';
import { signIn } from '@/server/auth/sign-in';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import { type Caller, createCaller } from '@/server/trpc/app-router';
import { appErrorOf } from '@/server/trpc/error-status';
import type { RequestContext } from '@/server/trpc/init';

/** What Remix loaders and actions get. Pages reach the server through this and through tRPC, and no other way. */
export interface LantaiLoadContext extends AppLoadContext {
  requestId: string;
  nonce: string;
  account: { id: string; loginName: string; displayName: string } | null;
  /** The same procedures as over HTTP, in process. A repeatable form sends its idempotency key. */
  api: { public: Caller; workspace(slug: string, idempotencyKey?: string): Caller };
  signIn(loginName: string, password: string): Promise<{ ok: true } | { ok: false; code: AppErrorCode }>;
  signOut(): Promise<void>;
}

type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

export const createLoadContext = (request: Request, response: Response, contextFor: ContextFor): LantaiLoadContext => {
  const context = contextFor(request, response, null);
  const { signedIn, sessions, pools } = context;
  const setCookie = (cookie: { name: string; value: string; attributes: string }): void => {
    response.append('Set-Cookie', `${cookie.name}=${cookie.value}; ${cookie.attributes}`);
  };
  return {
    requestId: context.requestId,
    nonce: response.locals.nonce,
    account: signedIn
      ? { id: signedIn.accountId, loginName: signedIn.loginName, displayName: signedIn.displayName }
      : null,
    api: {
      public: createCaller(context),
      workspace: (slug, idempotencyKey) => createCaller({ ...context, slug, idempotencyKey: idempotencyKey ?? null }),
    },
    signIn: async (loginName, password) => {
      try {
        const client = { address: context.address, userAgent: request.header('user-agent') ?? '' };
        const cookie = await signIn(pools, sessions, { loginName, password }, client);
        // A session from before is never carried on.
        if (signedIn) await sessions.revoke(signedIn.sessionId);
        setCookie(cookie);
        return { ok: true };
      } catch (error) {
        const known = appErrorOf(error);
        if (!known) throw error;
        return { ok: false, code: known.code };
      }
    },
    signOut: async () => {
      if (signedIn) await sessions.revoke(signedIn.sessionId);
      setCookie(sessions.blankCookie());
    },
  };
};
