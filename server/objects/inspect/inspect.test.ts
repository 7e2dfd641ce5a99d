import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { HOSTILE_FILES } from '@/e2e/hostile/hostile-files';
import { closeInspector, inspectFile } from './inspect-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'inspect-'));
afterAll(() => {
  closeInspector();
  rmSync(folder, { recursive: true, force: true });
});
const keep = (name: string, bytes: Buffer | string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

describe('sixty files that mean harm', () => {
  test('there are sixty', () => expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(60));

  test.each(HOSTILE_FILES)(
    '$name is refused within ten seconds, at little cost to the server',
    async ({ name, make }) => {
      const file = keep(name, make());
      const before = process.memoryUsage().rss;
      const startedAt = performance.now();
      const verdict = await inspectFile(file);
      expect(verdict).toMatchObject({ ok: false });
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
    },
  );
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

  test('what the name says does not count', async () => {
    const verdict = await inspectFile(keep('总结.docx', await picture('jpeg')));
    expect(verdict).toMatchObject({ ok: true, facts: { mediaType: 'image/jpeg' } });
  });
});
