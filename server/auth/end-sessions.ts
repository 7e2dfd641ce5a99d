import { onCommit } from '@/db/client';
import { log } from '@/server/observability/logger';
import type { SessionService } from './session.ts';

/** Signs an account out everywhere once the surrounding transaction has committed. */
export const endSessionsAfterCommit = (sessions: SessionService, accountId: string): void =>
  onCommit(() => {
    sessions
      .revokeAllOf(accountId)
      .catch((error: unknown) => log.error('sessions were not ended', error, { accountId }));
  });
