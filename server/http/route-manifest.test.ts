import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { routeManifest } from './route-manifest.ts';

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

const ROUTES: Record<string, { path?: string; parentId?: string; index?: true }> = {
  root: { path: '' },
  login: { parentId: 'root', path: 'login' },
  unit: { parentId: 'root', path: 'w/:slug' },
  'unit.home': { parentId: 'unit', index: true },
  'unit.archives': { parentId: 'unit', path: 'archives' },
  'unit.archives.list': { parentId: 'unit.archives', index: true },
  'unit.archives.new': { parentId: 'unit.archives', path: 'new' },
  'unit.archives.item': { parentId: 'unit.archives', path: ':itemId' },
  'unit.archives.files': { parentId: 'unit', path: 'archives/:itemId/files' },
  'unit.missing': { parentId: 'unit', path: '*' },
  missing: { parentId: 'root', path: '*' },
};

/** As much of a build as tells which screens there are. */
const BUILD = {
  routes: Object.fromEntries(Object.entries(ROUTES).map(([id, route]) => [id, { id, ...route, module: {} }])),
  assets: {
    version: 'this',
    routes: Object.fromEntries(
      Object.entries(ROUTES).map(([id, route]) => [id, { id, ...route, module: `/${id}.js` }]),
    ),
  },
  entry: { module: {} },
  future: { v3_lazyRouteDiscovery: true },
} as unknown as ServerBuild;

const begin = async () => {
  const app = express();
  app.use(routeManifest(BUILD));
  app.use((_request, response) => void response.status(418).send('passed on'));
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stop = () => new Promise((closed) => server.close(() => closed()));
  const { port } = server.address() as AddressInfo;
  return (address: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${address}`, init);
};

const addressOf = (paths: readonly string[], version = 'this'): string =>
  `/__manifest?${new URLSearchParams([['version', version], ...paths.map((path) => ['p', path])])}`;

const PAGES: string[][] = [
  ['/'],
  ['/login'],
  ['/w/liuxi'],
  ['/w/liuxi/archives'],
  ['/w/liuxi/archives/new'],
  ['/w/Login/ARCHIVES/New'],
  ['/w/w/w', '/w/liuxi/'],
  ['/w/liuxi/archives/0198c0de-0000-7000-8000-000000000001'],
  ['/w/liuxi/archives/0198c0de-0000-7000-8000-000000000001/files', '/w/meiwu/archives/JJ%C2%B72303'],
  ['/w/liuxi/nowhere/at/all', '/nowhere', 'login'],
];

it('tells of the links of a page what Remix would, the second time too', async () => {
  const ask = await begin();
  const askRemix = createRequestHandler(BUILD);
  for (const paths of [...PAGES, ...PAGES, PAGES.flat()]) {
    const answer = await ask(addressOf(paths));
    expect(answer.status).toBe(200);
    const expected = await askRemix(new Request(`http://localhost${addressOf(paths)}`));
    expect(await answer.json(), paths.join(' ')).toEqual(await expected.json());
  }
});

it('leaves to Remix what it is to refuse, and everything else', async () => {
  const ask = await begin();
  const passedOn = [
    await ask(addressOf(['/login'], 'other')),
    await ask(addressOf([])),
    await ask(addressOf([`/w/${'a'.repeat(8_000)}`])),
    await ask(addressOf(['/login']), { method: 'POST' }),
    await ask('/login'),
  ];
  expect(passedOn.map(({ status }) => status)).toEqual([418, 418, 418, 418, 418]);
});
