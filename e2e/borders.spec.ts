import { Client } from 'pg';
import { canaryOf, idsOf } from './proofs/canary-world';
import { expect, test } from './support/fixtures';
import { forEach, sender } from './support/http';
import { listProcedureNames } from './support/procedures';
import { fillPath, listRoutes, type ScreenRoute } from './support/routes';
import { openSessionMaker, openSessions, type SessionMaker } from './support/sessions';
import { theWorld } from './support/world';

/* No screen and no download tells anybody anything of a workspace that is not theirs, not even that it exists. */
const UNKNOWN = 'no-such-unit';
const FOREIGN = 'linjiang-bureau';
const ANY_ID = '019b0000-0000-7000-8000-000000000001';
/** What stands at /published is for everybody. */
const listWorkspaceRoutes = () => listRoutes().filter((route) => route.path.startsWith('/w/:slug'));
const listDownloads = () => listProcedureNames().filter(({ path }) => /\.download/.test(path));

/** What differs between any two answers: numbers of the request, the clock, and the address that was asked for. */
const comparable = (body: string, slug: string): string =>
  body
    .replaceAll(slug, 'SLUG')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/nonce=\\?"[^"]+"/g, 'NONCE')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW');

const filled = (route: ScreenRoute, slug: string, id: string): string =>
  fillPath(route, new Proxy<Record<string, string>>({}, { get: (_target, name) => (name === 'slug' ? slug : id) }));

test('a foreign workspace and none at all are one answer, on every screen and download', async ({ sessions }) => {
  const send = sender(() => theWorld().district.baseUrl);
  const downloads = listDownloads();
  const nextCookie = await openSessions(sessions, 'liuxi.arch');
  const askBoth = async (addressOf: (slug: string) => string): Promise<void> => {
    const [foreign, unknown] = await Promise.all(
      [FOREIGN, UNKNOWN].map((slug) => send({ path: addressOf(slug), headers: { Cookie: nextCookie() } })),
    );
    expect.soft(foreign?.status, addressOf(FOREIGN)).toBe(404);
    expect
      .soft(comparable(foreign?.body ?? '', FOREIGN), addressOf(FOREIGN))
      .toBe(comparable(unknown?.body ?? '', UNKNOWN));
    const headersOf = (answer: typeof foreign) => Object.keys(answer?.headers ?? {}).sort();
    expect.soft(headersOf(foreign), addressOf(FOREIGN)).toEqual(headersOf(unknown));
  };
  await forEach(listWorkspaceRoutes(), async (route) => {
    await askBoth((slug) => filled(route, slug, ANY_ID));
    await askBoth((slug) => `${filled(route, slug, ANY_ID)}.data`);
  });
  await forEach(downloads, ({ path }) => askBoth((slug) => `/w/${slug}/download/${path}?input=%7B%7D`));
  await forEach(downloads, ({ path }) =>
    askBoth((slug) => `/w/${slug}/download/${path}?input=${encodeURIComponent(JSON.stringify({ id: ANY_ID }))}`),
  );
});

interface Neighbours {
  admin: Client;
  maker: SessionMaker;
  idOf: Map<string, number>;
}

const withNeighbours = async (run: (neighbours: Neighbours) => Promise<void>): Promise<void> => {
  const world = theWorld().canary;
  const admin = new Client({ connectionString: world.adminUrl });
  await admin.connect();
  const maker = openSessionMaker(world);
  try {
    const { rows } = await admin.query<{ id: number; slug: string }>('select id, slug from tenant');
    await run({ admin, maker, idOf: new Map(rows.map((row) => [row.slug, row.id])) });
  } finally {
    await maker.close();
    await admin.end();
  }
};

/** Who looks, from where, and at whose numbers. None of them has a grant or a dispatch from there. */
const WALKS = [
  { as: 'linjiang-bureau.insp1', home: 'linjiang-bureau', at: ['liuxi', 'qinghe-bureau', 'qinghe-archives'] },
  { as: 'songling.arch', home: 'songling', at: ['liuxi', 'liuxi-cun1', 'linjiang-bureau'] },
  { as: 'liuxi-cun1.arch', home: 'liuxi-cun1', at: ['liuxi-cun2', 'songling'] },
  { as: 'qinghe-archives.dir', home: 'qinghe-archives', at: ['linjiang-archives', 'meiwu'] },
] as const;

for (const [walk, { as, home, at }] of WALKS.entries()) {
  test(`${as} finds nothing of ${at.join(', ')} behind any address`, async () => {
    await withNeighbours(async ({ admin, maker, idOf }) => {
      const send = sender(() => theWorld().canary.baseUrl);
      const nextCookie = await openSessions(maker, as);
      const strangers = at.map((slug) => canaryOf(idOf.get(slug) ?? -1));
      // Every kind of record of the nearest stranger; of the others one, since each procedure is asked about all elsewhere.
      const ids = [...new Set((await idsOf(admin, idOf.get(at[0]) ?? -1)).map(({ id }) => id))];
      expect(ids.length).toBeGreaterThan(0);
      let ownSeen = 0;
      let turn = 0;
      const look = async (path: string): Promise<void> => {
        const { status, body } = await send({ path, headers: { Cookie: nextCookie() } });
        expect.soft(status, path).toBeLessThan(500);
        for (const canary of strangers) expect.soft(body.includes(canary), `${path} shows ${canary}`).toBe(false);
        if (body.includes(canaryOf(idOf.get(home) ?? -1))) ownSeen += 1;
      };
      for (const route of listWorkspaceRoutes()) {
        const bare = route.params.every((name) => name === 'slug');
        await look(filled(route, home, ids[0] ?? ANY_ID));
        // What a screen shows comes from its own loader: asked alone, thousands of addresses are tried in a minute.
        if (!bare && route.hasLoader) {
          const own = `.data?_routes=${encodeURIComponent(route.id)}`;
          // Hundreds of screens and of kinds of records: the walks share the pairs among them.
          turn += 1;
          const now = ids.filter((_, index) => (index + turn) % WALKS.length === walk);
          await forEach([...now, ...at], (id) => look(`${filled(route, home, id)}${own}`));
        }
        for (const slug of at) await look(filled(route, slug, ids[0] ?? ANY_ID));
      }
      expect(ownSeen, 'its own texts were seen, so a canary does show').toBeGreaterThan(0);
    });
  });
}
