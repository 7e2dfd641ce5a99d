import { access, constants } from 'node:fs/promises';
import type { RequestHandler } from 'express';
import { type Pools, withSystemDb } from '@/db/client';
import { SCHEMA_VERSION } from '@/db/migrate';
import { readHealth } from '@/db/queries/health.queries';
import type { Env } from '@/server/config/env';
import { CALENDAR_YEARS } from '@/server/domain/shared/work-calendar';

/** GET /healthz: version, database, queue, storage. 503 as soon as one of them is not well. */
export const createHealthCheck =
  (pools: Pools, env: Env): RequestHandler =>
  async (_request, response) => {
    const database = await withSystemDb(pools, readHealth).catch(() => null);
    const storage = await access(env.DATA_DIR, constants.W_OK).then(
      () => 'ok',
      () => 'not writable',
    );
    const well = database !== null && storage === 'ok';
    response.status(well ? 200 : 503).json({
      version: SCHEMA_VERSION,
      database: database ? 'ok' : 'unreachable',
      queue: {
        backend: env.REDIS_URL ? 'redis' : 'postgres',
        owed: database?.owed ?? null,
        oldestOwedSeconds: database?.oldestSeconds ?? null,
      },
      storage,
      // The last year whose holidays are known: behind it nobody is called late by the clock.
      calendarUntil: Math.max(...CALENDAR_YEARS),
    });
  };
