import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { WORKSPACE } from './ocfl-store.ts';

const DAY_MS = 86_400_000;

/**
 * Removes workspaces that a killed process has left behind. What lies in them is staged elsewhere as well, and nobody
 * works a day on one version. Answers how many there were.
 */
export const tidyWorkspaces = async (root: string, now = Date.now()): Promise<number> => {
  let removed = 0;
  const at = path.join(root, WORKSPACE);
  for (const tenant of await readdir(at).catch(() => []))
    for (const name of await readdir(path.join(at, tenant)).catch(() => [])) {
      const folder = path.join(at, tenant, name);
      const found = await stat(folder).catch(() => null);
      if (!found || now - found.mtimeMs < DAY_MS) continue;
      await rm(folder, { recursive: true, force: true });
      removed += 1;
    }
  return removed;
};
