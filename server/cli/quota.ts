import { fileURLToPath } from 'node:url';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { setQuota } from '@/db/queries/quota.queries';

/*
 * npm run quota -- <unit> [<size>|none]: how much room a unit's files may take, e.g. `npm run quota -- liuxi 500GB`.
 * Without a size it tells what is used. The act is in the unit's audit log. Exit code 2: what was asked cannot be done.
 */
const UNITS: Record<string, number> = { MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

/** Bytes; null for no limit, undefined for what is no size. */
export const parseSize = (text: string): number | null | undefined => {
  if (text === 'none') return null;
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,2})?)(MB|GB|TB)$/i.exec(text) ?? [];
  return number === undefined || unit === undefined
    ? undefined
    : Math.round(Number(number) * (UNITS[unit.toUpperCase()] ?? 0));
};

const main = async ([slug, size]: readonly string[]): Promise<number> => {
  const bytes = size === undefined ? undefined : parseSize(size);
  if (!slug || (size !== undefined && bytes === undefined)) {
    console.error('npm run quota -- <单位 unit> [<500GB>|none]');
    return 2;
  }
  const database = await ensureDatabase({ purpose: 'app' });
  try {
    const use = await setQuota(database.url, slug, bytes);
    if (!use) {
      console.error(`没有这个单位 / no such tenant: ${slug}`);
      return 2;
    }
    const [used, quota] = [use.usedBytes, use.quotaBytes].map((n) =>
      n === null ? 'none' : `${(n / 1024 ** 3).toFixed(2)} GB`,
    );
    console.log(`${slug}: ${used} / ${quota}`);
    return 0;
  } finally {
    await database.stop();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(2);
    },
  );
}
