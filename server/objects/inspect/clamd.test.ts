import { writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { parseClamdAddress } from './clamd.ts';
import { askClamdAt, lookForViruses, scannerState } from './scan-for-viruses.ts';

/* ClamAV stands outside: in its place a server that speaks the protocol of its port. */
const VERSION = 'ClamAV 1.4.6/27811/Sun Nov 22 08:26:01 2026';
const MOST = 600_000;
const VIRUS = 'bad-bytes';
let server: Server;
const heard: number[] = [];

/** Takes the pieces of a stream, each with its length before it, and answers behind the empty one. */
const serve = (socket: Socket): void => {
  let waiting = Buffer.alloc(0);
  let command: string | null = null;
  let body = Buffer.alloc(0);
  const answer = (text: string): void => void socket.end(`${text}\0`);
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    waiting = Buffer.concat([waiting, bytes as Buffer]);
    if (command === null) {
      const end = waiting.indexOf(0);
      if (end < 0) return;
      command = waiting.toString('latin1', 0, end);
      waiting = waiting.subarray(end + 1);
      if (command === 'zVERSION') return answer(VERSION);
      if (command !== 'zINSTREAM') return answer('UNKNOWN COMMAND');
    }
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE(0);
      if (length === 0) {
        heard.push(body.length);
        return answer(body.includes(VIRUS) ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK');
      }
      if (body.length + length > MOST) return answer('INSTREAM size limit exceeded. ERROR');
      if (waiting.length < 4 + length) return;
      body = Buffer.concat([body, waiting.subarray(4, 4 + length)]);
      waiting = waiting.subarray(4 + length);
    }
  });
};

const folder = tempFolder('clamd');
const fileOf = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const pathBefore = process.env.PATH;
const listen = (): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });

beforeAll(async () => {
  // Whatever this machine has installed: here only the daemon is asked.
  process.env.PATH = folder;
  server = createServer(serve);
  askClamdAt({ host: '127.0.0.1', port: await listen() });
});
afterAll(() => {
  process.env.PATH = pathBefore;
  askClamdAt(null);
  server.close();
});

it('sends the bytes in pieces and takes a plain word only', async () => {
  expect(await scannerState()).toBe('ready');
  const large = Buffer.alloc(550_000, 'x');
  expect(await lookForViruses(fileOf('large', large))).toEqual({ state: 'clean', signatures: VERSION });
  expect(heard).toEqual([large.length]);
  const harmful = Buffer.concat([large, Buffer.from(VIRUS)]);
  expect(await lookForViruses(fileOf('harmful', harmful))).toEqual({ state: 'infected', signatures: VERSION });
  expect((await lookForViruses(fileOf('empty', ''))).state).toBe('clean');
});

it('calls a file that is larger than the daemon takes not scanned', async () => {
  const beyond = fileOf('beyond', Buffer.alloc(5_000_000, 'x'));
  expect(await lookForViruses(beyond)).toEqual({ state: 'not_scanned', signatures: null });
});

it('counts nobody who is not there', async () => {
  askClamdAt({ host: '127.0.0.1', port: 1 });
  expect(await scannerState()).toBe('missing');
  expect((await lookForViruses(fileOf('any', 'x'))).state).toBe('not_scanned');
});

it('reads addresses', () => {
  expect(parseClamdAddress('scanner.local:3310')).toEqual({ host: 'scanner.local', port: 3310 });
  expect(parseClamdAddress('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  for (const wrong of ['scanner.local', 'tcp://a:1', 'a:0', 'a:70000', '']) expect(parseClamdAddress(wrong)).toBeNull();
});
