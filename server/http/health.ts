import { access, constants } from 'node:fs/promises';
import type { RequestHandler } from 'express';
import { type Pools, withSystemDb } from '@/db/client';
import { SCHEMA_VERSION } from '@/db/migrate';
import { readHealth } from '@/db/queries/health.queries';
import type { Env } from '@/server/config/env';
import { CALENDAR_YEARS } from '@/server/domain/shared/work-calendar';
import { findEngines } from '@/server/imaging/ocr/choose-recogniser';
import { findOffice } from '@/server/imaging/office-pdf';
import { scannerState } from '@/server/objects/inspect/scan-for-viruses';

const KEPT_MS = 60_000;
let asked: { at: number; answer: Promise<Record<string, string>> } | null = null;
/** Programs beside this one. Looked for at most once a minute: anybody may ask for the health. */
const helpers = (env: Env): Promise<Record<string, string>> => {
  if (asked && Date.now() - asked.at < KEPT_MS) return asked.answer;
  const look = async () => {
    const [engines, office, scanner] = await Promise.all([findEngines(env.OCR_ENGINE), findOffice(), scannerState()]);
    return {
      ocr: engines[0] ?? 'missing',
      office: office === null ? 'missing' : 'ok',
      virusScanner: scanner === 'ready' ? 'ok' : scanner,
    };
  };
  asked = { at: Date.now(), answer: look() };
  return asked.answer;
};

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
      // What works without and better with: absent, the screens say what they cannot do.
      optional: await helpers(env),
      // The last year whose holidays are known: behind it nobody is called late by the clock.
      calendarUntil: Math.max(...CALENDAR_YEARS),
    });
  };
