import { TRPCClientError } from '@trpc/client';

export interface UploadedFile {
  id: string;
  fileName: string;
  mediaType: string;
}

/** Larger pictures are made smaller before they travel: a phone in a cellar has little network. */
const LONGEST_EDGE = 2_048;
const JPEG_QUALITY = 0.85;

const toBlob = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });

/** The picture with at most so many dots, or the file as it is when it is small, no picture, or unreadable here. */
export const shrunk = async (file: File, longestEdge = LONGEST_EDGE): Promise<Blob> => {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || typeof createImageBitmap !== 'function') {
    return file;
  }
  const picture = await createImageBitmap(file).catch(() => null);
  const share = picture ? longestEdge / Math.max(picture.width, picture.height) : 1;
  if (!picture || share >= 1) {
    return file;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return (await toBlob(canvas)) ?? file;
};

/**
 * Stores a file in the workspace. What is refused is thrown like a refused procedure.
 * @param options.asItIs for what will be archived: the very bytes, however large the picture
 */
export const uploadFile = async (
  slug: string,
  file: File,
  options: { asItIs?: boolean } = {},
): Promise<UploadedFile> => {
  const response = await fetch(`/w/${slug}/upload`, {
    method: 'POST',
    headers: { 'X-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' },
    body: options.asItIs ? file : await shrunk(file),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw TRPCClientError.from((answer ?? { error: { message: 'INTERNAL', code: 0 } }) as never);
  }
  return answer as UploadedFile;
};
