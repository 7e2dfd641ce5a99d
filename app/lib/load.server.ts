import { redirect } from '@remix-run/node';
import { type AppErrorCode, isAppErrorCode } from '@/server/domain/shared/app-error';

/** What an error page gets to know. */
export interface ScreenError {
  appCode: AppErrorCode;
  requestId: string;
}

const STATUS: Record<string, number> = {
  BAD_REQUEST: 400,
  CONFLICT: 409,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  TIMEOUT: 504,
};

/** By shape, not by class: the build of the screens holds a copy of its own of the class. */
const codeOf = (cause: unknown): AppErrorCode | undefined => {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return isAppErrorCode(code) ? code : undefined;
};

const refusal = (error: unknown): { kind: string; code: AppErrorCode } | null => {
  if (!(error instanceof Error) || !('code' in error)) {
    return null;
  }
  const kind = String(error.code);
  return { kind, code: codeOf(error.cause) ?? (kind === 'BAD_REQUEST' ? 'BAD_INPUT' : 'INTERNAL') };
};

interface Asked {
  request: Request;
  context: { requestId: string };
}

const failure = (appCode: AppErrorCode, status: number, requestId: string): Response =>
  Response.json({ appCode, requestId } satisfies ScreenError, { status });

/** To sign-in and back again. */
export const toSignIn = (request: Request): Response => {
  const { pathname, search } = new URL(request.url);
  const here = `${pathname}${search}`.replace(/[?&]_routes=[^&]*/g, '').replace(/\.data(?=\?|$)/, '');
  return redirect(here === '/' ? '/login' : `/login?next=${encodeURIComponent(here)}`);
};

/** One page for what is not there and for what is not theirs: the difference would tell that it exists. */
export const notFound = (requestId: string): Response => failure('NOT_FOUND', 404, requestId);

/**
 * Awaits a procedure for a loader.
 * @throws Response: a redirect to sign-in, a 404, or an error page that knows its code and number
 */
export const loadOrThrow = async <T>(asked: Asked, call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    const { requestId } = asked.context;
    const refused = refusal(error);
    if (!refused) {
      throw error;
    }
    if (refused.kind === 'UNAUTHORIZED') {
      throw toSignIn(asked.request);
    }
    if (refused.kind === 'NOT_FOUND' || refused.kind === 'FORBIDDEN') {
      throw notFound(requestId);
    }
    throw failure(refused.code, STATUS[refused.kind] ?? 500, requestId);
  }
};

/** Awaits a procedure for an action: a refusal is an answer that the form shows, not an error page. */
export const refusedOr = async <T>(
  asked: Asked,
  call: Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; code: AppErrorCode; requestId: string }> => {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    const refused = refusal(error);
    if (!refused || refused.kind === 'UNAUTHORIZED') {
      throw refused ? toSignIn(asked.request) : error;
    }
    return { ok: false, code: refused.code, requestId: asked.context.requestId };
  }
};
