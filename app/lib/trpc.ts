import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from '@trpc/client';
import { type AppErrorCode, isAppErrorCode } from '@/server/domain/shared/app-error';
import type { AppRouter } from '@/server/trpc/app-router';

type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

/** A key of one attempt: `randomUUID` is missing in older browsers and on plain http. */
export const newIdempotencyKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Queries travel together. A mutation travels alone, because its key is a header of the request. */
const clientAt = (url: string): Client =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'mutation',
        true: httpLink({
          url,
          headers: ({ op }) => {
            const given = op.context.idempotencyKey;
            return { 'Idempotency-Key': typeof given === 'string' ? given : newIdempotencyKey() };
          },
        }),
        false: httpBatchLink({ url, maxItems: 10 }),
      }),
    ],
  });

const clients = new Map<string, Client>();

const cachedClient = (url: string): Client => {
  const known = clients.get(url) ?? clientAt(url);
  clients.set(url, known);
  return known;
};

/** The procedures of one workspace. The tenant is in the address, so two tabs can be two workspaces. */
export const workspaceClient = (slug: string): Client => cachedClient(`/w/${slug}/trpc`);

/** What a refused call said. `null` code: no answer came, so nobody knows whether it took effect. */
export interface CallFailure {
  code: AppErrorCode | null;
  requestId: string | null;
  fields: string[];
}

interface ErrorData {
  appCode?: unknown;
  requestId?: unknown;
  fields?: unknown;
}

export const failureOf = (error: unknown): CallFailure => {
  const data = (error instanceof TRPCClientError ? (error.data as ErrorData | null) : null) ?? {};
  return {
    code: isAppErrorCode(data.appCode) ? data.appCode : null,
    requestId: typeof data.requestId === 'string' ? data.requestId : null,
    fields: Array.isArray(data.fields) ? data.fields.filter((field) => typeof field === 'string') : [],
  };
};
