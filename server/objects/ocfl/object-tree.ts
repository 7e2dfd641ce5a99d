import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The files of one object, wherever they stand. Paths are relative to the object, with `/`; empty is the object. */
export interface ObjectTree {
  /** What stands directly in a folder; empty when there is none. */
  entries(folder: string): Promise<{ name: string; isFolder: boolean }[]>;
  filesUnder(folder: string): Promise<string[]>;
  /** Null when there is no such file. */
  read(file: string): Promise<Buffer | null>;
  open(file: string): AsyncIterable<Buffer>;
}

export const diskTree = (root: string): ObjectTree => ({
  entries: async (folder) =>
    (await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    })),
  filesUnder: async (folder) => {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true }).catch(() => []);
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  },
  read: (file) => readFile(path.join(root, file)).catch(() => null),
  open: (file) => createReadStream(path.join(root, file), { highWaterMark: 1 << 20 }),
});
