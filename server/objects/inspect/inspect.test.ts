import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'iconv-lite';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { HOSTILE_FILES } from '@/e2e/hostile/hostile-files';
import { makeZip } from '@/e2e/workbooks/hostile-workbooks';
import { closeInspector, inspectFile } from './inspect-file.ts';
import { nameOfEntry } from './inspect-zip.ts';

const folder = tempFolder('inspect');
afterAll(() => {
  closeInspector();
});
const keep = (name: string, bytes: Buffer | string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

describe('sixty files that mean harm', () => {
  test('there are sixty', () => expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(60));

  test.each(HOSTILE_FILES)('$name is refused soon, at little cost to the server', async ({ name, make }) => {
    const file = keep(name, make());
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    const verdict = await inspectFile(file);
    expect(verdict).toMatchObject({ ok: false });
    // Two seconds for the worst of them on a quiet machine; a slow one is given ten times that.
    expect(performance.now() - startedAt).toBeLessThan(25_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });
});

describe('says what is wrong in a word that leads on', () => {
  test.each([
    ['损坏.tif', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(200)]), 'UPLOAD_DAMAGED'],
    ['脚本.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'UPLOAD_TYPE_REFUSED'],
    ['程序.zip', makeZip([{ name: 'a/安装.exe', data: Buffer.from('MZ') }]), 'UPLOAD_HAS_PROGRAM'],
    ['套娃.zip', makeZip([{ name: '内层.zip', data: Buffer.from('PK') }]), 'UPLOAD_ARCHIVE_REFUSED'],
    ['越界.zip', makeZip([{ name: '../../外面.txt', data: Buffer.from('x') }]), 'UPLOAD_ARCHIVE_REFUSED'],
  ])('%s', async (name, bytes, code) => {
    expect(await inspectFile(keep(name, bytes))).toMatchObject({ ok: false, code });
  });
});

describe('files that offices really have', () => {
  const picture = (format: 'tiff' | 'jpeg' | 'png') =>
    sharp({ create: { width: 200, height: 300, channels: 3, background: '#eee' } })
      .withMetadata({ density: 300 })
      .toFormat(format)
      .toBuffer();

  test.each(['tiff', 'jpeg', 'png'] as const)('a scan as %s is taken in with its size', async (format) => {
    const verdict = await inspectFile(keep(`page.${format}`, await picture(format)));
    expect(verdict).toMatchObject({
      ok: true,
      facts: { mediaType: `image/${format}`, width: 200, height: 300, dpi: 300 },
    });
  });

  test('text of an old editor, in GB18030', async () => {
    const bytes = Buffer.from([0xb9, 0xd8, 0xd3, 0xda, 0xb7, 0xc0, 0xd1, 0xb4, 0x0a]);
    expect(await inspectFile(keep('关于防汛.txt', bytes))).toMatchObject({
      ok: true,
      facts: { mediaType: 'text/plain' },
    });
  });

  test('a zip that Windows made here: names in GB 18030, also with a half character that looks like a separator', async () => {
    const name = encode('扫描件/誠信单位.txt', 'gb18030');
    expect(name.includes(0x5c)).toBe(true);
    expect(nameOfEntry({ bytes: name, flags: 0 })).toBe('扫描件/誠信单位.txt');
    expect(nameOfEntry({ bytes: Buffer.from('扫描件/第一页.txt'), flags: 0 })).toBe('扫描件/第一页.txt');
    const placeholder = 'A'.repeat(name.length);
    const packed = makeZip([{ name: placeholder, data: Buffer.from('页') }]);
    for (let at = packed.indexOf(placeholder); at >= 0; at = packed.indexOf(placeholder)) name.copy(packed, at);
    expect(await inspectFile(keep('柳溪.zip', packed))).toMatchObject({
      ok: true,
      facts: { mediaType: 'application/zip' },
    });
  });

  test('what the name says does not count', async () => {
    const verdict = await inspectFile(keep('总结.docx', await picture('jpeg')));
    expect(verdict).toMatchObject({ ok: true, facts: { mediaType: 'image/jpeg' } });
  });
});
