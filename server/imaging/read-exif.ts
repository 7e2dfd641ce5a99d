import type { PhotoFacts } from '@/server/domain/digital/viewer';

/**
 * The few tags of EXIF that say who took a photograph, when, where and with what. Offsets in the block come from
 * outside: every one is checked, and a block that contradicts itself reads as nothing.
 */
const TAG = {
  description: 0x010e,
  make: 0x010f,
  model: 0x0110,
  artist: 0x013b,
  exif: 0x8769,
  gps: 0x8825,
  exposure: 0x829a,
  aperture: 0x829d,
  sensitivity: 0x8827,
  takenAt: 0x9003,
  focalLength: 0x920a,
} as const;
const GPS = { latitudeSide: 1, latitude: 2, longitudeSide: 3, longitude: 4 } as const;
/** Bytes of one value by its type: byte, text, short, long, rational. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };
const MOST_ENTRIES = 200;
const LONGEST = 2_000;

type Value = string | number[];
type Directory = ReadonlyMap<number, Value>;

const LEGACY = new TextDecoder('gb18030');
/** Cameras write ASCII, phones UTF-8, older software here GB 18030. */
const decodeText = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  const plain = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain).trim();
  } catch {
    return LEGACY.decode(plain).trim();
  }
};

/** A TIFF block, little or big endian. Reading past its end throws RangeError. */
const openBlock = (bytes: Buffer) => {
  const start = bytes.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0;
  const block = bytes.subarray(start);
  const isLittle = block.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? block.readUInt32LE(at) : block.readUInt32BE(at));
  const valueAt = (type: number, count: number, at: number): Value => {
    const width = WIDTHS[type] ?? 0;
    if (at + width * count > block.length) throw new RangeError('value past the end');
    if (type === 2 || type === 1) return decodeText(block.subarray(at, at + count));
    const one = (place: number): number => {
      if (type === 3) return short(place);
      return type === 4 ? long(place) : long(place) / (long(place + 4) || 1);
    };
    return Array.from({ length: count }, (_, index) => one(at + index * width));
  };
  const directoryAt = (at: number): Directory => {
    const found = new Map<number, Value>();
    const entries = Math.min(short(at), MOST_ENTRIES);
    for (let index = 0; index < entries; index += 1) {
      const entry = at + 2 + index * 12;
      const [type, count] = [short(entry + 2), long(entry + 4)];
      const size = (WIDTHS[type] ?? 0) * count;
      if (size === 0 || size > LONGEST) continue;
      found.set(short(entry), valueAt(type, count, size <= 4 ? entry + 8 : long(entry + 8)));
    }
    return found;
  };
  return { first: () => directoryAt(long(4)), directoryAt };
};

const textOf = (directory: Directory, tag: number): string | null => {
  const value = directory.get(tag);
  return typeof value === 'string' && value !== '' ? value : null;
};
const numberOf = (directory: Directory, tag: number): number | null => {
  const value = directory.get(tag);
  return Array.isArray(value) && Number.isFinite(value[0]) ? (value[0] ?? null) : null;
};

const EMPTY: Directory = new Map();
const exposureOf = (exif: Directory): string | null => {
  const seconds = numberOf(exif, TAG.exposure);
  const [aperture, iso, focal] = [TAG.aperture, TAG.sensitivity, TAG.focalLength].map((tag) => numberOf(exif, tag));
  const parts = [
    seconds ? (seconds < 1 ? `1/${Math.round(1 / seconds)} s` : `${seconds} s`) : null,
    aperture ? `f/${Math.round(aperture * 10) / 10}` : null,
    iso ? `ISO ${iso}` : null,
    focal ? `${Math.round(focal)} mm` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : null;
};

const degreesOf = (gps: Directory, tag: number, sideTag: number, most: number): number | null => {
  const value = gps.get(tag);
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [degrees = 0, minutes = 0, seconds = 0] = value;
  const size = degrees + minutes / 60 + seconds / 3_600;
  const side = textOf(gps, sideTag);
  if (!Number.isFinite(size) || size > most || !side) return null;
  return Math.round((/^[SW]/.test(side) ? -size : size) * 1e6) / 1e6;
};

/** `2024:05:06 09:30:00` by the camera's clock, as people write it. */
const takenAtOf = (exif: Directory): string | null => {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(textOf(exif, TAG.takenAt) ?? '');
  return match && match[1] !== '0000' ? `${match[1]}-${match[2]}-${match[3]} ${match[4]}` : null;
};

/** Null when there is nothing to say. */
export const readExif = (bytes: Buffer): PhotoFacts | null => {
  try {
    const block = openBlock(bytes);
    const first = block.first();
    const [exifAt, gpsAt] = [numberOf(first, TAG.exif), numberOf(first, TAG.gps)];
    const exif = exifAt === null ? EMPTY : block.directoryAt(exifAt);
    const gps = gpsAt === null ? EMPTY : block.directoryAt(gpsAt);
    const camera = [textOf(first, TAG.make), textOf(first, TAG.model)].filter((part) => part !== null).join(' ');
    const latitude = degreesOf(gps, GPS.latitude, GPS.latitudeSide, 90);
    const longitude = degreesOf(gps, GPS.longitude, GPS.longitudeSide, 180);
    const isPlaced = latitude !== null && longitude !== null;
    const facts: PhotoFacts = {
      takenAt: takenAtOf(exif),
      camera: camera === '' ? null : camera,
      exposure: exposureOf(exif),
      artist: textOf(first, TAG.artist),
      description: textOf(first, TAG.description),
      latitude: isPlaced ? latitude : null,
      longitude: isPlaced ? longitude : null,
    };
    return Object.values(facts).every((fact) => fact === null) ? null : facts;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
