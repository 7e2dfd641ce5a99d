import { Client } from 'pg';
import { canaryOf, idsOf, type KnownId } from './proofs/canary-world';
import { expect, test } from './support/fixtures';
import { forEach, sender } from './support/http';
import { listProcedureNames } from './support/procedures';
import { fillPath, listRoutes, type ScreenRoute } from './support/routes';
import { openSessionMaker, openSessions, type SessionMaker } from './support/sessions';
import { WHOLE } from './support/whole';
import { theWorld } from './support/world';

/*
 * No screen and no download tells anybody anything of a workspace that is not theirs, not even that it exists. What the
 * loaders of a screen answer is all that its document can show: they are asked everywhere, for documents in turn.
 * `npm run verify -- edge` asks for all of it.
 */
const UNKNOWN = 'no-such-unit';
/** Every how many-th screen is asked for as a document. */
const DOCUMENTS = 4;
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

test.describe.configure({ timeout: 1_800_000 });

/** A document is drawn, which takes far longer than what is drawn. */
const isDocumentDue = (turn: number): boolean => WHOLE || turn % DOCUMENTS === 0;

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
  await forEach(listWorkspaceRoutes(), async (route, turn) => {
    if (isDocumentDue(turn)) await askBoth((slug) => filled(route, slug, ANY_ID));
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

/** Of the kinds of records that its address does not speak of, a screen is asked about this part on each walk. */
const SHARE_OF_UNLIKELY = 16;

/**
 * The ids that a screen is asked for: those of each kind that the words of its address speak of, and a part of all
 * others, another one on each walk. Each procedure is asked about all elsewhere.
 */
const idsFor = (route: ScreenRoute, known: readonly KnownId[], turn: number): string[] => {
  const words = route.path
    .replace(/([A-Z])/g, '-$1')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && word !== 'slug')
    .map((word) => word.replace(/(ies|s)$/, ''));
  const due = known.filter(
    ({ table }, index) =>
      WHOLE || index % SHARE_OF_UNLIKELY === turn % SHARE_OF_UNLIKELY || words.some((word) => table.includes(word)),
  );
  return [...new Set(due.map(({ id }) => id))];
};

for (const [walk, { as, home, at }] of WALKS.entries()) {
  test(`${as} finds nothing of ${at.join(', ')} behind any address`, async () => {
    await withNeighbours(async ({ admin, maker, idOf }) => {
      const send = sender(() => theWorld().canary.baseUrl);
      const nextCookie = await openSessions(maker, as);
      const strangers = at.map((slug) => canaryOf(idOf.get(slug) ?? -1));
      const known = await idsOf(admin, idOf.get(at[0]) ?? -1);
      const [{ id: first } = { id: ANY_ID }] = known;
      expect(known.length).toBeGreaterThan(0);
      let ownSeen = 0;
      const look = async (path: string): Promise<void> => {
        const { status, body } = await send({ path, headers: { Cookie: nextCookie() } });
        expect.soft(status, path).toBeLessThan(500);
        for (const canary of strangers) expect.soft(body.includes(canary), `${path} shows ${canary}`).toBe(false);
        if (body.includes(canaryOf(idOf.get(home) ?? -1))) ownSeen += 1;
      };
      await forEach(listWorkspaceRoutes(), async (route, turn) => {
        const addresses = [filled(route, home, first), ...at.map((slug) => filled(route, slug, first))];
        for (const address of addresses) await look(`${address}.data`);
        if (isDocumentDue(turn + walk)) for (const address of addresses) await look(address);
        // What a screen shows comes from its own loader: asked alone, thousands of addresses are tried in a minute.
        if (route.params.every((name) => name === 'slug') || !route.hasLoader) return;
        const own = `.data?_routes=${encodeURIComponent(route.id)}`;
        for (const id of [...idsFor(route, known, turn + walk), ...at]) await look(`${filled(route, home, id)}${own}`);
      });
      expect(ownSeen, 'its own texts were seen, so a canary does show').toBeGreaterThan(0);
    });
  });
}
