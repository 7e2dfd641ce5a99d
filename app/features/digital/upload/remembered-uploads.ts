/**
 * Uploads of a record that were begun in this browser: dropping the same file again goes on with the same upload, also
 * after the browser was closed. Only a convenience: what is not remembered is begun anew.
 */
const PREFIX = 'lantai.upload';

export interface RememberedFile {
  name: string;
  size: number;
}

const keyOf = (itemId: string, { name, size, lastModified }: File): string =>
  `${PREFIX}|${itemId}|${size}|${lastModified}|${name}`;

const kept = <T>(act: (storage: Storage) => T): T | null => {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
};

export const rememberUpload = (itemId: string, file: File, uploadId: string): void => {
  kept((storage) => storage.setItem(keyOf(itemId, file), uploadId));
};

export const forgetUpload = (itemId: string, file: File): void => {
  kept((storage) => storage.removeItem(keyOf(itemId, file)));
};

const keysOf = (itemId: string): string[] =>
  kept((storage) => Object.keys(storage).filter((key) => key.startsWith(`${PREFIX}|${itemId}|`))) ?? [];

/** Files that were begun for the record and did not arrive, by name: somebody who comes back later is told. */
export const listRemembered = (itemId: string): RememberedFile[] =>
  keysOf(itemId)
    .map((key) => key.slice(`${PREFIX}|${itemId}|`.length).split('|'))
    .map(([size = '0', , ...name]) => ({ name: name.join('|'), size: Number(size) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));

export const forgetAll = (itemId: string): void => {
  for (const key of keysOf(itemId)) kept((storage) => storage.removeItem(key));
};

/** The upload that was begun for the file, when the server still knows it. */
export const findRemembered = async (slug: string, itemId: string, file: File): Promise<string | null> => {
  const uploadId = kept((storage) => storage.getItem(keyOf(itemId, file)));
  if (!uploadId) return null;
  const answer = await fetch(`/w/${slug}/files/${uploadId}`, {
    method: 'HEAD',
    headers: { 'Tus-Resumable': '1.0.0' },
  });
  if (answer.ok) return uploadId;
  forgetUpload(itemId, file);
  return null;
};
