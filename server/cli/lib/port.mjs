import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from './messages.mjs';

const READY_MS = 90_000;

export const readPort = () => {
  const port = process.env.PORT || '3000';
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw refuse('PORT_INVALID', { port });
  }
  return port;
};

/** On all interfaces and on the loopback alone, because a listener on one does not always exclude the other. */
export const assertPortFree = async (port) => {
  for (const host of [process.env.HOST || '0.0.0.0', '127.0.0.1']) {
    await new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', (error) => reject(error.code === 'EADDRINUSE' ? refuse('PORT_IN_USE', { port }) : error));
      server.listen({ port: Number(port), host, exclusive: true }, () => server.close(resolve));
    });
  }
};

/** Waits until GET /healthz answers 200. */
export const untilHealthy = async (port, signal) => {
  const host = ['', '0.0.0.0', '::'].includes(process.env.HOST ?? '') ? '127.0.0.1' : process.env.HOST;
  const deadline = Date.now() + READY_MS;
  let last = '';
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    try {
      const response = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(5_000) });
      last = `${response.status} ${await response.text()}`;
      if (response.ok) {
        return;
      }
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await sleep(100);
  }
  throw refuse('NOT_READY', { detail: last });
};
