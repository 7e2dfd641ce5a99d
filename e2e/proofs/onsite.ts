import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import sharp from 'sharp';
import { openSessionMaker, type SessionMaker } from '../support/sessions';
import { type ServedWorld, theWorld } from '../support/world';
import { type Network, openNetwork, type Phone, startPhone } from './onsite-phone.ts';

export interface OnsiteReport {
  photos: number;
  kills: number;
  offlineKills: number;
  onlineKills: number;
  /** What the phone had said it keeps. */
  acknowledgedPhotos: number;
  acknowledgedAnswers: number;
  stored: number;
  lost: number;
  doubled: number;
  seconds: number;
}

const LOGIN = 'qinghe-bureau.insp1';
const SLUG = 'qinghe-bureau';
const SCREEN = `/w/${SLUG}/onsite`;

interface Shot {
  name: string;
  bytes: Buffer;
  sha256: string;
}
/** Pictures of noise: each its own, and of the size of a phone's thumbnail, so that sending takes a while. */
const takeShots = (count: number): Promise<Shot[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [width, height] = [320, 240];
      let seed = index * 7_919 + 17;
      const noise = Buffer.alloc(width * height * 3);
      for (let at = 0; at < noise.length; at += 1) {
        seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
        noise[at] = seed >> 16;
      }
      const bytes = await sharp(noise, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer();
      return { name: `shot-${index}.png`, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );

interface Site {
  world: ServedWorld;
  network: Network;
  sessions: SessionMaker;
  admin: Client;
  profile: string;
  inspectionId: string;
}

const findInspection = async (admin: Client, accountId: string): Promise<string> => {
  const { rows } = await admin.query<{ id: string }>(
    `select i.id from inspection i join tenant t on t.id = i.tenant_id
     join access_grant g on g.tenant_id = i.tenant_id and g.id = i.grant_id and g.revoked_at is null and g.valid_to > now()
     where t.slug = $1 and i.state in ('noticed', 'inspecting') and $2 = any (i.inspector_account_ids) order by i.id limit 1`,
    [SLUG, accountId],
  );
  const [row] = rows;
  if (!row) throw new Error(`${LOGIN} has no inspection to go to`);
  return row.id;
};

/** Opens the browser again. Its session cookie died with it, so the person has signed in again where there is network. */
const open = async (site: Site, isOnline: boolean): Promise<Phone> => {
  const phone = await startPhone(site.profile);
  const [name = '', value = ''] = (await site.sessions.cookieOf(LOGIN)).split('=');
  if (isOnline)
    await phone.context.addCookies([
      // Over https, or the browser will not take a __Host- cookie.
      {
        name,
        value,
        url: site.network.baseUrl.replace('http:', 'https:'),
        httpOnly: true,
        secure: true,
        sameSite: 'Lax',
      },
    ]);
  return phone;
};

const visit = async (site: Site, page: Page, place: string): Promise<void> => {
  await page.goto(`${site.network.baseUrl}${SCREEN}#/${place}`, { timeout: 60_000 });
  await page.locator('[data-unsent]').waitFor({ timeout: 60_000 });
};

const takePack = async (site: Site): Promise<number> => {
  const phone = await open(site, true);
  try {
    const { page } = phone;
    await visit(site, page, '');
    const card = page
      .locator('.lt-site-card')
      .filter({ has: page.getByRole('button', { name: /下载离线包|更新离线包/ }) });
    await card.first().waitFor({ timeout: 60_000 });
    for (let index = 0; index < (await card.count()); index += 1) {
      await card.nth(index).getByRole('button').click();
      await card.nth(index).getByText('已下载').first().waitFor({ timeout: 60_000 });
    }
    await page.locator('[data-shell="shellKept"]').waitFor({ timeout: 60_000 });
    await page.goto(`${site.network.baseUrl}${SCREEN}#/${site.inspectionId}/list`);
    await page.locator('.lt-site-list li').first().waitFor({ timeout: 60_000 });
    return await page.locator('.lt-site-list li').count();
  } finally {
    await phone.kill();
  }
};

interface Ledger {
  /** Shown by the phone as kept. */
  photos: Set<string>;
  notes: Map<number, string>;
}

/** What a person sees after opening it again: which pictures of the item are there, kept or sent. */
const seenOn = (page: Page): Promise<string[]> =>
  page.locator('[data-photo]').evaluateAll((all) => all.map((one) => one.getAttribute('data-photo') ?? ''));

const camera = (page: Page) => page.locator('.lt-site-photos input[type=file]').first();

const shoot = async (page: Page, shot: Shot): Promise<void> => {
  await camera(page).setInputFiles({ name: shot.name, mimeType: 'image/png', buffer: shot.bytes });
  await page.locator(`[data-photo="${shot.name}"]`).waitFor({ timeout: 30_000 });
};

const answer = async (page: Page, note: string): Promise<void> => {
  await page.getByRole('radio', { name: '不符合', exact: true }).check();
  await page.getByLabel('说明').fill(note);
  await page.locator('[data-kept]').waitFor({ timeout: 30_000 });
};

/** One life of the browser: some pictures and an answer, then dead at any moment, in the middle of the next picture. */
const live = async (
  site: Site,
  life: { number: number; item: number; isOnline: boolean; shots: readonly Shot[]; next: Shot | undefined },
  ledger: Ledger,
): Promise<void> => {
  if (life.isOnline) site.network.mend();
  else site.network.cut();
  const phone = await open(site, life.isOnline);
  try {
    const { page } = phone;
    await visit(site, page, `${site.inspectionId}/${life.item}`);
    await camera(page).waitFor({ state: 'attached', timeout: 60_000 });
    const take = async (shot: Shot): Promise<void> => {
      await shoot(page, shot);
      ledger.photos.add(shot.name);
    };
    const [first, ...others] = life.shots;
    // Some items take an answer only when they have a picture.
    if (first) await take(first);
    const note = `第 ${life.number} 次查看`;
    await answer(page, note);
    ledger.notes.set(life.item, note);
    for (const shot of others) await take(shot);
    if (life.next) void shoot(page, life.next).catch(() => undefined);
    await sleep(Math.random() * (life.isOnline ? 1_500 : 150));
  } finally {
    await phone.kill();
  }
};

/** The picture in whose middle the phone died: the person looks whether it is there, and takes it again when not. */
const lookAfter = async (site: Site, item: number, shot: Shot, ledger: Ledger): Promise<void> => {
  const phone = await open(site, true);
  try {
    await visit(site, phone.page, `${site.inspectionId}/${item}`);
    await camera(phone.page).waitFor({ state: 'attached', timeout: 60_000 });
    if (!(await seenOn(phone.page)).includes(shot.name)) await shoot(phone.page, shot);
    ledger.photos.add(shot.name);
  } finally {
    await phone.kill();
  }
};

const sendTheRest = async (site: Site): Promise<void> => {
  site.network.mend();
  const phone = await open(site, true);
  try {
    await visit(site, phone.page, `${site.inspectionId}/list`);
    await phone.page.locator('[data-unsent="0"]').waitFor({ timeout: 300_000 });
  } finally {
    await phone.kill();
  }
};

/** What the server has, and whether it gives every byte back. */
const examine = async (site: Site, shots: readonly Shot[], ledger: Ledger) => {
  const { rows } = await site.admin.query<{ id: string; sha256: string; objects: number }>(
    `select p.id, p.sha256, (select count(*)::int from stored_object o where o.tenant_id = p.tenant_id and o.sha256 = p.sha256) as objects
     from onsite_photo p where p.inspection_id = $1 and p.sha256 = any ($2)`,
    [site.inspectionId, shots.map((shot) => shot.sha256)],
  );
  const cookie = await site.sessions.cookieOf(LOGIN);
  const whole = new Set<string>();
  for (const { id, sha256 } of rows) {
    const input = encodeURIComponent(JSON.stringify({ inspectionId: site.inspectionId, photoId: id }));
    const url = `${site.world.baseUrl}/w/${SLUG}/download/onsite.downloadPhoto?input=${input}`;
    const bytes = Buffer.from(await (await fetch(url, { headers: { Cookie: cookie } })).arrayBuffer());
    if (createHash('sha256').update(bytes).digest('hex') === sha256) whole.add(sha256);
  }
  const lostPhotos = shots.filter((shot) => ledger.photos.has(shot.name) && !whole.has(shot.sha256)).length;
  const { rows: notes } = await site.admin.query<{ note: string; times: number }>(
    'select note, count(*)::int as times from onsite_answer where inspection_id = $1 group by note, item_code',
    [site.inspectionId],
  );
  const lostAnswers = [...ledger.notes.values()].filter((note) => !notes.some((row) => row.note === note)).length;
  const doubledPhotos = rows.length - new Set(rows.map((row) => row.sha256)).size;
  const doubledObjects = rows.filter((row) => row.objects > 1).length;
  const doubledAnswers = notes.filter((row) => row.times > 1 && [...ledger.notes.values()].includes(row.note)).length;
  return {
    stored: rows.length,
    lost: lostPhotos + lostAnswers,
    doubled: doubledPhotos + doubledObjects + doubledAnswers,
  };
};

const runLives = async (site: Site, shots: Shot[], kills: number): Promise<Omit<OnsiteReport, 'seconds'>> => {
  const items = await takePack(site);
  const ledger: Ledger = { photos: new Set(), notes: new Map() };
  const waiting = [...shots];
  let offlineKills = 0;
  for (let number = 1; number <= kills; number += 1) {
    const isOnline = number % 2 === 0;
    const item = ((number - 1) % items) + 1;
    const share = Math.max(1, Math.ceil(waiting.length / (kills - number + 1)));
    const mine = waiting.splice(0, share);
    const next = mine.length > 1 ? mine.pop() : undefined;
    await live(site, { number, item, isOnline, shots: mine, next }, ledger);
    if (!isOnline) offlineKills += 1;
    // Without network still: what was kept must be seen without the server's help.
    if (next) await lookAfter(site, item, next, ledger);
    if (number % 5 === 0) console.log(`kill ${number} of ${kills}, ${ledger.photos.size} photos kept`);
  }
  await sendTheRest(site);
  return {
    photos: shots.length,
    kills,
    offlineKills,
    onlineKills: kills - offlineKills,
    acknowledgedPhotos: ledger.photos.size,
    acknowledgedAnswers: ledger.notes.size,
    ...(await examine(site, shots, ledger)),
  };
};

/** Kills the inspector's browser again and again while photos are taken and sent, with and without network. */
export const proveOnsite = async (
  world: ServedWorld,
  size: { photos: number; kills: number },
): Promise<OnsiteReport> => {
  const startedAt = Date.now();
  const profile = mkdtempSync(path.join(tmpdir(), 'lantai-phone-'));
  const network = await openNetwork(world.baseUrl);
  const sessions = openSessionMaker(world);
  const admin = new Client({ connectionString: world.adminUrl });
  await admin.connect();
  try {
    const inspectionId = await findInspection(admin, await sessions.accountIdOf(LOGIN));
    const site: Site = { world, network, sessions, admin, profile, inspectionId };
    const report = await runLives(site, await takeShots(size.photos), size.kills);
    return { ...report, seconds: Math.round((Date.now() - startedAt) / 1000) };
  } finally {
    await network.close();
    await sessions.close();
    await admin.end();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** `npm run verify -- onsite [--photos 100 --kills 20]` */
export const run = async (args: readonly string[]): Promise<OnsiteReport> => {
  const { values } = parseArgs({
    args: [...args],
    options: { photos: { type: 'string', default: '100' }, kills: { type: 'string', default: '20' } },
  });
  const { default: setUp } = await import('../support/global-setup');
  const tearDown = await setUp();
  try {
    return await proveOnsite(theWorld().district, { photos: Number(values.photos), kills: Number(values.kills) });
  } finally {
    await tearDown();
  }
};
