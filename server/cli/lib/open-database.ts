import { loadDemoIfEmpty } from '@/db/demo/load';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';

/** What was asked cannot be answered: said in one line, exit code 2. */
export class Refusal extends Error {}

/** DATABASE_URL as it is, or the packaged database, made ready when this is the first command ever run. */
export const openDatabase = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const database = await ensureDatabase({ purpose: 'app' });
  await migrateToLatest(database.url);
  if (process.env.LANTAI_DEMO !== 'off') await loadDemoIfEmpty(database.url);
  return database;
};

/** Runs a command; what it refuses is a line, what fails is told whole. */
export const runCommand = (main: () => Promise<void>): void => {
  main().catch((error: unknown) => {
    const isRefusal = error instanceof Refusal || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(isRefusal ? (error as Error).message : error);
    process.exitCode = 2;
  });
};
