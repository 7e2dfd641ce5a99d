import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made = new Set<string>();
let isEndWatched = false;

/** Removes what `tempFolder` has made: after each test file (setup.ts), and when a proof's process ends. */
export const removeTempFolders = (): void => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  made.clear();
};

/** A new folder of a test's own. It is gone when the test file or the process has ended. */
export const tempFolder = (purpose: string): string => {
  if (!isEndWatched) process.once('exit', removeTempFolders);
  isEndWatched = true;
  const folder = mkdtempSync(path.join(tmpdir(), `lantai-${purpose}-`));
  made.add(folder);
  return folder;
};
