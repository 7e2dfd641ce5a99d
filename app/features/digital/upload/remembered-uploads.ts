/**
 * Uploads of a record that were begun in this browser: dropping the same file again goes on with the same upload, also
 * after the browser was closed. Only a convenience: what is not remembered is begun anew.
 */
const PREFIX = 'lantai.upload';

const keyOf = (itemId: string, file: File): string =>
  [PREFIX, itemId, file.name, file.size, file.lastModified].join('|');

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
