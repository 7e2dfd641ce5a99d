import { expect, test } from './support/fixtures';
import { type Asked, forEach, sameOrigin, sender } from './support/http';
import { listProcedureNames } from './support/procedures';
import { fillPath, listRoutes } from './support/routes';
import { openSessions } from './support/sessions';
import { inTurn } from './support/whole';
import { theWorld } from './support/world';

/*
 * The edge of the web server, without a browser: every address of the build and of the API. Requests are written by
 * hand, as somebody would who means no good. What is refused before an address is looked at is tried on each in turn;
 * `npm run verify -- edge` tries all of it on all of them.
 */
const UNSAFE = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
const ANY_ID = '019b0000-0000-7000-8000-000000000001';

const OTHERS = ['/healthz', '/w/liuxi/download/archive.downloadExport', '/w/liuxi/upload'];
/** Nothing else is handled as these are. */
const LONE = new Set([...OTHERS, '/login', '/sign-out', '/preferences']);

const base = () => theWorld().district.baseUrl;
const send = sender(base);
const own = () => sameOrigin(base());

const filler = new Proxy<Record<string, string>>({}, { get: (_target, name) => (name === 'slug' ? 'liuxi' : ANY_ID) });
/** Read when a test runs: before, there may be no build. */
const listAddresses = (): string[] => {
  const screens = listRoutes().map((route) => fillPath(route, filler));
  const procedures = listProcedureNames().map(({ path, inWorkspace }) =>
    inWorkspace ? `/w/liuxi/trpc/${path}` : `/trpc-public/${path}`,
  );
  return [...new Set([...screens, ...procedures, ...OTHERS])];
};
/** How many cases an address meets: one of its own kind all of them, one of a thousand so many. */
const casesFor = (path: string, many: number): number => (LONE.has(path) ? Number.POSITIVE_INFINITY : many);

test.describe.configure({ timeout: 1_800_000 });

const stillAlive = async (): Promise<void> => {
  expect((await send({ path: '/healthz' })).status).toBe(200);
};

test('every answer carries its security headers and nothing personal is stored', async ({ sessions }) => {
  const nextCookie = await openSessions(sessions, 'liuxi.arch');
  const nonces = new Set<string>();
  await forEach(listAddresses(), async (path) => {
    for (const headers of [{}, { Cookie: nextCookie() }] as Record<string, string>[]) {
      const answer = await send({ path, headers });
      const policy = String(answer.headers['content-security-policy']);
      expect.soft(policy, path).toMatch(/frame-ancestors 'none'|default-src 'none'/);
      expect.soft(policy, path).not.toMatch(/script-src[^;]*unsafe/);
      expect.soft(answer.headers['x-content-type-options'], path).toBe('nosniff');
      expect.soft(answer.headers['cache-control'], path).toBe('no-store');
      expect.soft(answer.headers['x-powered-by'], path).toBeUndefined();
      expect.soft(answer.status, path).toBeLessThan(500);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect.soft(nonces.has(nonce), `${path} reuses a nonce`).toBe(false);
      nonces.add(nonce);
      expect.soft(/[\0\uFFFD]/.test(answer.body), `${path} holds bytes that are no text`).toBe(false);
      const scripts = [...answer.body.matchAll(/<script(?![^>]*type="application\/)([^>]*)>/g)].map(
        (match) => match[1],
      );
      for (const attributes of scripts) expect.soft(attributes, path).toContain(`nonce="${nonce}"`);
    }
  });
});

test('a file of the build may be kept, and is what it says', async () => {
  const { body } = await send({ path: '/login' });
  const assets = [...new Set([...body.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? ''))];
  expect(assets.length).toBeGreaterThan(2);
  for (const path of assets) {
    const { status, headers } = await send({ path });
    expect(status, path).toBe(200);
    expect(headers['cache-control'], path).toContain('immutable');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
});

test('no other site can act for a person', async ({ sessions }) => {
  const nextCookie = await openSessions(sessions, 'liuxi.arch');
  const disguises: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: base() },
    { 'Sec-Fetch-Site': 'same-site', Origin: base() },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'null' },
    { Origin: 'https://evil.example' },
    { Origin: `${base()}.evil.example` },
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
    {},
  ];
  // The check looks at the method only to tell reading from writing: POST tries the disguises, the others one.
  const written = disguises.map((disguise) => ['POST', disguise] as const);
  const others = UNSAFE.slice(1).map((method) => [method, disguises[0] ?? {}] as const);
  await forEach(listAddresses(), async (path, turn) => {
    const tried = [...inTurn(written, turn, casesFor(path, 1)), ...inTurn(others, turn, casesFor(path, 1))];
    for (const [method, disguise] of tried) {
      const headers = { ...disguise, Cookie: nextCookie(), 'Content-Type': 'application/json' };
      const { status, body } = await send({ method, path, headers, body: '{}' });
      expect.soft(status, `${method} ${path} ${JSON.stringify(disguise)}`).toBe(403);
      expect.soft(body).toContain('ORIGIN_REFUSED');
    }
  });
  await stillAlive();
});

test('methods that nobody expects are refused without harm', async ({ sessions }) => {
  const nextCookie = await openSessions(sessions, 'liuxi.arch');
  const methods = ['PROPFIND', 'TRACE', 'OPTIONS', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'SEARCH'];
  await forEach(listAddresses(), async (path, turn) => {
    for (const method of inTurn(methods, turn, casesFor(path, 3))) {
      const { status } = await send({ method, path, headers: { ...own(), Cookie: nextCookie() } });
      expect.soft(status, `${method} ${path}`).toBeLessThan(500);
      if (['PUT', 'PATCH', 'DELETE'].includes(method))
        expect.soft(status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
    }
  });
  await stillAlive();
});

test('bodies that nobody expects are refused without harm', async ({ sessions }) => {
  const nextCookie = await openSessions(sessions, 'liuxi.arch');
  const json = { 'Content-Type': 'application/json' };
  type Body = [name: string, headers: Record<string, string>, body: string | Buffer];
  /** What a reader of JSON lets through, so that each procedure has to refuse it. */
  const readable: Body[] = [
    ['a number', json, '42'],
    ['null', json, 'null'],
    ['a prototype', json, '{"__proto__":{"admin":true},"constructor":{"prototype":{"a":1}}}'],
  ];
  const unreadable: Body[] = [
    ['bad JSON', json, '{"a":'],
    ['deep JSON', json, '['.repeat(100_000) + ']'.repeat(100_000)],
    ['3 MB', json, JSON.stringify({ text: '档'.repeat(1_000_000) })],
    ['zero bytes', json, Buffer.from([0, 0, 0])],
    ['not UTF-8', json, Buffer.from([0x22, 0xc3, 0x28, 0x22])],
  ];
  const noJson: Body[] = [
    ['text', { 'Content-Type': 'text/plain' }, '{}'],
    ['xml', { 'Content-Type': 'application/xml' }, '<a/>'],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=%zz&b'],
    [
      'half a multipart',
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
    ],
    ['multipart without boundary', { 'Content-Type': 'multipart/form-data' }, 'x'],
    ['no type', {}, '{}'],
    ['nonsense type', { 'Content-Type': ';;;' }, '{}'],
  ];
  const acting = new Set(listRoutes().flatMap((route) => (route.hasAction ? [fillPath(route, filler)] : [])));
  const bodiesFor = (path: string, turn: number): readonly Body[] => {
    if (path.includes('/trpc')) return [...readable, ...inTurn(unreadable, turn)];
    return inTurn(
      [...readable, ...unreadable, ...noJson],
      turn,
      acting.has(path) ? Number.POSITIVE_INFINITY : casesFor(path, 4),
    );
  };
  const targets = listAddresses().filter((path) => path !== '/sign-out');
  await forEach(targets, async (path, turn) => {
    const cookie = nextCookie();
    for (const [name, type, body] of bodiesFor(path, turn)) {
      const headers = { ...own(), ...type, Cookie: cookie, 'Idempotency-Key': 'e2e-key-0001' };
      const { status } = await send({ method: 'POST', path, headers, body });
      expect.soft(status, `${name} to ${path}`).toBeLessThan(500);
    }
  });
  await stillAlive();
});

test('calls of the API that nobody expects are refused without harm', async ({ sessions }) => {
  const cookie = await sessions.cookieOf('liuxi.arch');
  const batch = (n: number) => Array.from({ length: n }, () => 'workspace.current').join(',');
  const asked: [Asked, number][] = [
    [{ path: `/w/liuxi/trpc/${batch(11)}?batch=1&input=%7B%7D` }, 400],
    [{ path: `/w/liuxi/trpc/${batch(10)}?batch=1&input=%7B%7D` }, 200],
    [{ path: '/w/liuxi/trpc/no.such' }, 404],
    [{ path: '/w/liuxi/trpc/__proto__' }, 404],
    [{ path: '/w/liuxi/trpc/constructor.prototype' }, 404],
    [{ path: '/trpc-public/session.invitation?input=%7B' }, 400],
    [{ path: '/w/liuxi/download/__proto__.downloadX' }, 404],
    [{ path: '/w/liuxi/download/constructor.download' }, 404],
    [{ path: '/w/liuxi/download/workspace.current' }, 404],
    [{ path: '/w/liuxi/download/archive.downloadExport?input=%7B' }, 404],
    [{ path: '/w/%00/trpc/workspace.current' }, 400],
    [{ path: '/w/%zz/trpc/workspace.current' }, 400],
    [{ path: '/w/%zz' }, 400],
    [{ path: '/%' }, 400],
    [{ path: '/w/..%2f..%2fetc/passwd' }, 404],
    [{ path: '/assets/..%2f..%2f..%2fpackage.json' }, 404],
    [{ path: `/w/liuxi?q=${'a'.repeat(10_000)}` }, 200],
    [{ path: `/w/${'a'.repeat(5_000)}` }, 404],
  ];
  for (const [request, expected] of asked) {
    const { status } = await send({ ...request, headers: { Cookie: cookie } });
    expect.soft(status, request.path.slice(0, 80)).toBe(expected);
  }
  await stillAlive();
});

test('downloads and uploads need a session, and an upload that is nothing is refused', async ({ sessions }) => {
  const upload = (headers: Record<string, string>, body: string | Buffer) =>
    send({ method: 'POST', path: '/w/liuxi/upload', headers: { ...own(), ...headers }, body });
  expect((await upload({ 'X-File-Name': 'a.pdf' }, '%PDF-1.7')).status).toBe(401);
  const cookie = await sessions.cookieOf('liuxi.arch');
  for (const [name, body] of [
    ['a.exe', Buffer.from('MZ\u0000\u0000')],
    ['%zz', Buffer.from('<html><script>alert(1)</script>')],
    ['..%2f..%2fa.svg', Buffer.from('<svg onload="alert(1)"/>')],
    ['empty.pdf', Buffer.alloc(0)],
  ] as const) {
    const { status, body: text } = await upload({ Cookie: cookie, 'X-File-Name': name }, body);
    expect.soft(status, `${name}: ${text}`).toBe(415);
  }
  await stillAlive();
});
