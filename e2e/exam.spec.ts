import { type Api, openApi } from './support/api';
import { CUT_OFF, expect, test } from './support/fixtures';
import type { SessionMaker } from './support/sessions';
import { theWorld } from './support/world';

/*
 * An exam on a phone whose network goes away in the middle: what was answered without it is on the device, survives a
 * reload, and reaches the server when the network is back. Nothing is answered twice and nothing is lost.
 */
const PHONE = { viewport: { width: 390, height: 844 } };
const NO_CHOICES = { choices: [] as string[], key: [] as number[], blanks: [] as string[][] };

const QUESTIONS = [
  {
    ...NO_CHOICES,
    kind: 'single',
    stem: '保管期限最长的是哪一种？',
    choices: ['永久', '定期30年', '定期10年'],
    key: [0],
  },
  {
    ...NO_CHOICES,
    kind: 'multiple',
    stem: '下面哪些是库房要防的？',
    choices: ['火', '潮', '虫', '涨价'],
    key: [0, 1, 2],
  },
  { ...NO_CHOICES, kind: 'boolean', stem: '到期的档案可以由一个人自己决定销毁。', key: [1] },
  { ...NO_CHOICES, kind: 'blank', stem: '国际档案日是6月____日。', blanks: [['9', '九']] },
];

const apiOf = async (sessions: SessionMaker, login: string, slug: string): Promise<Api> =>
  openApi(theWorld().district, await sessions.cookieOf(login), slug);

/** A fixed paper of one question of each kind, open to the people of one unit. */
const publishExam = async (office: Api, title: string, unit: string): Promise<string> => {
  const lines = [];
  for (const said of QUESTIONS) {
    const asked = { ...said, stem: `${said.stem}（${title}）`, topic: '基础', difficulty: 'easy' };
    const input = { said: { ...asked, explanation: '', source: '' } };
    const { id } = (await office.mutate('exam.createQuestion', input)) as { id: string };
    lines.push({ questionId: id, points: 5 });
  }
  const paper = { title, shuffles: false, halves: false, content: { mode: 'fixed', lines } };
  const { id: paperId } = (await office.mutate('exam.createPaper', paper)) as { id: string };
  const units = (await office.query('exam.units')) as { tenantId: number; slug: string }[];
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const published = await office.mutate('exam.publish', {
    title,
    purpose: 'exam',
    paperId,
    opensAt: at(-1),
    closesAt: at(60),
    minutes: 30,
    attempts: 1,
    passPoints: 12,
    audience: {
      by: 'units',
      unitTenantIds: units.filter((one) => one.slug === unit).map((one) => one.tenantId),
      includesOwn: false,
    },
  });
  return (published as { id: string }).id;
};

test('an exam on a phone loses nothing when the network goes and the page is loaded again', async ({
  login,
  sessions,
}) => {
  const title = `手机考试${Date.now() % 1_000_000}`;
  const office = await apiOf(sessions, 'qinghe-bureau.insp1', 'qinghe-bureau');
  const person = await apiOf(sessions, 'liuxi.dept', 'liuxi');
  const examId = await publishExam(office, title, 'liuxi');

  const { page, visit, tolerate } = await login('liuxi.dept', PHONE);
  tolerate(CUT_OFF);
  const next = () => page.getByRole('button', { name: '下一题' }).click();
  const stem = (n: number) => page.getByRole('heading', { name: QUESTIONS[n - 1]?.stem ?? '', exact: false });
  const savedText = page.getByText('答案已保存');
  const keptText = page.getByText('没有网络，答案先存在本机');

  await visit('/w/liuxi/my-exams');
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('button', { name: '开始答题' }).click();
  await expect(stem(1)).toBeVisible();
  const sitting = new URL(page.url()).pathname;
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no scrolling sideways').toBeLessThanOrEqual(
    390,
  );
  const attemptId = sitting.split('/').at(-1);
  const onServer = async () =>
    ((await person.query('sitting.attempt', { attemptId })) as { answers: { position: number }[] }).answers.map(
      (one) => one.position,
    );

  await page.getByRole('radio', { name: /永久/ }).check();
  await next();
  for (const choice of ['火', '潮', '虫']) await page.getByRole('checkbox', { name: new RegExp(choice) }).check();
  await expect(savedText).toBeVisible();
  await expect.poll(onServer).toEqual([1, 2]);

  await page.context().setOffline(true);
  await next();
  await page.getByRole('radio', { name: '错' }).check();
  await expect(keptText).toBeVisible();
  await next();
  await page.getByLabel('答案', { exact: true }).fill('9');
  await expect(keptText).toBeVisible();
  expect(await onServer(), 'the server has what came before the cut and no more').toEqual([1, 2]);
  // The page is gone: without a network there is nothing to load it from.
  await page.reload().catch(() => undefined);
  await page.context().setOffline(false);

  await visit(sitting);
  await expect(savedText).toBeVisible();
  await expect.poll(onServer, 'what was kept on the device has reached the server').toEqual([1, 2, 3, 4]);
  await page.getByRole('button', { name: '答题卡' }).click();
  for (const n of [1, 2, 3, 4]) await expect(page.getByRole('button', { name: `第 ${n} 题，已答` })).toBeVisible();
  await page.getByRole('button', { name: '第 3 题，已答' }).click();
  await expect(page.getByRole('radio', { name: '错' })).toBeChecked();
  await next();
  await expect(page.getByLabel('答案', { exact: true })).toHaveValue('9');

  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '交卷' }).click();
  await expect(page.getByText('20 分，满分 20 分')).toBeVisible();
  await expect(page.getByText('合格', { exact: true })).toBeVisible();

  const received = (await office.query('exam.results', { examId })) as { rows: { score: number }[] };
  expect(
    received.rows.map((row) => row.score),
    'one paper, all of it',
  ).toEqual([20]);
  const archivist = await login('liuxi.arch', PHONE);
  await archivist.visit(`/w/liuxi/own-results?q=${encodeURIComponent(title)}`);
  await expect(archivist.page.getByText(title).first()).toBeVisible();
  await expect(archivist.page.getByText('20 / 20').first()).toBeVisible();
});
