import { makePage } from './pages/make-page';
import { openApi } from './support/api';
import { expect, test } from './support/fixtures';
import { theWorld } from './support/world';

test.describe.configure({ timeout: 240_000 });

const READ_MS = 150_000;

test('pages dropped on a record are kept, shown, read and found', async ({ login, sessions }) => {
  const { district } = theWorld();
  const api = openApi(district, await sessions.cookieOf('liuxi.arch'), 'liuxi');
  const { rows } = (await api.query('archive.list', { limit: 1 })) as { rows: { id: string; referenceCode: string }[] };
  const [record] = rows;
  expect(record).toBeDefined();
  const [first, second] = await Promise.all([makePage('letter', 7), makePage('letter', 8)]);
  // The number of the document: short, and on this page alone.
  const word = /〔(\d{4})〕/.exec(first.lines[1] ?? '')?.[1] ?? '';
  expect(word).toHaveLength(4);

  const { page, visit, complaints } = await login('liuxi.arch');
  await visit(`/w/liuxi/archives/${record?.id}`);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: '001.jpg', mimeType: 'image/jpeg', buffer: first.image },
      { name: '002.jpg', mimeType: 'image/jpeg', buffer: second.image },
    ]);
  await expect(page.getByText('已收到，服务器已核对').first()).toBeVisible({ timeout: 60_000 });
  const table = page.getByRole('table', { name: '本条目的文件' });
  await expect(table.getByText('已入库')).toHaveCount(2, { timeout: 60_000 });

  await page.getByRole('link', { name: '阅读原文' }).click();
  await expect(page.getByRole('img', { name: '第 1 页，001.jpg' })).toBeVisible();
  await expect(page.locator('.lt-stage canvas').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '/ 2 页' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('img', { name: '第 2 页，002.jpg' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');

  await page.keyboard.press('t');
  await expect(page.getByRole('region', { name: '第 1 页的正文' })).toBeVisible({ timeout: READ_MS });
  await page.getByRole('searchbox', { name: '在正文中查找' }).fill(word);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lt-text-lines mark').first()).toHaveText(word);
  await expect(page.locator('.lt-marks polygon').first()).toBeVisible();
  expect(complaints).toEqual([]);
});
