import sharp from 'sharp';
import { ARCHIVIST, archivistApi, attach, bareItems, firstPicture, makeSound, UNIT } from './digital/arrange';
import { CUT_OFF, expect, test } from './support/fixtures';

test.describe.configure({ timeout: 400_000, mode: 'serial' });

test('a volume of 40 pages opens at once; photographs, sound and documents are shown as what they are', async ({
  login,
  sessions,
}) => {
  const sender = await archivistApi(sessions);
  const [volume, mixed] = await bareItems(sender.api, 2, 5);
  const leaf = (number: number) =>
    sharp({ create: { width: 1_654, height: 2_339, channels: 3, background: { r: 250, g: 248, b: 200 + number } } })
      .jpeg()
      .toBuffer();
  const pages = await Promise.all(
    Array.from({ length: 40 }, async (_, at) => ({ name: `${at + 1}.jpg`, bytes: await leaf(at) })),
  );
  await attach(sender, volume?.id ?? '', pages);
  const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#789' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'SONY', Model: 'ILCE-7M4' }, IFD2: { DateTimeOriginal: '2024:05:06 09:30:00' } })
    .toBuffer();
  await attach(sender, mixed?.id ?? '', [
    { name: '现场.jpg', bytes: photo },
    { name: '座谈会.wav', bytes: makeSound(4) },
    { name: '说明.txt', bytes: Buffer.from('录音整理稿') },
  ]);

  const { page, visit } = await login(ARCHIVIST);
  await visit(`/w/${UNIT}/archives/${volume?.id}`);
  const link = page.getByRole('link', { name: '阅读原文' });
  await expect(link).toBeVisible();
  // The worker makes the pictures when it stores them; the first of them here, if it has not come to it.
  await expect
    .poll(async () => (await page.request.get(await firstPicture(sender.api, volume?.id ?? ''))).status())
    .toBe(200);
  const began = Date.now();
  await link.click();
  await page.waitForFunction(() => {
    const first = document.querySelector<HTMLImageElement>('.lt-stage-first img');
    return (first?.complete && first.naturalWidth > 0) || document.querySelector('.lt-stage canvas') !== null;
  });
  const took = Date.now() - began;
  console.log(`40 pages: page 1 after ${took} ms`);
  await expect(page.getByRole('status').filter({ hasText: '/ 40 页' })).toBeVisible();

  await visit(`/w/${UNIT}/archives/${mixed?.id}/files`);
  await page.keyboard.press('i');
  await expect(page.getByRole('complementary', { name: '文件信息' })).toContainText('SONY ILCE-7M4');
  await expect(page.getByRole('complementary', { name: '文件信息' })).toContainText('2024-05-06 09:30:00');
  await page.keyboard.press('ArrowRight');
  const sound = page.locator('audio');
  await expect.poll(() => sound.evaluate((player: HTMLAudioElement) => Math.round(player.duration))).toBe(4);
  await sound.evaluate((player: HTMLAudioElement) => {
    player.currentTime = 3;
  });
  await expect.poll(() => sound.evaluate((player: HTMLAudioElement) => player.seeking)).toBe(false);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('这种格式不能在页面上显示，请下载后用相应软件打开')).toBeVisible();
});

test('five thousand files dropped at once stay smooth, with names of any kind, and a refusal says why', async ({
  login,
  sessions,
}) => {
  const { api } = await archivistApi(sessions);
  const [record] = await bareItems(api, 1, 10);
  const { page, visit, tolerate } = await login(ARCHIVIST);
  tolerate(CUT_OFF);
  tolerate(/status of 415/);
  await visit(`/w/${UNIT}/archives/${record?.id}`);
  await page.route(/\.data\b/, (route) => route.abort('connectionrefused'));
  const choose = page.getByLabel('选择文件', { exact: true });
  const odd = ['ＣＯＮ．txt', '说明 & <目录>｜‮gpj.txt', '程序.txt'];
  await choose.setInputFiles(
    odd.map((name, at) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(at === 2 ? '#!/bin/sh\nrm' : name) })),
  );
  const panel = page.getByRole('region', { name: '上传进度' });
  await expect(panel.getByText('不接收这种格式的文件')).toBeVisible({ timeout: 60_000 });
  for (const name of odd) await expect(panel.getByText(name)).toBeVisible();
  // What has arrived is to be shown by the page, which cannot be asked for: it stays, and with it what is being sent.
  await expect(page.getByText('服务器暂时没有应答')).toBeVisible();
  await page.context().setOffline(true);
  await page.evaluate(() => {
    const many = new DataTransfer();
    for (let at = 0; at < 5_000; at += 1) many.items.add(new File([`第${at}页`], `卷一_${at}.txt`));
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('nowhere to drop');
    input.files = many.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(panel.getByText(/\/5,?003 个文件/)).toBeVisible({ timeout: 60_000 });
  expect(await panel.getByRole('listitem').count()).toBeLessThan(60);
  // The one in the middle: the longest is a matter of what else the machine has to do.
  const usual = await page.evaluate(async () => {
    const list = document.querySelector('.lt-upload-scroll');
    const frames: number[] = [];
    for (let frame = 0; frame < 60; frame += 1) {
      const before = performance.now();
      list?.scrollBy(0, 2_000);
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - before);
    }
    return frames.sort((a, b) => a - b)[30] ?? 0;
  });
  console.log(`5,000 files: a frame while scrolling takes ${Math.round(usual)} ms`);
  expect(usual).toBeLessThan(500);
  await page.getByRole('button', { name: '暂停' }).click();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().setOffline(false);
  await expect(page.getByText('服务器暂时没有应答')).toBeHidden();
});
