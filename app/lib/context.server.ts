import '@remix-run/server-runtime';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import type { Caller } from '@/server/trpc/app-router';

/** What `server/http` hands to every loader and action: the only way from a screen to the server. */
interface LoadContext {
  requestId: string;
  nonce: string;
  account: { id: string; loginName: string; displayName: string } | null;
  /** A form that creates sends its idempotency key along. */
  api: { public: Caller; workspace(slug: string, idempotencyKey?: string): Caller };
  /** Sets the session cookie on the answer. */
  signIn(loginName: string, password: string): Promise<{ ok: true } | { ok: false; code: AppErrorCode }>;
  signOut(): Promise<void>;
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends LoadContext {}
}
