import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { requestLimits } from './request-limits.ts';

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

/** A server with the limits alone; a session is what the header says. */
const begin = async () => {
  const app = express();
  app.use((request, response, next) => {
    const sessionId = request.header('x-session');
    response.locals.signedIn = sessionId ? { sessionId } : null;
    next();
  });
  app.use(requestLimits());
  app.use((_request, response) => void response.send('shown'));
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stop = () => new Promise((closed) => server.close(() => closed()));
  const { port } = server.address() as AddressInfo;
  return (path: string, session?: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: session ? { 'x-session': session } : {} });
};
const statuses = async (ask: (at: number) => Promise<Response>, times: number) => {
  const found: number[] = [];
  for (let at = 0; at < times; at += 1) found.push((await ask(at)).status);
  return found;
};

it('lets a wall refresh itself and stops who tries one link after another, however the address is written', async () => {
  const ask = await begin();
  const spellings = [
    (at: number) => `/wall/guess-${at}`,
    (at: number) => `/WALL/guess-${at}`,
    (at: number) => `/w%61ll/guess-${at}`,
    (at: number) => `//wall//guess-${at}`,
    (at: number) => `/trpc-public/wall.show?input=${at}`,
    (at: number) => `/trpc-public/wall%2Eshow?batch=1&input=${at}`,
    (at: number) => `/trpc-public/session.current,wall.show?batch=1&input=${at}`,
    (at: number) => `/w/any/trpc/wall.show?input=${at}`,
  ];
  const found = await statuses((at) => ask(spellings[at % spellings.length]?.(at) ?? ''), 48);
  expect(found.slice(0, 30)).toEqual(Array(30).fill(200));
  // A token or two come back while the test runs.
  expect(found.slice(30).filter((status) => status === 429).length).toBeGreaterThan(12);
  expect((await ask('/case/qinghe-archives')).status).toBe(429);
  expect((await ask('/trpc-public/service.lookUp')).status).toBe(429);
  const refused = await ask('/wall/another');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await refused.json()).toMatchObject({ error: { data: { appCode: 'RATE_LIMITED' } } });
  // Being signed in opens no other door to the wall, and the rest of the house stays open.
  expect((await ask('/wall/another', 'a-session')).status).toBe(429);
  expect((await ask('/login')).status).toBe(200);
  expect((await ask('/w/any/wallpaper', 'a-session')).status).toBe(200);
});

it('counts each session by itself', async () => {
  const ask = await begin();
  const found = await statuses(() => ask('/w/any/archives', 'busy'), 480);
  expect(found).toContain(429);
  expect((await ask('/w/any/archives', 'other')).status).toBe(200);
});
