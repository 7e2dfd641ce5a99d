import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

/**
 * Working copies of what stands in a bucket, for programs that read files: made when they are asked for, taken away
 * when they lie idle and the folder grows. Nothing is lost with the whole folder.
 */
export interface LocalCopies {
  /** The copy's path; `fetch` brings it when it is not there with `size` bytes. */
  of(name: string, size: number, fetch: (file: string) => Promise<void>): Promise<string>;
}

const IDLE_MS = 60 * 60_000;
const LOOK_EVERY_MS = 10 * 60_000;

const tidy = async (root: string, mostBytes: number): Promise<void> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: { file: string; size: number; usedAt: number }[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const found = await stat(file).catch(() => null);
    if (found) files.push({ file, size: found.size, usedAt: found.mtimeMs });
  }
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size, usedAt } of files.sort((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= mostBytes || Date.now() - usedAt < IDLE_MS) return;
    await rm(file, { force: true });
    bytes -= size;
  }
};

export const createLocalCopies = (root: string, mostBytes: number): LocalCopies => {
  const coming = new Map<string, Promise<void>>();
  let lookedAt = Date.now();
  return {
    async of(name, size, fetch) {
      const file = path.join(root, name);
      const present = await stat(file).catch(() => null);
      if (present?.size !== size) {
        const running = coming.get(file) ?? fetch(file).finally(() => coming.delete(file));
        coming.set(file, running);
        await running;
      } else {
        const now = new Date();
        await utimes(file, now, now).catch(() => undefined);
      }
      if (Date.now() - lookedAt > LOOK_EVERY_MS) {
        lookedAt = Date.now();
        void tidy(root, mostBytes).catch(() => undefined);
      }
      return file;
    },
  };
};
