import { DEMO_PASSWORD } from '@/db/demo/tenants';
import { expect, test } from './support/fixtures';
import { type Answered, sameOrigin, sender } from './support/http';
import { theWorld } from './support/world';

/* What a session is worth: where its cookie goes, when it dies, and that nobody can choose one for another. */
const NAME = '__Host-lantai';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const base = () => theWorld().district.baseUrl;
const send = sender(base);
const own = () => sameOrigin(base());

const signIn = (loginName: string, password: string, cookie?: string, next = '/'): Promise<Answered> =>
  send({
    method: 'POST',
    path: '/login',
    headers: { ...own(), ...FORM, ...(cookie ? { Cookie: cookie } : {}) },
    body: new URLSearchParams({ loginName, password, next }).toString(),
  });

const cookieFrom = (answer: Answered): string => {
  const line = answer.cookies.find((candidate) => candidate.startsWith(`${NAME}=`)) ?? '';
  return line.split(';')[0] ?? '';
};

const statusWith = async (cookie: string): Promise<number> =>
  (await send({ path: '/w/liuxi/trpc/workspace.current', headers: { Cookie: cookie } })).status;

test('the cookie is for this host, this site and no script', async () => {
  const answer = await signIn('liuxi.lead', DEMO_PASSWORD);
  expect(answer.status).toBe(302);
  const line = answer.cookies.find((candidate) => candidate.startsWith(`${NAME}=`)) ?? '';
  const attributes = line.split('; ').slice(1);
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']));
  expect(line).not.toContain('Domain');
  expect(await statusWith(cookieFrom(answer))).toBe(200);
});

test('a sign-in makes a new session and ends the one before', async () => {
  const first = cookieFrom(await signIn('liuxi.lead', DEMO_PASSWORD));
  const second = cookieFrom(await signIn('liuxi.lead', DEMO_PASSWORD, first));
  expect(second).not.toBe(first);
  expect(await statusWith(first)).toBe(401);
  expect(await statusWith(second)).toBe(200);
});

test('a session that somebody else chose is not taken over', async () => {
  const chosen = `${NAME}=${'A'.repeat(43)}`;
  const answer = await signIn('liuxi.lead', DEMO_PASSWORD, chosen);
  expect(cookieFrom(answer)).not.toBe(chosen);
  expect(await statusWith(chosen)).toBe(401);
  for (const odd of ['', '"', 'a'.repeat(5_000), '%00', "' or 1=1 --", '__proto__']) {
    expect(await statusWith(`${NAME}=${odd}`), odd.slice(0, 20)).toBe(401);
  }
});

test('an ended session is dead for the very next request', async ({ sessions }) => {
  const out = cookieFrom(await signIn('liuxi.dept', DEMO_PASSWORD));
  expect(await statusWith(out)).toBe(200);
  const bye = await send({ method: 'POST', path: '/sign-out', headers: { ...own(), ...FORM, Cookie: out } });
  expect(bye.cookies.join()).toContain('Max-Age=0');
  expect(await statusWith(out)).toBe(401);

  const [one, other] = [await sessions.cookieOf('liuxi.dept'), await sessions.cookieOf('liuxi.dept')];
  expect(await statusWith(other)).toBe(200);
  await sessions.service.revokeAllOf(await sessions.accountIdOf('liuxi.dept'));
  expect([await statusWith(one), await statusWith(other)]).toEqual([401, 401]);
});

test('wrong password and unknown account are one answer', async () => {
  const wrong = await signIn('liuxi.dept', 'not the password');
  const unknown = await signIn('nobody.here', 'not the password');
  const plain = (answer: Answered, name: string): string =>
    answer.body
      .replaceAll(name, 'NAME')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
      .replace(/nonce="[^"]+"/g, 'NONCE')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW');
  expect([wrong.status, unknown.status]).toEqual([422, 422]);
  expect(wrong.cookies.join()).not.toContain(NAME);
  expect(plain(unknown, 'nobody.here')).toBe(plain(wrong, 'liuxi.dept'));
});

test('after sign-in one stays on this site', async () => {
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ]) {
    const { headers } = await signIn('liuxi.lead', DEMO_PASSWORD, undefined, next);
    const target = new URL(String(headers.location), base());
    expect(target.origin, next).toBe(base());
  }
});

test('in a browser the form signs in, and a browser without a session is sent to it and back', async ({ login }) => {
  const { page, visit } = await login(null);
  await visit('/w/liuxi/todo');
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('用户名').fill('liuxi.arch');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/\/w\/liuxi\/todo$/);
});
