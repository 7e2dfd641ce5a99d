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
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a folder and writes every folder on the way that was made. */
export const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at.length >= first.length; at = path.dirname(at)) await syncFolder(at);
  await syncFolder(path.dirname(first));
};

export const writeDurably = async (file: string, bytes: string | Buffer): Promise<void> => {
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
