import { deflateSync, gzipSync } from 'node:zlib';
import { makeZip, type ZipPart } from '../workbooks/hostile-workbooks';

/**
 * Sixty files that mean harm, made on the spot so that none is kept in the repository. Each must be refused: a reader
 * that opens it wastes its memory or time, or somebody's browser or office program does what the file says.
 */
export interface HostileFile {
  name: string;
  make(): Buffer;
}

const MB = 1024 * 1024;
const text = (value: string) => () => Buffer.from(value);
const zip =
  (...parts: ZipPart[]) =>
  () =>
    makeZip(parts);
const part = (name: string, data: string | Buffer = 'x'): ZipPart => ({ name, data: Buffer.from(data) });
const office = (...extra: ZipPart[]) =>
  zip(part('[Content_Types].xml', '<Types/>'), part('word/document.xml', '<w/>'), ...extra);

const le = (...values: [number, 1 | 2 | 4][]): Buffer =>
  Buffer.concat(
    values.map(([value, size]) => {
      const buffer = Buffer.alloc(size);
      buffer.writeUIntLE(value, 0, size);
      return buffer;
    }),
  );
/** A TIFF of one page whose tags say what they like. */
const tiff = (tags: readonly [number, number][]) => () =>
  Buffer.concat([
    Buffer.from('II*\0'),
    le([8, 4], [tags.length, 2]),
    ...tags.map(([tag, value]) => le([tag, 2], [4, 2], [1, 4], [value, 4])),
    le([0, 4]),
  ]);
const sized = (width: number, height: number): [number, number][] => [
  [256, width],
  [257, height],
  [258, 8],
  [259, 1],
  [262, 1],
  [273, 200],
  [277, 1],
  [278, height],
  [279, 100],
];

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (data: Buffer): number => {
  let c = 0xffffffff;
  for (const byte of data) c = (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
};
const png =
  (width: number, height: number, pixels: Buffer = deflateSync(Buffer.alloc(1000)), tail: Buffer = Buffer.alloc(0)) =>
  () => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0)), tail]);
  };
const smallPng = (tail: string) => {
  const row = Buffer.alloc(1 + 16 * 3, 0);
  return png(16, 16, deflateSync(Buffer.concat(Array.from({ length: 16 }, () => row))), Buffer.from(tail, 'latin1'));
};
const gif =
  (width: number, height: number, tail = '') =>
  () =>
    Buffer.concat([
      Buffer.from('GIF89a'),
      le([width, 2], [height, 2], [0, 1], [0, 1], [0, 1]),
      Buffer.from(tail, 'latin1'),
    ]);
const bmp = (width: number, height: number) => () =>
  Buffer.concat([
    Buffer.from('BM'),
    le(
      [70, 4],
      [0, 4],
      [54, 4],
      [40, 4],
      [width, 4],
      [height, 4],
      [1, 2],
      [24, 2],
      [0, 4],
      [16, 4],
      [0, 4],
      [0, 4],
      [0, 4],
      [0, 4],
    ),
    Buffer.alloc(16),
  ]);
const jpeg = (body: string) => () =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    Buffer.from('JFIF\0'),
    Buffer.alloc(9),
    Buffer.from(body, 'latin1'),
  ]);

const pdf =
  (objects: string, trailer = '/Root 1 0 R') =>
  () =>
    Buffer.from(`%PDF-1.7\n${objects}\ntrailer\n<<${trailer}>>\n%%EOF\n`, 'latin1');
const CATALOG =
  '1 0 obj<</Type/Catalog/Pages 2 0 R ACT>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj';
const acting = (act: string) => pdf(CATALOG.replace('ACT', act));
/** The act stands in a compressed part, where a search of the bytes does not find it. */
const hiddenAct = () => {
  const inner = '4 0 5 50 <</S/JavaScript/JS(app.alert(1))>>              <</Names[(a) 4 0 R]>>';
  const packed = deflateSync(Buffer.from(inner, 'latin1'));
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n${CATALOG.replace('ACT', '/OpenAction 4 0 R/Names<</JavaScr#69pt 5 0 R>>')}\n6 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length ${packed.length}>>stream\n`,
      'latin1',
    ),
    packed,
    Buffer.from('\nendstream endobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n', 'latin1'),
  ]);
};

const bomb = (name: string, megabytes: number): ZipPart => ({ name, data: Buffer.alloc(megabytes * MB) });
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const entities = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">${Array.from({ length: 9 }, (_, n) => `<!ENTITY x${n} "${`&${n === 0 ? 'x' : `x${n - 1}`};`.repeat(10)}">`).join('')}]><a>&x8;</a>`;
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from('PE\0\0')]);
const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(200)]);

export const HOSTILE_FILES: readonly HostileFile[] = [
  { name: 'bomb.zip', make: zip(bomb('a.txt', 300)) },
  { name: 'many-bombs.zip', make: zip(...Array.from({ length: 12 }, (_, n) => bomb(`${n}.txt`, 20))) },
  { name: 'lying-bomb.zip', make: zip({ ...part('a.txt'), declaredSize: 4_000_000_000 }) },
  {
    name: 'overlap.zip',
    make: zip(part('a.txt', 'x'.repeat(1000)), { ...part('A.TXT', 'x'.repeat(1000)), overlaps: true }),
  },
  { name: 'zip-in-zip.zip', make: zip(part('inner.zip', makeZip([part('a.txt')]))) },
  { name: 'rar-in-zip.zip', make: zip(part('inner.rar')) },
  { name: 'program-in-zip.zip', make: zip(part('readme.exe', program)) },
  { name: 'script-in-zip.zip', make: zip(part('install.bat')) },
  { name: 'link-in-zip.zip', make: zip(part('文件.lnk')) },
  { name: 'up.zip', make: zip(part('../../etc/passwd')) },
  { name: 'root.zip', make: zip(part('/etc/passwd')) },
  { name: 'drive.zip', make: zip(part('C:/windows/a.txt')) },
  { name: 'backslash.zip', make: zip(part('..\\..\\a.txt')) },
  { name: 'twice.zip', make: zip(part('a.txt'), part('A.txt')) },
  { name: 'encrypted.zip', make: zip({ ...part('a.txt'), flags: 1 }) },
  { name: 'empty.zip', make: zip() },
  { name: 'cut.zip', make: () => makeZip([part('a.txt', 'x'.repeat(5000))]).subarray(0, 60) },
  { name: 'crowded.zip', make: zip(...Array.from({ length: 20_001 }, (_, n) => part(`${n}`))) },
  { name: 'macro.docx', make: office(part('word/vbaProject.bin')) },
  { name: 'activex.docx', make: office(part('word/activeX/activeX1.xml')) },
  { name: 'bomb.docx', make: office(bomb('word/media/a.xml', 300)) },
  { name: 'path.docx', make: office(part('../up.xml')) },
  { name: 'bomb.ofd', make: zip(part('OFD.xml', '<OFD/>'), bomb('Doc_0/a.xml', 300)) },
  { name: 'path.ofd', make: zip(part('OFD.xml', '<OFD/>'), part('../../a.xml')) },
  { name: 'wide.tif', make: tiff(sized(2_000_000_000, 10)) },
  { name: 'huge.tif', make: tiff(sized(60_000, 60_000)) },
  { name: 'no-strips.tif', make: tiff(sized(4_000, 4_000)) },
  { name: 'nothing.tif', make: tiff([]) },
  { name: 'cut.tif', make: () => Buffer.from('II*\0\x08\0\0\0') },
  { name: 'huge.png', make: png(60_000, 60_000) },
  { name: 'long.png', make: png(1, 2_000_000_000) },
  { name: 'bomb.png', make: png(30_000, 30_000, deflateSync(Buffer.alloc(20 * MB))) },
  { name: 'cut.png', make: () => png(100, 100)().subarray(0, 60) },
  { name: 'page.png', make: smallPng('<html><script>alert(1)</script></html>') },
  { name: 'zip.png', make: () => Buffer.concat([smallPng('')(), makeZip([part('a.html')])]) },
  { name: 'pdf.png', make: smallPng('%PDF-1.4 /JavaScript') },
  { name: 'php.png', make: smallPng('<?php system($_GET[0]); ?>') },
  { name: 'script.gif', make: gif(10_799, 10_799, '=1;<script>alert(1)</script>') },
  { name: 'huge.gif', make: gif(65_535, 65_535) },
  { name: 'huge.bmp', make: bmp(100_000, 100_000) },
  { name: 'page.jpg', make: jpeg('<html><script>alert(1)</script>') },
  { name: 'cut.jpg', make: jpeg('') },
  { name: 'script.pdf', make: acting('/OpenAction<</S/JavaScript/JS(app.alert(1))>>') },
  { name: 'launch.pdf', make: acting('/OpenAction<</S/Launch/F(cmd.exe)>>') },
  { name: 'embedded.pdf', make: acting('/Names<</EmbeddedFiles<</Names[(a)<</Type/EmbeddedFile>>]>>>>') },
  { name: 'richmedia.pdf', make: acting('/RichMedia<<>>') },
  { name: 'form.pdf', make: acting('/AcroForm<</XFA(x)>>') },
  { name: 'hidden.pdf', make: hiddenAct },
  {
    name: 'encrypted.pdf',
    make: pdf(
      CATALOG.replace('ACT', ''),
      `/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(${'o'.repeat(32)})/U(${'u'.repeat(32)})/P -4>>/ID[(a)(a)]`,
    ),
  },
  { name: 'damaged.pdf', make: pdf('nothing') },
  {
    name: 'no-page.pdf',
    make: pdf('1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 5>>endobj'),
  },
  { name: 'picture.svg', make: text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') },
  { name: 'page.txt', make: text('<!DOCTYPE html><script>alert(1)</script>') },
  { name: 'entities.xml', make: text(entities) },
  { name: 'outside.xml', make: text('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>') },
  { name: 'eicar.txt', make: text(EICAR) },
  { name: 'eicar-late.txt', make: text(`${'说明 '.repeat(20_000)}${EICAR}`) },
  { name: 'program.jpg', make: () => program },
  { name: 'program.pdf', make: () => elf },
  { name: 'script.txt', make: text('#!/bin/sh\nrm -rf /\n') },
  { name: 'archive.gz', make: () => gzipSync(Buffer.alloc(10 * MB)) },
];
