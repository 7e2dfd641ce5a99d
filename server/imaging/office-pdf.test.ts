import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { makeZip } from '@/e2e/workbooks/hostile-workbooks';
import { convertOffice, findOffice } from './office-pdf.ts';

const folder = tempFolder('office-pdf');
const asked: string[] = [];
const listener = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.statusCode = 404;
  response.end();
});
const address = (): string => `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
beforeAll(() => new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve)));
afterAll(() => listener.close());

const relations = (entries: readonly string[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

/** A letter with a picture and a template that stand at an address. */
const linkedLetter = (): Buffer => {
  const picture = `<a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId5"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="999999" cy="999999"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>`;
  const body = `<w:p><w:r><w:t>letter with a link</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline><wp:extent cx="999999" cy="999999"/><wp:docPr id="1" name="p"/>${picture}</wp:inline></w:drawing></w:r></w:p>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': relations([`<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`]),
    'word/_rels/document.xml.rels': relations([
      `<Relationship Id="rId5" Type="${OFFICE}/image" Target="${address()}/picture.png" TargetMode="External"/>`,
      `<Relationship Id="rId6" Type="${OFFICE}/attachedTemplate" Target="${address()}/letter.dotx" TargetMode="External"/>`,
    ]),
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"><w:body>${body}</w:body></w:document>`,
  };
  return makeZip(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) })));
};

it('asks no address for what a document links to, with the LibreOffice of this machine where it has one', async () => {
  const letter = path.join(folder, '来文.docx');
  const target = path.join(folder, 'letter.pdf');
  writeFileSync(letter, linkedLetter());
  const made = convertOffice(letter, target);
  if (await findOffice()) {
    await made;
    expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-');
  } else await expect(made).rejects.toThrow('LibreOffice is not installed');
  expect(asked).toEqual([]);
}, 120_000);

describe('a conversion that does not end', () => {
  const before = process.env.PATH;
  const temporaryBefore = process.env.TMPDIR;
  const temporary = mkdtempSync(path.join(folder, 'temporary-'));
  afterEach(() => {
    process.env.PATH = before;
    if (temporaryBefore === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporaryBefore;
  });

  it('is ended with all that it began, and leaves nothing behind', async () => {
    // LibreOffice itself stands outside: in its place a program that, like it, lets another one do the work.
    const bin = mkdtempSync(path.join(folder, 'bin-'));
    const beat = path.join(folder, 'beat');
    const seen = path.join(folder, 'settings');
    const script = `#!/bin/sh\ncp profile/user/registrymodifications.xcu '${seen}'\n(for second in $(seq 60); do date +%s%N >> '${beat}'; sleep 0.2; done) &\nsleep 60\n`;
    writeFileSync(path.join(bin, 'soffice'), script);
    chmodSync(path.join(bin, 'soffice'), 0o755);
    process.env.TMPDIR = temporary;
    process.env.PATH = `${bin}${path.delimiter}${before}`;
    const document = path.join(folder, 'document');
    writeFileSync(document, 'document');
    await expect(convertOffice(document, path.join(folder, 'never.pdf'), 4_000)).rejects.toMatchObject({
      kind: 'timed_out',
    });
    expect(readdirSync(temporary)).toEqual([]);
    const last = readFileSync(beat, 'utf8');
    expect(last).not.toBe('');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(readFileSync(beat, 'utf8')).toBe(last);
    expect(readFileSync(seen, 'utf8')).toContain('"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<');
  }, 20_000);
});
