import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/**
 * A ClamAV daemon on another machine, by the protocol of its TCP port: it is sent the bytes and never a path, so that it
 * needs no access to the store.
 */
export interface ClamdAddress {
  host: string;
  port: number;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 120_000;
const CHUNK = 256 * 1024;
/** An answer is a line; what does not end is no answer. */
const LONGEST_ANSWER = 4_096;

/** `scanner.local:3310`, `[::1]:3310`. Null for anything else. */
export const parseClamdAddress = (text: string): ClamdAddress | null => {
  const [, v6, name, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = v6 ?? name;
  const number = Number(port);
  return host !== undefined && number >= 1 && number <= 65_535 ? { host, port: number } : null;
};

const open = (address: ClamdAddress): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(address);
    const timer = setTimeout(() => socket.destroy(new Error('clamd: no connection')), CONNECT_MS);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });

/** Everything up to the zero byte that ends an answer, or up to the end of the connection. */
const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const settle = (): void => resolve(text.split('\0')[0]?.trim() ?? '');
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      if (text.includes('\0')) settle();
      else if (text.length > LONGEST_ANSWER) reject(new Error('clamd: an answer without end'));
    });
    socket.once('end', settle);
    socket.once('close', settle);
    socket.once('error', reject);
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('clamd: no answer')));
  });

const talk = async (address: ClamdAddress, say: (socket: Socket) => Promise<void>): Promise<string> => {
  const socket = await open(address);
  const answer = answerOf(socket);
  try {
    // It may answer and hang up before it has heard everything, e.g. when a file is larger than it takes.
    await Promise.race([say(socket), answer]);
    return await answer;
  } finally {
    answer.catch(() => undefined);
    socket.destroy();
  }
};

const send = async (socket: Socket, bytes: Buffer): Promise<void> => {
  if (socket.destroyed || !socket.writable) return;
  if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
};

const lengthOf = (length: number): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return head;
};

/** `ClamAV 1.4.6/27811/Sun Nov 22 …`. @throws when nobody answers */
export const clamdVersion = (address: ClamdAddress): Promise<string> =>
  talk(address, (socket) => send(socket, Buffer.from('zVERSION\0')));

/** What it says of a file; null when it says neither, e.g. because the file is larger than it takes. */
export const clamdScan = async (address: ClamdAddress, file: string): Promise<'clean' | 'infected' | null> => {
  const answer = await talk(address, async (socket) => {
    await send(socket, Buffer.from('zINSTREAM\0'));
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      if (socket.destroyed) return;
      const bytes = chunk as Buffer;
      await send(socket, Buffer.concat([lengthOf(bytes.length), bytes]));
    }
    await send(socket, lengthOf(0));
  });
  if (/^stream: .+ FOUND$/.test(answer)) return 'infected';
  return answer === 'stream: OK' ? 'clean' : null;
};
