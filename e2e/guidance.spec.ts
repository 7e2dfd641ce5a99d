import { expectClicks, watchClicks } from './support/clicks';
import { CUT_OFF, expect, test } from './support/fixtures';

/*
 * The measure of the minute: an act of guidance is entered on a phone, and the clock is read from the form to the word that
 * it was saved. What a person takes for looking and typing there is not waited for but added.
 */
const PHONE = { viewport: { width: 390, height: 844 } };
/** Between two characters of Chinese on a phone, choosing the word included. */
const KEY_MS = 400;
/** Before each press: reading, finding the place. */
const LOOK_MS = 1_500;
const MINUTE = 60_000;

test('an act of guidance is entered on a phone in less than a minute', async ({ login }) => {
  const { page, visit } = await login('qinghe-bureau.insp1', PHONE);
  await watchClicks(page);
  await visit('/w/qinghe-bureau/guidance/new');
  let looks = 0;
  let keys = 0;
  const look = () => {
    looks += 1;
  };
  const type = async (text: string): Promise<void> => {
    keys += text.length;
    await page.keyboard.type(text);
  };
  const began = Date.now();
  await expectClicks(page, 5, async () => {
    look();
    await page.getByRole('radio', { name: '电话' }).locator('..').click();
    look();
    await page.getByRole('group', { name: '指导单位' }).getByRole('checkbox').first().locator('..').click();
    look();
    await page.getByLabel('指导事项').click();
    await type('村级会计凭证装订');
    look();
    await page.getByLabel('指导结果').click();
    await type('已教会，月底前订完');
    look();
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.getByText(/^已登记 \d+ 家的指导记录/)).toBeVisible();
  });
  const took = Date.now() - began + looks * LOOK_MS + keys * KEY_MS;
  expect(took, 'milliseconds from the open form to the word that it was saved').toBeLessThan(MINUTE);
  await expect(page.getByText('村级会计凭证装订').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no scrolling sideways').toBeLessThanOrEqual(
    390,
  );
});

test('what was typed is still there when the network was cut, and is entered once', async ({ login }) => {
  const { page, visit, tolerate } = await login('qinghe-bureau.insp1', PHONE);
  tolerate(CUT_OFF);
  const topic = `防潮箱使用${Date.now() % 100_000}`;
  await visit('/w/qinghe-bureau/guidance/new');
  await page.getByRole('group', { name: '指导单位' }).getByRole('checkbox').first().locator('..').click();
  await page.getByLabel('指导事项').fill(topic);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.context().setOffline(false);
  await visit('/w/qinghe-bureau/guidance/new');
  await expect(page.getByLabel('指导事项')).toHaveValue(topic);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/^已登记 \d+ 家的指导记录/)).toBeVisible();
  await visit(`/w/qinghe-bureau/guidance?q=${encodeURIComponent(topic)}`);
  await expect(page.getByText(topic)).toHaveCount(1);
});
