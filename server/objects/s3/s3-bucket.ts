import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../ocfl/durable-files.ts';
import { askS3, S3Failure, type S3Request, type S3Settings } from './s3-request.ts';

/** What we ask of an S3-compatible store. A put object is there wholly or not at all: that is what a rename is on disk. */
export interface Bucket {
  /** Answers when the store has acknowledged all bytes. `sha256` in hex lets the store refuse what changed on the way. */
  putFile(key: string, file: string, sha256?: string): Promise<void>;
  putBytes(key: string, bytes: Buffer | string): Promise<void>;
  open(key: string, range?: { start: number; end: number }): Readable;
  read(key: string): Promise<Buffer | null>;
  stat(key: string): Promise<{ size: number } | null>;
  /** In the order of the keys. */
  list(prefix: string): AsyncGenerator<{ key: string; size: number }>;
  /** What stands directly under `folder/`: files and folders. */
  entries(folder: string): Promise<{ name: string; isFolder: boolean }[]>;
  /** Copies within the store, compares the sizes, and only then takes the first away. */
  move(from: string, to: string): Promise<void>;
  /** For working copies only: what an archive has accepted is moved aside, never removed. */
  remove(key: string): Promise<void>;
  download(key: string, file: string): Promise<void>;
}

/** A put takes 5 GB at most; from here on a file goes in parts. */
const PART_BYTES = 64 * 1024 ** 2;
/** A store copies no more than this in one step. */
const COPY_BYTES = 5 * 1024 ** 3;
/** So long a bucket that was there is taken to be there still. */
const SEEN_MS = 30_000;

const unescapeXml = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
const tagOf = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescapeXml(found);
};

type FilePart = { file: string; start: number; length: number };

/** With it the store refuses what changed on the way. */
const sha256Of = async ({ file, start, length }: FilePart): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { start, end: start + length - 1 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

export const createBucket = (settings: S3Settings, partBytesAtLeast = PART_BYTES): Bucket => {
  const ask = (asked: S3Request) => askS3(settings, asked);
  const askText = async (asked: S3Request): Promise<string> => {
    const text = (await buffer(await ask(asked))).toString('utf8');
    // The store may answer 200 and say in the body that it failed.
    if (/<Error[\s>]/.test(text)) throw new S3Failure(500, `${asked.method} ${asked.key}: ${text.slice(0, 200)}`);
    return text;
  };

  let seenAt = 0;
  /** A 404 without a body does not tell what is missing: the object, or the whole bucket. */
  const requireBucket = async (): Promise<void> => {
    if (Date.now() - seenAt < SEEN_MS) return;
    (await ask({ method: 'HEAD', key: '', expects: [200] })).resume();
    seenAt = Date.now();
  };

  const putPart = async (key: string, query: { partNumber: string; uploadId: string }, body: FilePart) => {
    const headers = { 'x-amz-content-sha256': await sha256Of(body) };
    const answer = await ask({ method: 'PUT', key, query, headers, body, expects: [200] });
    await buffer(answer);
    if (!answer.headers.etag) throw new S3Failure(500, `${key}: part ${query.partNumber} has no mark`);
    return `<Part><PartNumber>${query.partNumber}</PartNumber><ETag>${answer.headers.etag}</ETag></Part>`;
  };

  const putInParts = async (key: string, file: string, size: number): Promise<void> => {
    const begun = await askText({ method: 'POST', key, query: { uploads: '' }, expects: [200] });
    const uploadId = tagOf(begun, 'UploadId');
    if (!uploadId) throw new S3Failure(500, `${key}: no upload id`);
    try {
      // A store takes 10,000 parts.
      const partBytes = Math.max(partBytesAtLeast, Math.ceil(size / 9_000));
      const parts: string[] = [];
      for (let start = 0; start < size; start += partBytes) {
        const part = { file, start, length: Math.min(partBytes, size - start) };
        parts.push(await putPart(key, { partNumber: String(parts.length + 1), uploadId }, part));
      }
      const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
      await askText({ method: 'POST', key, query: { uploadId }, body, expects: [200] });
    } catch (error) {
      // Asked twice because the first answer was lost, the store no longer knows the upload that it has put together.
      if ((await bucket.stat(key).catch(() => null))?.size === size) return;
      // Parts of what never became an object would be kept, and paid for, for ever.
      const expects = [204, 200, 404];
      await ask({ method: 'DELETE', key, query: { uploadId }, expects }).then(
        (answer) => answer.resume(),
        () => undefined,
      );
      throw error;
    }
  };

  const listPages = async function* (prefix: string, delimiter: string) {
    let token: string | undefined;
    do {
      const query = {
        'list-type': '2',
        prefix: settings.prefix + prefix,
        ...(delimiter ? { delimiter } : {}),
        ...(token ? { 'continuation-token': token } : {}),
      };
      const xml = await askText({ method: 'GET', key: '', query, expects: [200] });
      // Somebody else at this address, such as a page of a proxy, is no bucket without files.
      if (!xml.includes('<ListBucketResult')) throw new S3Failure(500, `no list of ${prefix}: ${xml.slice(0, 200)}`);
      const cut = (key: string) => key.slice(settings.prefix.length);
      yield {
        files: [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
          key: cut(tagOf(entry, 'Key') ?? ''),
          size: Number(tagOf(entry, 'Size')),
        })),
        folders: [...xml.matchAll(/<CommonPrefixes>(.*?)<\/CommonPrefixes>/gs)].map(([, entry = '']) =>
          cut(tagOf(entry, 'Prefix') ?? ''),
        ),
      };
      token = tagOf(xml, 'IsTruncated') === 'true' ? tagOf(xml, 'NextContinuationToken') : undefined;
    } while (token);
  };

  const bucket: Bucket = {
    async putFile(key, file, sha256) {
      const { size } = await stat(file);
      if (size > partBytesAtLeast) return putInParts(key, file, size);
      const headers: Record<string, string> = sha256 ? { 'x-amz-content-sha256': sha256 } : {};
      await buffer(await ask({ method: 'PUT', key, headers, body: { file, start: 0, length: size }, expects: [200] }));
    },
    async putBytes(key, bytes) {
      await buffer(await ask({ method: 'PUT', key, body: Buffer.from(bytes), expects: [200] }));
    },
    open: (key, range) =>
      Readable.from(
        (async function* () {
          const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
          // 200 to a question for a range is the whole file, and 416 is a range that is not in it.
          const answer = await ask({ method: 'GET', key, headers, expects: [range ? 206 : 200] });
          yield* answer as AsyncIterable<Buffer>;
          // A connection that ends early must not pass for a short file.
          if (!answer.complete) throw new S3Failure(0, `${key} broke off`);
        })(),
        { objectMode: false, highWaterMark: 1 << 20 },
      ),
    async read(key) {
      const answer = await ask({ method: 'GET', key, expects: [200, 404] });
      if (answer.statusCode === 404) return null;
      const bytes = await buffer(answer);
      if (!answer.complete) throw new S3Failure(0, `${key} broke off`);
      return bytes;
    },
    async stat(key) {
      const answer = await ask({ method: 'HEAD', key, expects: [200, 404] });
      answer.resume();
      if (answer.statusCode !== 404) return { size: Number(answer.headers['content-length']) };
      await requireBucket();
      return null;
    },
    async *list(prefix) {
      for await (const { files } of listPages(prefix, '')) yield* files;
    },
    async entries(folder) {
      const found: { name: string; isFolder: boolean }[] = [];
      for await (const { files, folders } of listPages(`${folder}/`, '/')) {
        found.push(...folders.map((key) => ({ name: key.slice(folder.length + 1, -1), isFolder: true })));
        found.push(...files.map(({ key }) => ({ name: key.slice(folder.length + 1), isFolder: false })));
      }
      return found.filter(({ name }) => name !== '');
    },
    async move(from, to) {
      const before = await bucket.stat(from);
      if (!before) throw new S3Failure(404, `${from} is not there`);
      if (before.size > COPY_BYTES) {
        const file = path.join(tmpdir(), randomUUID());
        try {
          await bucket.download(from, file);
          await bucket.putFile(to, file);
        } finally {
          await rm(file, { force: true });
        }
      } else {
        const source = encodeURI(`/${settings.bucket}/${settings.prefix}${from}`);
        await askText({ method: 'PUT', key: to, headers: { 'x-amz-copy-source': source }, expects: [200] });
      }
      if ((await bucket.stat(to))?.size !== before.size) throw new S3Failure(500, `${to} is not a copy of ${from}`);
      await bucket.remove(from);
    },
    async remove(key) {
      (await ask({ method: 'DELETE', key, expects: [204, 200, 404] })).resume();
    },
    async download(key, file) {
      await makeFolder(path.dirname(file));
      const part = `${file}.${randomUUID()}.part`;
      try {
        await pipeline(bucket.open(key), createWriteStream(part));
        await rename(part, file);
      } finally {
        await rm(part, { force: true });
      }
    },
  };
  return bucket;
};
