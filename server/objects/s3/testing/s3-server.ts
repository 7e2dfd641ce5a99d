import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '../s3-request.ts';

/**
 * A store that speaks as much of S3 as ours asks of one, in memory, for tests. It checks every signature and payload
 * digest by its own reading of AWS Signature Version 4. It is no proof that a real store agrees.
 */
export interface TestS3 {
  settings: S3Settings;
  objects: Map<string, Buffer>;
  /** Answers in place of the store when it wants to: a status to fail with, or `cut` to break the connection off. */
  interfere: (method: string, key: string) => number | 'cut' | null;
  asked: number;
  stop(): Promise<void>;
}

const REGION = 'cn-test-1';
const KEYS = { accessKeyId: 'TESTKEY', secretAccessKey: 'test-secret' };
const BUCKET = 'archives';
const PAGE = 3;

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const isSignedWell = (request: IncomingMessage, url: URL): boolean => {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
      request.headers.authorization ?? '',
    );
  if (!found) return false;
  const [, key, day = '', region = '', names = '', signature] = found;
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    query.join('&'),
    headers.join(''),
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const at = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');
  const steps = [day, region, 's3', 'aws4_request'];
  const signer = steps.reduce<Buffer | string>((made, step) => hmac(made, step), `AWS4${KEYS.secretAccessKey}`);
  return key === KEYS.accessKeyId && region === REGION && hmac(signer, toSign).toString('hex') === signature;
};

const listing = (objects: Map<string, Buffer>, query: URLSearchParams): string => {
  const [prefix, delimiter, token] = ['prefix', 'delimiter', 'continuation-token'].map((name) => query.get(name) ?? '');
  const seen = new Map<string, string>();
  for (const key of [...objects.keys()].filter((one) => one.startsWith(prefix ?? '')).sort()) {
    const rest = key.slice((prefix ?? '').length);
    const cut = delimiter ? rest.indexOf(delimiter) : -1;
    if (cut >= 0) {
      const folder = (prefix ?? '') + rest.slice(0, cut + 1);
      seen.set(folder, `<CommonPrefixes><Prefix>${escapeXml(folder)}</Prefix></CommonPrefixes>`);
    } else {
      const entry = `<Key>${escapeXml(key)}</Key><Size>${objects.get(key)?.length}</Size>`;
      seen.set(key, `<Contents>${entry}</Contents>`);
    }
  }
  const after = [...seen].filter(([name]) => name > (token ?? ''));
  const page = after.slice(0, PAGE);
  const isCut = after.length > PAGE;
  const next = isCut ? `<NextContinuationToken>${escapeXml(page.at(-1)?.[0] ?? '')}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${page.map(([, xml]) => xml).join('')}</ListBucketResult>`;
};

export const startTestS3 = async (): Promise<TestS3> => {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Map<number, Buffer>>();
  const store: TestS3 = {
    objects,
    asked: 0,
    interfere: () => null,
    settings: { endpoint: '', bucket: BUCKET, region: REGION, style: 'path', prefix: 'lantai/', ...KEYS },
    stop: async () => undefined,
  };

  const put = (
    request: IncomingMessage,
    key: string,
    query: URLSearchParams,
    body: Buffer,
    response: ServerResponse,
  ) => {
    const source = request.headers['x-amz-copy-source'];
    if (source) {
      const found = objects.get(decodeURIComponent(String(source)).slice(`/${BUCKET}/`.length));
      if (!found) return response.writeHead(404).end();
      objects.set(key, found);
      return response.writeHead(200).end('<CopyObjectResult/>');
    }
    const uploadId = query.get('uploadId');
    if (uploadId) parts.get(uploadId)?.set(Number(query.get('partNumber')), body);
    else objects.set(key, body);
    return response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
  };

  const post = (key: string, query: URLSearchParams, response: ServerResponse) => {
    const uploadId = query.get('uploadId');
    if (uploadId === null) {
      const id = `upload-${parts.size + 1}`;
      parts.set(id, new Map());
      return response.writeHead(200).end(`<Result><UploadId>${id}</UploadId></Result>`);
    }
    const sorted = [...(parts.get(uploadId) ?? [])].sort(([a], [b]) => a - b);
    objects.set(key, Buffer.concat(sorted.map(([, bytes]) => bytes)));
    return response.writeHead(200).end('<CompleteMultipartUploadResult/>');
  };

  const get = (request: IncomingMessage, key: string, query: URLSearchParams, response: ServerResponse) => {
    if (key === '') return response.writeHead(200).end(request.method === 'HEAD' ? undefined : listing(objects, query));
    const found = objects.get(key);
    if (!found) return response.writeHead(404).end(request.method === 'HEAD' ? undefined : '<Code>NoSuchKey</Code>');
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const bytes = range ? found.subarray(Number(range[1]), Number(range[2]) + 1) : found;
    response.writeHead(range ? 206 : 200, { 'content-length': bytes.length });
    return response.end(request.method === 'HEAD' ? undefined : bytes);
  };

  const server = createServer(async (request, response) => {
    store.asked += 1;
    const url = new URL(request.url ?? '/', 'http://store');
    const key = decodeURIComponent(url.pathname).slice(`/${BUCKET}/`.length);
    const disturbance = store.interfere(request.method ?? '', key);
    if (disturbance === 'cut') return request.socket.destroy();
    const body = await buffer(request);
    if (disturbance !== null) return response.writeHead(disturbance).end();
    const declared = request.headers['x-amz-content-sha256'];
    if (!isSignedWell(request, url)) return response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>');
    if (declared !== 'UNSIGNED-PAYLOAD' && declared !== sha256(body))
      return response.writeHead(400).end('<Code>XAmzContentSHA256Mismatch</Code>');
    if (!`${decodeURIComponent(url.pathname)}/`.startsWith(`/${BUCKET}/`))
      return response.writeHead(404).end(request.method === 'HEAD' ? undefined : '<Code>NoSuchBucket</Code>');
    if (request.method === 'PUT') return put(request, key, url.searchParams, body, response);
    if (request.method === 'POST') return post(key, url.searchParams, response);
    if (request.method !== 'DELETE') return get(request, key, url.searchParams, response);
    objects.delete(key);
    return response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store.settings.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return store;
};
