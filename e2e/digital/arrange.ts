import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempFolder } from '@/db/testing/temp-folder';
import { type MadePage, makePage } from '../pages/make-page';
import { type Api, openApi } from '../support/api';
import { sameOrigin } from '../support/http';
import { theWorld } from '../support/world';

/* What the stories of the reader need and are not about. */

export const UNIT = 'songling';
export const ARCHIVIST = 'songling.arch';

/** The archivist's own procedures. */
export const archivistApi = async (sessions: { cookieOf(name: string): Promise<string> }): Promise<Sender> => {
  const { district } = theWorld();
  const cookie = await sessions.cookieOf(ARCHIVIST);
  return { api: openApi(district, cookie, UNIT), baseUrl: district.baseUrl, slug: UNIT, cookie };
};

/** What the reader shows first of a record. */
export const firstPicture = async (api: Api, itemId: string): Promise<string> => {
  const { pages } = (await api.query('digital.viewer', { itemId })) as { pages: { service: string }[] };
  return `${pages[0]?.service}/full/^!900,1200/0/default.jpg`;
};

export interface BareItem {
  id: string;
  referenceCode: string;
  title: string;
}

/**
 * Records without a file, of the kind that a stranger to them may read under a grant. Stories that run side by side
 * leave out a different number of them, so that no two take the same record.
 */
export const bareItems = async (api: Api, limit: number, leaveOut = 0): Promise<BareItem[]> => {
  const { rows } = (await api.query('digital.itemsWithoutFiles', { limit: limit + leaveOut })) as { rows: BareItem[] };
  return rows.slice(leaveOut);
};

export interface ScannedPage extends MadePage {
  name: string;
  sha256: string;
}

/** A folder as a scanner leaves it: named after the reference code, one picture a page. */
export const makeFolder = async (code: string, pages: number): Promise<{ folder: string; pages: ScannedPage[] }> => {
  const folder = path.join(tempFolder('scans'), '扫描件');
  mkdirSync(path.join(folder, code), { recursive: true });
  const made: ScannedPage[] = [];
  for (let number = 1; number <= pages; number += 1) {
    const page = await makePage('letter', 40 + number);
    const name = `${String(number).padStart(3, '0')}.jpg`;
    writeFileSync(path.join(folder, code, name), page.image);
    made.push({ ...page, name, sha256: createHash('sha256').update(page.image).digest('hex') });
  }
  return { folder, pages: made };
};

interface Sender {
  api: Api;
  baseUrl: string;
  slug: string;
  cookie: string;
}

/** Sends files behind the screens, attaches them to a record and waits until they are stored. */
export const attach = async (
  { api, baseUrl, slug, cookie }: Sender,
  itemId: string,
  files: readonly { name: string; bytes: Buffer }[],
): Promise<void> => {
  const uploadIds: string[] = [];
  for (const { name, bytes } of files) {
    const begun = (await api.mutate('digital.beginUpload', { fileName: name, sizeBytes: bytes.length })) as {
      uploadId: string;
    };
    const answer = await fetch(`${baseUrl}/w/${slug}/files/${begun.uploadId}`, {
      method: 'PATCH',
      headers: {
        ...sameOrigin(baseUrl),
        Cookie: cookie,
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(bytes),
    });
    if (!answer.headers.get('upload-digest')) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    uploadIds.push(begun.uploadId);
  }
  await api.mutate('digital.attach', { itemId, uploadIds });
  for (let tries = 0; tries < 900; tries += 1) {
    const { files: all } = (await api.query('digital.files', { itemId })) as { files: { state: string }[] };
    if (all.length >= files.length && all.every((file) => file.state === 'stored')) return;
    await sleep(200);
  }
  throw new Error('the files were not stored');
};

/** Sound of some seconds, as a voice recorder writes it. */
export const makeSound = (seconds: number): Buffer => {
  const rate = 8_000;
  const bytes = Buffer.alloc(44 + seconds * rate * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(bytes.length - 44, 40);
  for (let at = 0; at < seconds * rate; at += 1) bytes.writeInt16LE(Math.round(Math.sin(at / 6) * 6_000), 44 + at * 2);
  return bytes;
};
