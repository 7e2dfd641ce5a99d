import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writing that survives a power cut: bytes, then the folder that names them. */

/** A rename is only safe once the folder itself is written. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows cannot sync a folder; its rename is journalled.
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
};

export const syncFile = async (file: string): Promise<void> => {
  // Windows syncs only what may be written to.
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a folder and writes every folder on the way that was made. */
export const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true });
  if (first !== undefined) await syncAll([], foldersUpTo(folder, path.dirname(first)));
};

/** What a later rename makes visible: all of it at once, so that the disk's journal is written once for many. */
export const syncAll = async (files: readonly string[], folders: readonly string[]): Promise<void> => {
  await Promise.all([...files.map(syncFile), ...folders.map(syncFolder)]);
};

/** A folder and those above it, up to and with `top`. */
export const foldersUpTo = (folder: string, top: string): string[] => {
  const chain = [folder];
  for (let at = folder; at !== top && at !== path.dirname(at); at = path.dirname(at)) chain.push(path.dirname(at));
  return chain;
};

const writeDurably = async (file: string, bytes: string | Buffer): Promise<void> => {
  await writeFile(file, bytes, { flush: true });
};

/**
 * Puts a file in the place of another in one step: readers see the old one or the new one. Two that do it at once do
 * not take each other's bytes away.
 */
export const replaceFile = async (file: string, bytes: string | Buffer): Promise<void> => {
  const next = `${file}.${randomUUID()}.next`;
  await writeDurably(next, bytes);
  await rename(next, file);
};
