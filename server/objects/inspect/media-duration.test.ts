import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { mediaDuration } from './media-duration.ts';

const box = (name: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const header = (ticks: number, scale: number, isLong: boolean): Buffer => {
  const body = Buffer.alloc(isLong ? 108 : 100);
  body[0] = isLong ? 1 : 0;
  body.writeUInt32BE(scale, isLong ? 20 : 12);
  if (isLong) body.writeBigUInt64BE(BigInt(ticks), 24);
  else body.writeUInt32BE(ticks, 16);
  return box('mvhd', body);
};
const wav = (seconds: number): Buffer => {
  const bytes = Buffer.alloc(44 + seconds * 16_000);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt32LE(16_000, 28);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
};
const film = (...parts: Buffer[]) => Buffer.concat([box('ftyp', Buffer.from('isom')), ...parts]);
const pictures = box('mdat', Buffer.alloc(5_000));

it.each([
  ['a .wav', 'audio/wav', wav(3), 3_000],
  ['a film with its head in front', 'video/mp4', film(box('moov', header(75_000, 600, false)), pictures), 125_000],
  ['a film with its head behind', 'video/quicktime', film(pictures, box('moov', header(90, 60, true))), 1_500],
  ['a film without a head', 'video/mp4', film(pictures), null],
  ['ticks of nothing', 'video/mp4', film(box('moov', header(90, 0, false))), null],
  ['more than can be', 'video/mp4', film(box('moov', header(4_000_000_000, 1, false))), null],
  ['a box that ends before it begins', 'video/mp4', film(Buffer.from('00000004' + '6d6f6f76', 'hex')), null],
  ['bytes that stop in the middle', 'video/mp4', film(box('moov', header(75_000, 600, false))).subarray(0, 30), null],
  ['what says nothing', 'audio/mpeg', Buffer.from('ID3'), null],
] as const)('reads the length of %s', async (_what, mediaType, bytes, expected) => {
  const file = path.join(tempFolder('duration'), 'file');
  await writeFile(file, bytes);
  expect(await mediaDuration(file, mediaType)).toBe(expected);
});
