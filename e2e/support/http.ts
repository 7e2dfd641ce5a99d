import { type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/* Requests as an attacker writes them: any method, any header, any bytes. A browser's own client would refuse. */
export interface Asked {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  cookies: string[];
}

const TIMEOUT_MS = 30_000;

/**
 * The brake of the server counts by session or address. Addresses of the loopback that no browser uses keep a test
 * that asks a thousand things from slowing down the browsers beside it; not every system has them.
 */
const ownAddress = (): string | undefined =>
  process.platform === 'linux' ? `127.0.${1 + (process.pid % 200)}.${1 + Math.floor(Math.random() * 200)}` : undefined;

const ask = (baseUrl: string, { method = 'GET', path, headers = {}, body }: Asked, from?: string): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { host, port } = new URL(baseUrl);
    // A connection each: one that was kept may be closed by the server in the same moment. The path goes out as it is.
    const target = { hostname: '127.0.0.1', port, agent: false, timeout: TIMEOUT_MS, localAddress: from } as const;
    const outgoing = request({ ...target, method, path, headers: { Host: host, ...headers } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          cookies: incoming.headers['set-cookie'] ?? [],
        }),
      );
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path} took too long`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });

export type Send = (asked: Asked) => Promise<Answered>;

/**
 * Sends to one server, which need not be up before the first request. The brake on runaway scripts is respected: what
 * it refuses is asked again.
 */
export const sender =
  (baseUrl: () => string): Send =>
  async (asked) => {
    for (;;) {
      const answered = await ask(baseUrl(), asked, ownAddress());
      if (answered.status !== 429) return answered;
      await sleep(Number(answered.headers['retry-after'] ?? 1) * 1_000);
    }
  };

/** What a page of our own would send along. */
export const sameOrigin = (baseUrl: string): Record<string, string> => ({
  Origin: baseUrl,
  'Sec-Fetch-Site': 'same-origin',
});

/** Runs over a list with a few requests at once; `turn` is the place in the list. */
export const forEach = async <T>(
  items: readonly T[],
  run: (item: T, turn: number) => Promise<void>,
  width = 6,
): Promise<void> => {
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: width }, worker));
};
