import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ARCHIVIST, archivistApi, bareItems, makeFolder, UNIT } from './digital/arrange';
import { startOwnServer } from './digital/own-server';
import { CUT_OFF, expect, test } from './support/fixtures';
import { theWorld } from './support/world';

test.describe.configure({ timeout: 400_000, mode: 'serial' });

const BUREAU = 'qinghe-bureau';
const INSPECTOR = 'qinghe-bureau.insp1';
const READ_MS = 150_000;
const PAGES = 6;

/** What one test leaves for the next. */
const plot = { itemId: '', code: '', word: '', fileIds: [] as string[], tile: '' };

/** A line that carries no file before it is let go, so that there is always a middle in which something can happen. */
const holdFiles = async (page: Page): Promise<{ hold(): void; letGo(): void }> => {
  let letGo = (): void => undefined;
  let held = Promise.resolve();
  const hold = (): void => {
    held = new Promise((resolve) => {
      letGo = resolve;
    });
  };
  hold();
  await page.route(/\/files\//, async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue().catch(() => {});
  });
  return { hold, letGo: () => letGo() };
};

test('a folder survives a pause, a lost network and a killed server, and goes to its record', async ({
  login,
  sessions,
}) => {
  const { district } = theWorld();
  const { api } = await archivistApi(sessions);
  const [record] = await bareItems(api, 1);
  Object.assign(plot, { itemId: record?.id ?? '', code: record?.referenceCode ?? '' });
  const { folder, pages } = await makeFolder(plot.code, PAGES);
  plot.word = /〔(\d{4})〕/.exec(pages[0]?.lines[1] ?? '')?.[1] ?? '';
  expect(plot.word).toHaveLength(4);
  const server = await startOwnServer(district);
  try {
    const { page, visit, tolerate } = await login(ARCHIVIST);
    // The browser says of every request that came to nothing that it did.
    tolerate(CUT_OFF);
    await visit(`${server.baseUrl}/w/${UNIT}/digital`);
    await page.getByRole('button', { name: '新建挂接批次' }).first().click();
    await page.getByLabel('批次名称').fill('2024年文书档案扫描件');
    await page.getByRole('button', { name: '建立并上传文件' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '2024年文书档案扫描件' })).toBeVisible();
    const line = await holdFiles(page);
    await page.getByLabel('选择文件夹').setInputFiles(folder);
    const panel = page.getByRole('region', { name: '上传进度' });

    await page.getByRole('button', { name: '暂停' }).click();
    await expect(panel.getByText('已暂停')).toBeVisible();
    await page.getByRole('button', { name: '继续' }).click();

    await page.context().setOffline(true);
    line.letGo();
    await expect(panel.getByText('网络不通，会自动接着传')).toBeVisible();
    line.hold();
    await page.context().setOffline(false);
    await expect(panel.getByText('网络不通，会自动接着传')).toBeHidden();

    const crashed = await server.crash();
    line.letGo();
    await expect(panel.getByText('网络不通，会自动接着传')).toBeVisible();
    await crashed.restart();
    await page.unrouteAll({ behavior: 'ignoreErrors' });

    await expect(panel.getByText('已收到，服务器已核对')).toHaveCount(PAGES, { timeout: 180_000 });
    for (const { sha256 } of pages) await expect(panel.getByText(`SHA-256 ${sha256.slice(0, 12)}…`)).toBeVisible();

    await page.getByRole('button', { name: `匹配 ${PAGES} 个文件` }).click();
    const table = page.getByRole('table', { name: '文件与条目的对应' });
    await expect(table.getByText(plot.code).first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: `挂接 ${PAGES} 个文件` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `挂接 ${PAGES} 个文件` })
      .click();
    await expect(page.getByRole('button', { name: '撤销挂接' })).toBeVisible({ timeout: 90_000 });
    await page.close();
  } finally {
    await server.stop();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
  const { files } = (await api.query('digital.files', { itemId: plot.itemId })) as {
    files: { id: string; state: string; sha256: string }[];
  };
  expect(files.map((file) => file.state)).toEqual(pages.map(() => 'stored'));
  expect(files.map((file) => file.sha256)).toEqual(pages.map((page) => page.sha256));
  plot.fileIds = files.map((file) => file.id);
});

test('its pages are read, found in, proof-read, and what they propose is taken over by a person', async ({
  login,
  sessions,
}) => {
  const { page, visit } = await login(ARCHIVIST);
  await visit(`/w/${UNIT}/archives/${plot.itemId}`);
  await page.getByRole('link', { name: '阅读原文' }).click();
  await expect(page.getByRole('img', { name: '第 1 页，001.jpg' })).toBeVisible();
  await expect(page.locator('.lt-stage canvas').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: `/ ${PAGES} 页` })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('img', { name: '第 2 页，002.jpg' })).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: '双页' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('d');
  await page.keyboard.press('i');
  await expect(page.getByRole('complementary', { name: '文件信息' })).toContainText('SM3');
  await page.keyboard.press('c');
  await expect(page.getByLabel('与哪个文件对比')).toBeVisible();
  await expect(page.locator('.lt-compare canvas')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('与哪个文件对比')).toBeHidden();

  await page.keyboard.press('t');
  const text = page.getByRole('region', { name: '第 1 页的正文' });
  await expect(text).toBeVisible({ timeout: READ_MS });
  await page.getByRole('searchbox', { name: '在正文中查找' }).fill(plot.word);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lt-text-lines mark').first()).toHaveText(plot.word);
  // The place is on the page and not somewhere: inside the picture, and no larger than a line.
  const mark = page.locator('.lt-marks polygon').first();
  await expect(mark).toBeVisible();
  // It is drawn anew while the page moves to it, so that it is looked at until it stands still.
  await expect(async () => {
    const [place, stage] = [await mark.boundingBox(), await page.locator('.lt-stage').boundingBox()];
    if (!place || !stage) throw new Error('the mark has no place');
    expect(place.x).toBeGreaterThanOrEqual(stage.x);
    expect(place.x + place.width).toBeLessThanOrEqual(stage.x + stage.width);
    expect(place.height).toBeLessThan(stage.height / 4);
  }).toPass({ timeout: 20_000 });

  await text.getByRole('button', { name: '校对' }).click();
  await text.getByLabel('第 1 行', { exact: true }).fill('松岭乡人民政府文件（校对）');
  await text.getByRole('button', { name: '保存 1 行' }).click();
  await expect(page.getByText('已保存 1 行校对').first()).toBeVisible();
  await expect(text.getByText('松岭乡人民政府文件（校对）')).toBeVisible();

  await page.getByRole('button', { name: '从正文提取' }).click();
  const proposal = page.getByRole('checkbox', { name: /文号/ });
  await proposal.check();
  await page.getByRole('button', { name: '把选中的 1 项填入更正单' }).click();
  const form = page.getByRole('dialog');
  const proposed = await form.getByLabel('文号').inputValue();
  expect(proposed).toContain(`〔${plot.word}〕`);
  await form.getByLabel('更正理由').fill('按扫描件补录文号');
  await form
    .getByRole('button', { name: /^保存|^提交|更正/ })
    .last()
    .click();
  await expect(page.getByText('已更正').first()).toBeVisible();
  const { api } = await archivistApi(sessions);
  const { item } = (await api.query('archive.byId', { id: plot.itemId })) as { item: { documentNumber: string } };
  expect(item.documentNumber).toBe(proposed);
});

test('an inspector reads it under a grant, marked and audited, until the grant ends; a sister township never', async ({
  login,
  sessions,
}) => {
  const { district } = theWorld();
  const admin = new Client({ connectionString: district.adminUrl });
  await admin.connect();
  // It ends later than the one the district has already, so it is the one that is used.
  const grantId = uuidv7();
  const account = await sessions.accountIdOf(INSPECTOR);
  await admin.query(
    `insert into access_grant (tenant_id, id, addressee_tenant_id, account_ids, record_classes, valid_from, valid_to, reason, granted_by)
     select b.id, $1, u.id, array[$2::uuid], array['archive'], now() - interval '1 hour', now() + interval '30 days', '原文抽查', $2::uuid
     from tenant b, tenant u where b.slug = $3 and u.slug = $4`,
    [grantId, account, BUREAU, UNIT],
  );
  try {
    const { page, visit, visitRefused, tolerate } = await login(INSPECTOR);
    // What the reader still asks for when the grant has ended is refused, as it should be.
    tolerate(/status of 404|Tile %s failed to load/);
    const address = `/w/${BUREAU}/granted/${UNIT}/archives/${plot.itemId}`;
    await visit(address);
    await page.getByRole('link', { name: '阅读原文' }).click();
    await expect(page.getByText('画面带水印')).toBeVisible();
    const tiles: string[] = [];
    page.on('request', (request) => {
      if (/\/iiif\/3\/.+\/default\.jpg$/.test(request.url())) tiles.push(request.url());
    });
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.lt-stage canvas').first()).toBeVisible();
    await page.keyboard.press('t');
    await expect(page.getByRole('region', { name: '第 1 页的正文' })).toBeVisible({ timeout: READ_MS });
    await expect(page.getByRole('button', { name: '校对' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: '从正文提取' })).toHaveCount(0);
    await expect.poll(() => tiles.length).toBeGreaterThan(0);
    plot.tile = tiles.at(-1) ?? '';
    const given = await page.request.get(plot.tile);
    expect(given.status()).toBe(200);
    expect(given.headers()['cache-control']).toContain('no-store');
    const { rows } = await admin.query<{ action: string }>(
      "select distinct action from audit_event where grant_id = $1 and action like 'digital.%' order by 1",
      [grantId],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'digital.grantedPage',
      'digital.grantedText',
      'digital.grantedView',
    ]);

    await admin.query('update access_grant set revoked_at = now() where id = $1', [grantId]);
    expect((await page.request.get(plot.tile)).status()).toBe(404);
    expect((await page.request.get(plot.tile.replace(/\/iiif\/.*$/, '/manifest.json'))).status()).toBe(404);
    await visitRefused(`/w/${BUREAU}/granted/qinghe-water/archives/${plot.itemId}/files`);
  } finally {
    await admin.query('update access_grant set revoked_at = coalesce(revoked_at, now()) where id = $1', [grantId]);
    await admin.end();
  }
  const sister = await login('liuxi.arch');
  await sister.visitRefused(`/w/liuxi/archives/${plot.itemId}/files`);
  await sister.visitRefused(`/w/${UNIT}/archives/${plot.itemId}/files`);
  expect((await sister.page.request.get(plot.tile)).status()).toBe(404);
});
