import { createReadStream } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';

/** Where an S3-compatible store is, and in whose name it is asked. */
export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** `path`: endpoint/bucket/key, as most stores in a machine room want it; `host`: bucket.endpoint/key, as clouds do. */
  style: 'path' | 'host';
  /** Before every key, e.g. `lantai/`; empty for a bucket of its own. */
  prefix: string;
}

export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  key: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  /** The answers that mean it was done. Every other one is a failure, whatever stands in its body. */
  expects: readonly number[];
  /** Bytes, or a part of a file: both can be sent again after a failure. */
  body?: Buffer | { file: string; start: number; length: number };
}

/** The store said no, or nothing. `status` 0: there was no answer. */
export class S3Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'S3Failure';
  }
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 200;
const SILENCE_MS = 60_000;
const agents = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 16 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 16 }),
};

const encodeKey = (key: string): string =>
  key
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
    .join('/');

export const urlOf = ({ endpoint, bucket, style, prefix }: S3Settings, key: string, query = {}): URL => {
  const url = new URL(endpoint);
  if (style === 'host') url.hostname = `${bucket}.${url.hostname}`;
  const base = url.pathname.replace(/\/$/, '');
  url.pathname = `${base}${style === 'path' ? `/${bucket}` : ''}/${encodeKey(key === '' ? '' : prefix + key)}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url;
};

const lengthOf = (body: S3Request['body']): number => (Buffer.isBuffer(body) ? body.length : (body?.length ?? 0));

const sendOnce = async (settings: S3Settings, { method, key, query, headers, body }: S3Request) => {
  const { region, accessKeyId, secretAccessKey } = settings;
  const url = urlOf(settings, key, query).toString();
  const keys = { region, accessKeyId, secretAccessKey };
  const signed = await new AwsV4Signer({ method, url, headers: { ...headers }, service: 's3', ...keys }).sign();
  const length = lengthOf(body);
  const sent = Object.fromEntries(signed.headers.entries());
  if (method === 'PUT' || method === 'POST') sent['content-length'] = String(length);
  const isPlain = signed.url.protocol === 'http:';
  const agent = isPlain ? agents['http:'] : agents['https:'];
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = (isPlain ? requestHttp : requestHttps)(signed.url, { method, headers: sent, agent });
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error('the store is silent')));
    request.on('error', (error) => reject(new S3Failure(0, error.message)));
    request.on('response', resolve);
    if (body === undefined || length === 0) request.end();
    else if (Buffer.isBuffer(body)) request.end(body);
    else {
      const { file, start } = body;
      pipeline(createReadStream(file, { start, end: start + length - 1 }), request).catch((error: unknown) =>
        reject(new S3Failure(0, String(error))),
      );
    }
  });
};

/** What an answer's body says went wrong, e.g. `NoSuchBucket`. */
export const errorCodeOf = (xml: string): string | undefined => /<Code>([^<]*)<\/Code>/.exec(xml)?.[1];

const isPassing = (status: number): boolean => status === 0 || status === 429 || status >= 500;

/**
 * Asks the store, again after a pause when it is out of breath; every request may be sent twice without harm.
 * @returns an answer that was expected, with its body unread
 * @throws S3Failure for every other answer; a bucket that is not there is never an object that is not there
 */
export const askS3 = async (settings: S3Settings, asked: S3Request): Promise<IncomingMessage> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await sendOnce(settings, asked);
      const status = answer.statusCode ?? 0;
      if (status !== 404 && asked.expects.includes(status)) return answer;
      const text = (await buffer(answer)).toString('utf8').slice(0, 500);
      const isAbsent = status === 404 && asked.expects.includes(404) && errorCodeOf(text) !== 'NoSuchBucket';
      if (isAbsent) return answer;
      throw new S3Failure(status, `${asked.method} ${asked.key}: ${status} ${text}`);
    } catch (error) {
      if (!(error instanceof S3Failure) || !isPassing(error.status) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 4 ** (attempt - 1)));
    }
  }
};
