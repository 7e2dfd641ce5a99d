import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { encode } from 'iconv-lite';
import sharp, { type Exif } from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { convertOffice, findOffice } from './office-pdf.ts';
import { readExif } from './read-exif.ts';

const folder = tempFolder('imaging');

describe('what a camera wrote', () => {
  const exifOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).exif ?? Buffer.alloc(0);
  const photo = (exif: Exif) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
      .jpeg()
      .withExif(exif)
      .toBuffer();

  it('is read: time by its own clock, camera, Chinese words, place', async () => {
    const bytes = await photo({
      IFD0: { Make: 'SONY', Model: 'ILCE-7M4', Artist: 'A'.repeat(9), ImageDescription: 'B'.repeat(12) },
      IFD2: {
        DateTimeOriginal: '2024:05:06 09:30:00',
        ExposureTime: '1/250',
        FNumber: '28/10',
        ISOSpeedRatings: '400',
      },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 15/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 30/1 36/1',
      },
    });
    // Phones write UTF-8, older software here GB 18030; the library that makes this one writes ASCII only.
    const exif = await exifOf(bytes);
    exif.fill('方清越', exif.indexOf('A'.repeat(9)), exif.indexOf('A'.repeat(9)) + 9);
    encode('防汛演练现场', 'gb18030').copy(exif, exif.indexOf('B'.repeat(12)));
    expect(readExif(exif)).toEqual({
      takenAt: '2024-05-06 09:30:00',
      camera: 'SONY ILCE-7M4',
      exposure: '1/250 s · f/2.8 · ISO 400',
      artist: '方清越',
      description: '防汛演练现场',
      latitude: 30.25,
      longitude: 120.51,
    });
  });

  it('is nothing when the block is cut, points outside or in a circle, or holds nothing of it', async () => {
    const whole = await exifOf(await photo({ IFD0: { Make: 'SONY' }, IFD2: { DateTimeOriginal: 'x' } }));
    for (let at = 0; at < whole.length; at += 7) expect(() => readExif(whole.subarray(0, at))).not.toThrow();
    for (let at = 0; at < whole.length; at += 1) {
      const broken = Buffer.from(whole);
      broken[at] = 0xff;
      expect(() => readExif(broken), String(at)).not.toThrow();
    }
    expect(readExif(Buffer.alloc(0))).toBeNull();
  });
});

describe('an Office document as PDF', () => {
  const before = process.env.PATH;
  afterEach(() => {
    process.env.PATH = before;
  });
  const install = (script: string): void => {
    const bin = mkdtempSync(path.join(folder, 'bin-'));
    writeFileSync(path.join(bin, 'soffice'), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, 'soffice'), 0o755);
    process.env.PATH = `${bin}${path.delimiter}${before}`;
  };
  const document = path.join(folder, '通知.docx');
  writeFileSync(document, 'document');
  const target = path.join(folder, 'derived', 'document.pdf');

  it('is refused in words when LibreOffice is not there', async () => {
    process.env.PATH = folder;
    expect(await findOffice()).toBeNull();
    await expect(convertOffice(document, target)).rejects.toMatchObject({ kind: 'failed' });
  });

  it('is made by the LibreOffice of this machine, or the machine says that it has none', async () => {
    const letter = path.join(folder, '来文.docx');
    writeFileSync(
      letter,
      await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('关于防汛的通知')] }] })),
    );
    const made = convertOffice(letter, `${target}.real`);
    if (await findOffice()) {
      await made;
      expect(readFileSync(`${target}.real`).subarray(0, 5).toString()).toBe('%PDF-');
    } else await expect(made).rejects.toThrow('LibreOffice is not installed');
    rmSync(`${target}.real`, { force: true });
  }, 120_000);

  // LibreOffice itself stands outside: in its place a program that does what it is told on the command line.
  it('is made by the program, leaves nothing behind, and a failure writes nothing', async () => {
    install('while [ "$1" != --outdir ]; do shift; done; cp "$3" "$2/document.pdf"');
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lantai-office-')).length;
    const was = left();
    await convertOffice(document, target);
    expect(readFileSync(target, 'utf8')).toBe('document');
    install('exit 3');
    await expect(convertOffice(document, `${target}.2`)).rejects.toMatchObject({ kind: 'failed' });
    install('exit 0');
    await expect(convertOffice(document, `${target}.2`)).rejects.toMatchObject({ message: 'no PDF came out' });
    expect(readdirSync(path.dirname(target))).toEqual(['document.pdf']);
    expect(left()).toBe(was);
  });
});
