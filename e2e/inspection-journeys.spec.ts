import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { openApi } from './support/api';
import { expectClicks, watchClicks } from './support/clicks';
import { photograph } from './support/files';
import { type Actor, expect, test } from './support/fixtures';
import type { SessionMaker } from './support/sessions';
import { theWorld } from './support/world';

/* Errands of a bureau's inspectors, in the clicks that they were promised. In the district next door, so that no other story meets their notices. */
const BUREAU = 'linjiang-bureau';
const INSPECTOR = 'linjiang-bureau.insp1';
const MARK = `第${Date.now() % 100_000}号`;

/** What a test leaves for those after it. */
const plot = { campaignPath: '', inspectionId: '', unitSlug: '', unitName: '' };
const PHONE = { width: 390, height: 844 };
/** Papers are printed meanwhile. */
const PRINTED = { timeout: 60_000 };

type Login = (as: string, options?: { viewport?: { width: number; height: number } }) => Promise<Actor>;

const atWorkbench = async (login: Login): Promise<Page> => {
  const { page, visit } = await login(INSPECTOR);
  await watchClicks(page);
  await visit(`/w/${BUREAU}`);
  return page;
};

const said = (page: Page, text: string | RegExp): Promise<void> => expect(page.getByText(text).first()).toBeVisible();

test.describe.configure({ mode: 'serial' });

test('a round is planned, drawn and announced in 5 clicks', async ({ login }) => {
  const page = await atWorkbench(login);
  await expectClicks(page, 5, async () => {
    await page.getByRole('link', { name: '新建检查' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('批次名称').fill(`乡镇档案执法检查 ${MARK}`);
    await form.getByRole('button', { name: /^保存/ }).click();
    await form.getByLabel('抽取几家').fill('1');
    await form.getByRole('button', { name: /^抽取/ }).click();
    await said(page, '抽取结果已确定');
    await page.getByRole('button', { name: '发检查通知书' }).click();
    await form.getByLabel('检查事由').fill(`年度执法检查 ${MARK}`);
    await form.getByRole('button', { name: /^发检查通知书/ }).click();
    await said(page, '已发通知书 1 份');
  });
  plot.campaignPath = new URL(page.url()).pathname;
});

test('the items of a checklist are judged one after the other, an act for each', async ({ login }) => {
  const { page, visit } = await login(INSPECTOR);
  await watchClicks(page);
  await visit(plot.campaignPath);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page).toHaveURL(/inspections\/[^/]+\/[^/?]+/);
  await visit(`${new URL(page.url()).pathname}/review`);
  const items = page.getByRole('navigation', { name: '检查项' });
  const open = items.locator('[aria-current] .lt-checklist-code');
  for (let judged = 0; judged < 3; judged += 1) {
    const before = await open.textContent();
    await expectClicks(page, 1, async () => {
      await page.keyboard.press('1');
      await expect(page.getByRole('radio').first()).toBeChecked();
      await page.keyboard.press('Control+Enter');
      await expect(open).not.toHaveText(before ?? '');
    });
  }
});

const apiOf = async (sessions: SessionMaker, as: string, slug: string) =>
  openApi(theWorld().district, await sessions.cookieOf(as), slug);

interface Inspected {
  inspections: { id: string; subjectSlug: string; subjectName: string }[];
}

test('what goes with the inspector is on the phone after 2 taps', async ({ login, sessions }) => {
  const api = await apiOf(sessions, INSPECTOR, BUREAU);
  const campaignId = plot.campaignPath.split('/').at(-1);
  const { inspections } = (await api.query('inspection.campaignById', { campaignId })) as Inspected;
  const [drawn] = inspections;
  Object.assign(plot, {
    inspectionId: drawn?.id,
    unitSlug: drawn?.subjectSlug,
    unitName: drawn?.subjectName,
  });
  const { page, visit } = await login(INSPECTOR, { viewport: PHONE });
  await watchClicks(page);
  await visit(`/w/${BUREAU}`);
  const card = page.getByRole('listitem').filter({ hasText: MARK });
  await expectClicks(page, 2, async () => {
    await page.getByRole('link', { name: '现场检查' }).first().click();
    await card.getByRole('button', { name: '下载离线包' }).click();
    await expect(card.getByText('已下载，可以离线使用')).toBeVisible();
  });

  const question = page.getByRole('heading', { level: 1 });
  await card.getByRole('link', { name: '开始检查' }).click();
  const first = await question.textContent();
  // 2–4 taps an item: said, photographed, put into words, next.
  await expectClicks(page, 4, async () => {
    const camera = page.getByText('拍照', { exact: true }).first();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), camera.click()]);
    await chooser.setFiles(photograph(`库房${MARK}.png`, 31));
    await expect(page.locator('[data-photo]').first()).toBeVisible();
    await page.getByRole('radio', { name: '不符合', exact: true }).locator('..').click();
    await page.getByRole('list', { name: '常用语' }).getByRole('button').first().click();
    await expect(page.locator('[data-kept]')).toBeVisible();
    await page.getByRole('link', { name: '下一项' }).click();
    await expect(question).not.toHaveText(first ?? '');
  });
  const second = await question.textContent();
  await expectClicks(page, 2, async () => {
    await page.getByRole('radio', { name: '符合', exact: true }).locator('..').click();
    await expect(page.locator('[data-kept]')).toBeVisible();
    await page.getByRole('link', { name: '下一项' }).click();
    await expect(question).not.toHaveText(second ?? '');
  });

  // A record against the shelf: where to scan, what is scanned, what is seen.
  const catalogue = (await api.query('archive.grantedList', { unitSlug: plot.unitSlug })) as {
    rows: { referenceCode: string }[];
  };
  const code = catalogue.rows[0]?.referenceCode ?? '';
  await expectClicks(page, 3, async () => {
    await page.getByRole('link', { name: '抽查档案' }).click();
    const field = page.getByLabel('扫码，或输入档号、盒号');
    await expect(field).toBeFocused();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `一致 ${code}`, exact: true }).click();
    await said(page, `${code} 已记入本项说明`);
  });
  await page.getByRole('link', { name: '回到检查项' }).click();
  await expect(page.getByLabel('说明', { exact: true })).toHaveValue(new RegExp(`抽查 ${code} 账实一致`));

  await page.getByRole('link', { name: '现场检查' }).first().click();
  const pad = page.locator('canvas');
  // Closed on site: the summary, the signature, its confirmation, the paper.
  await expectClicks(page, 4, async () => {
    await card.getByRole('link', { name: '签字' }).click();
    await page.getByLabel('姓名').fill('许文清');
    await page.getByLabel('职务').fill('党政办主任');
    const box = await pad.boundingBox();
    const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 40];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const by of [20, 60, 100, 140]) await page.mouse.move(x + by, y + (by % 40));
    await page.mouse.up();
    await page.getByRole('button', { name: '确认签字' }).click();
    await page.getByRole('button', { name: '生成反馈意见书' }).click();
    await expect(page.getByText(/^反馈意见书 .* 已生成并发给单位$/)).toBeVisible(PRINTED);
  });
});

test('access is asked for in 3 clicks, and the clock runs once the unit has agreed', async ({ login, sessions }) => {
  const unit = { slug: 'linjiang-water', name: '临江区水利局', archivist: 'linjiang-water.arch' };
  const page = await atWorkbench(login);
  const reason = `核对归档情况 ${MARK}`;
  await expectClicks(page, 3, async () => {
    await page.getByRole('link', { name: '申请查阅' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('单位').fill(unit.name);
    await form.getByLabel('事由').fill(reason);
    await form.getByRole('button', { name: /^发送申请/ }).click();
    await said(page, `申请已送达${unit.name}`);
  });
  const asked = page.getByRole('row').filter({ hasText: reason });
  await expect(asked.getByText('待单位同意')).toBeVisible();
  const other = await atUnit(login, unit);
  await other.getByRole('row').filter({ hasText: reason }).getByRole('button', { name: '答复申请' }).click();
  const answer = other.getByRole('dialog');
  await answer.getByText('同意，开通查阅').click();
  await answer.getByRole('button', { name: /^答复申请/ }).click();
  await said(other, '答复已送达');
  await expect(other.getByRole('row').filter({ hasText: reason }).getByText('有效', { exact: true })).toBeVisible();
  const api = await apiOf(sessions, INSPECTOR, BUREAU);
  const { rows } = (await api.query('archive.grantedList', { unitSlug: unit.slug })) as { rows: unknown[] };
  expect(rows.length).toBeGreaterThan(0);
});

const atUnit = async (login: Login, unit: { slug: string; archivist: string }): Promise<Page> => {
  const { page, visit } = await login(unit.archivist);
  await visit(`/w/${unit.slug}/grants`);
  return page;
};

/** Issued today and due today: a day earlier it would be late by now. */
const letItBeLate = async (): Promise<void> => {
  const admin = new Client({ connectionString: theWorld().district.adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query(
      "update finding set due_on = (now() at time zone 'Asia/Shanghai')::date - 1 where inspection_id = $1 and state = 'issued'",
      [plot.inspectionId],
    );
    expect(rowCount).toBe(1);
  } finally {
    await admin.end();
  }
};

test('who is late is chased in 3 clicks', async ({ login, sessions }) => {
  const api = await apiOf(sessions, INSPECTOR, BUREAU);
  const { inspectionId } = plot;
  const { checklist, suggestedDueOn } = (await api.query('inspection.byId', { inspectionId })) as {
    checklist: { code: string }[];
    suggestedDueOn: string | null;
  };
  await api.mutate('inspection.addFinding', {
    inspectionId,
    checklistCode: checklist[0]?.code,
    severity: 'MINOR',
    fact: `温湿度未记录 ${MARK}`,
    basis: '《档案法》第十九条',
    requirement: '补齐记录',
    dueOn: suggestedDueOn ?? `${new Date().getFullYear() + 1}-03-01`,
    pin: { kind: 'checklist_item' },
  });
  await api.mutate('inspection.issueFindings', { inspectionId });
  await letItBeLate();
  const page = await atWorkbench(login);
  await expectClicks(page, 3, async () => {
    await page.getByRole('link', { name: '逾期单位' }).click();
    await expect(page.getByRole('row').filter({ hasText: plot.unitName }).first()).toBeVisible();
    await page.getByRole('button', { name: '催办全部逾期单位' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^催办/ }).click();
    await said(page, /^已催 [1-9]\d* 个单位/);
  });
  const unit = await apiOf(sessions, `${plot.unitSlug}.arch`, plot.unitSlug);
  const { rows } = (await unit.query('dispatch.list', { box: 'in', kind: 'supervision_reminder' })) as {
    rows: { title: string }[];
  };
  expect(rows[0]?.title).toContain('督办提醒');
});

/** A round over one township by name, whose grant opens the rooms. */
const inspectRooms = async (api: ReturnType<typeof openApi>, unitSlug: string) => {
  const { id: campaignId } = (await api.mutate('inspection.createCampaign', {
    kind: 'special',
    title: `库房安全专项检查 ${MARK}`,
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'named',
  })) as { id: string };
  const { inspectors } = (await api.query('inspection.pool', { campaignId })) as {
    inspectors: { accountId: string }[];
  };
  const inspectorAccountIds = inspectors.map((person) => person.accountId).slice(0, 2);
  await api.mutate('inspection.nameUnits', { campaignId, unitSlugs: [unitSlug], inspectorAccountIds, reason: MARK });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const year = new Date().getFullYear();
  await api.mutate('inspection.sendNotices', {
    campaignId,
    scheduledOn: inDays(25).slice(0, 10),
    validTo: inDays(30),
    recordClasses: ['storage'],
    yearFrom: year - 1,
    yearTo: year,
    reason: `核对库房 ${MARK}`,
  });
  const { inspections } = (await api.query('inspection.campaignById', { campaignId })) as Inspected;
  return { campaignId, inspectionId: inspections[0]?.id ?? '' };
};

test('a finding about a room is pinned to the room in the unit’s own books', async ({ login, sessions }) => {
  const unit = await apiOf(sessions, 'yunxi.arch', 'yunxi');
  const number = `R${MARK.replace(/\D/g, '')}`;
  const room = (await unit.mutate('storage.createPlace', {
    level: 'room',
    number,
    name: `地下库房${MARK}`,
    areaM2: 25,
  })) as { id: string };
  await unit.mutate('storage.createPlace', { parentId: room.id, level: 'row', number: '1', capacityMm: 900 });
  const bureau = await apiOf(sessions, INSPECTOR, BUREAU);
  const { campaignId, inspectionId } = await inspectRooms(bureau, 'yunxi');
  const { page, visit } = await login(INSPECTOR);
  await visit(`/w/${BUREAU}/inspections/${campaignId}/${inspectionId}`);
  const form = page.getByRole('form', { name: '登记问题' });
  await form.getByLabel('对应什么').selectOption({ label: '库房或地点' });
  const label = `${number}K 地下库房${MARK}`;
  await form.getByLabel('从单位的库房登记中选择').selectOption({ label });
  await form.getByLabel(`${label} 中的库位`).selectOption({ label: `${number}K-01L` });
  await said(page, `对应 ${number}K-01L。保存时读取单位的登记并留存当时的内容。`);
  await form.getByLabel('看到的情况').fill('墙面起霉');
  await form.getByLabel('整改期限').fill(`${new Date().getFullYear() + 1}-03-01`);
  await form.getByRole('button', { name: '库房温湿度记录不完整' }).click();
  await form.getByRole('button', { name: '立即排除隐患，排除前停止使用' }).click();
  await form.getByRole('button', { name: /^存为草稿/ }).click();
  await expect(form.getByLabel('对应什么')).toHaveValue('checklist_item');
  await said(page, `${number}K-01L`);
  const { rows: grants } = (await unit.query('grants.list', { side: 'received' })) as {
    rows: { id: string; reason: string }[];
  };
  const grantId = grants.find((grant) => grant.reason.includes(`核对库房 ${MARK}`))?.id;
  const { rows: looks } = (await unit.query('grants.looks', { grantId })) as {
    rows: { action: string; objectLabel: string | null }[];
  };
  expect(looks).toContainEqual(
    expect.objectContaining({ action: 'inspection.pinRoom', objectLabel: `${number}K-01L` }),
  );
});
