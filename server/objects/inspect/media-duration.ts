import { type FileHandle, open } from 'node:fs/promises';

/* 时长 of sound and film, from the head of the container alone: nothing is decoded. */

const MOST_BOXES = 512;
const DAY_MS = 24 * 3_600_000;

const readAt = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
};

/** RIFF: as many bytes of sound as there are, by bytes a second. */
const wavMs = async (handle: FileHandle, size: number): Promise<number | null> => {
  let at = 12;
  let bytesASecond = 0;
  for (let box = 0; box < MOST_BOXES; box += 1) {
    const head = await readAt(handle, at, 8);
    if (head.length < 8) return null;
    const name = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (name === 'fmt ') {
      const format = await readAt(handle, at + 8, 12);
      bytesASecond = format.length === 12 ? format.readUInt32LE(8) : 0;
    }
    if (name === 'data') return bytesASecond > 0 ? (Math.min(length, size - at - 8) * 1_000) / bytesASecond : null;
    at += 8 + length + (length % 2);
  }
  return null;
};

/** mvhd: so many ticks of so many a second, in the short or in the long form. */
const ticksMs = (movie: Buffer): number | null => {
  const isLong = movie[0] === 1;
  if (movie.length < (isLong ? 32 : 20)) return null;
  const scale = movie.readUInt32BE(isLong ? 20 : 12);
  const ticks = isLong ? Number(movie.readBigUInt64BE(24)) : movie.readUInt32BE(16);
  return scale > 0 ? (ticks * 1_000) / scale : null;
};

/** MP4 and QuickTime: boxes in boxes; the header of the movie stands in `moov`, before or behind the pictures. */
const mp4Ms = async (handle: FileHandle, size: number): Promise<number | null> => {
  let at = 0;
  for (let box = 0; box < MOST_BOXES && at + 8 <= size; box += 1) {
    const head = await readAt(handle, at, 16);
    if (head.length < 8) return null;
    const name = head.toString('latin1', 4, 8);
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const length = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short;
    const inside = at + (isLong ? 16 : 8);
    if (length < inside - at) return null;
    if (name === 'mvhd') return ticksMs(await readAt(handle, inside, 32));
    at = name === 'moov' ? inside : at + length;
  }
  return null;
};

const READERS: Readonly<Record<string, typeof wavMs>> = {
  'audio/wav': wavMs,
  'audio/mp4': mp4Ms,
  'video/mp4': mp4Ms,
  'video/quicktime': mp4Ms,
};

/** In milliseconds; null for what does not say it, or says what cannot be. */
export const mediaDuration = async (file: string, mediaType: string): Promise<number | null> => {
  const read = READERS[mediaType];
  if (!read) return null;
  const handle = await open(file);
  try {
    const ms = await read(handle, (await handle.stat()).size);
    return ms !== null && ms > 0 && ms < 30 * DAY_MS ? Math.round(ms) : null;
  } finally {
    await handle.close();
  }
};
