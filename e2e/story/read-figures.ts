import type { Page } from '@playwright/test';
import { FIGURE_CODES, FIGURES, type FigureCode, figureValue } from '@/server/domain/figure/figures';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { expect, test } from '../support/fixtures';
import { BUREAU, expectSaid, INSPECTOR, type Plot, textOf } from './cast';

const WORKSPACES: { as: string; slug: string; kind: TenantKind }[] = [
  { as: 'liuxi.arch', slug: 'liuxi', kind: 'township' },
  { as: 'qinghe-archives.dir', slug: 'qinghe-archives', kind: 'repository' },
  { as: INSPECTOR, slug: BUREAU, kind: 'bureau' },
];
/** Holdings are opened when they are so old. */
const YEARS_TO_OPENING = 25;
const FILED: FigureCode = 'S0-01';
const numberIn = (text: string): number => Number(text.replace(/[^\d.]/g, ''));

interface Line {
  day: string;
  amount: number;
}

/** What each row behind a figure brings and of which day it is, over all its pages. */
const readLines = async (page: Page, code: FigureCode): Promise<Line[]> => {
  const lines = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
  const read = () =>
    lines.evaluateAll((rows) =>
      rows.map(({ lastElementChild: last }) => [
        last?.previousElementSibling?.textContent ?? '',
        last?.textContent ?? '',
      ]),
    );
  const whole = () => lines.evaluateAll((rows) => rows.map((row) => row.innerHTML).join('\n'));
  const found: Line[] = [];
  for (;;) {
    for (const [day = '', amount = ''] of await read())
      found.push({ day, amount: FIGURES[code].aggregate === 'count' ? 1 : numberIn(amount) });
    const next = page.getByRole('link', { name: '下一页' });
    if ((await next.count()) === 0) return found;
    // The address changes before the rows do.
    const before = await whole();
    await next.click();
    await expect.poll(whole).not.toBe(before);
  }
};

const sumOf = (lines: readonly Line[]): number => lines.reduce((all, { amount }) => all + amount, 0);

/** What the lines of this year bring beyond those of the year before, in percent of these. */
const growthOf = (lines: readonly Line[]): number => {
  const isNow = ({ day }: Line) => day.startsWith(String(new Date().getFullYear()));
  const before = sumOf(lines.filter((line) => !isNow(line)));
  return ((sumOf(lines.filter(isNow)) - before) * 100) / before;
};

/** The figure as its definition makes it of its rows. */
const bringTogether = (code: FigureCode, lines: readonly Line[]): number => {
  const sum = sumOf(lines);
  const { aggregate } = FIGURES[code];
  if (aggregate === 'year_before')
    return lines.length === 0
      ? new Date().getFullYear() - YEARS_TO_OPENING
      : Math.min(...lines.map(({ amount }) => amount)) - 1;
  if (aggregate === 'growth') return growthOf(lines);
  return aggregate === 'ratio' ? (sum * 100) / lines.length : figureValue(FIGURES[code], sum);
};

interface Listed {
  figures: { code: FigureCode; value: number | null; rows: number | null }[];
}

const listFigures = async (page: Page, slug: string): Promise<Listed['figures']> => {
  const input = encodeURIComponent(JSON.stringify({ year: new Date().getFullYear() }));
  const answer = await page.request.get(`/w/${slug}/trpc/figure.list?input=${input}`);
  return ((await answer.json()) as { result: { data: Listed } }).result.data.figures;
};

/** Every figure that belongs here is shown, and each opens onto the rows that it counts, no more and no fewer. */
const drillDown = async (plot: Plot, { as, slug, kind }: (typeof WORKSPACES)[number]): Promise<FigureCode[]> => {
  const { page, visit, follow } = await plot.cast(as);
  const expected = FIGURE_CODES.filter((code) =>
    [...FIGURES[code].tenantKinds, ...FIGURES[code].seenBy].includes(kind),
  );
  const figures = await listFigures(page, slug);
  expect(figures.map(({ code }) => code).sort()).toEqual([...expected].sort());
  await visit(`/w/${slug}/figures`);
  for (const code of expected) {
    await expect(page.getByText(FIGURES[code].name.zh, { exact: true }).first()).toBeVisible();
  }
  for (const { code, value, rows } of figures.filter((figure) => figure.value !== null && figure.rows !== null)) {
    // The large import made one figure large: its rows are counted by the pager, the others one by one.
    await follow(`/w/${slug}/figures/${code}`);
    if (rows === 0) {
      await expect.soft(page.getByRole('cell'), `${code} in ${slug}: nothing behind it`).toHaveCount(0);
      expect.soft(value, `${code} in ${slug}`).toBe(bringTogether(code, []));
      continue;
    }
    const total = numberIn((await textOf(page.getByText(/共 [\d,]+ 条/).first())).split('共')[1] ?? '');
    expect.soft(total, `${code} in ${slug}: rows behind it`).toBe(rows);
    const together =
      total > 300 && FIGURES[code].aggregate === 'count'
        ? figureValue(FIGURES[code], total)
        : bringTogether(code, await readLines(page, code));
    expect.soft(together, `${code} in ${slug}: what they bring together`).toBeCloseTo(value ?? 0, 9);
  }
  return expected;
};

const RETURNED_FOR = '检查发现归档件数有变化，请更正后重新报送。';

/** The bureau locks the year of a unit. */
const accept = async (plot: Plot, name: string): Promise<void> => {
  const { page, visit } = await plot.cast(INSPECTOR);
  await visit(`/w/${BUREAU}/figures/units`);
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '确认' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^确认/ }).click();
  await expectSaid(page, '已确认');
};

/** The bureau opens it again. */
const giveBack = async (plot: Plot, name: string): Promise<void> => {
  const { page, visit } = await plot.cast(INSPECTOR);
  await visit(`/w/${BUREAU}/figures/units`);
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '退回' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('退回原因').fill(RETURNED_FOR);
  await form.getByRole('button', { name: /^退回/ }).click();
  await expectSaid(page, '已退回，对方会收到原因');
};

/** Releases everything; answers the unit's figure as it counts it itself. */
const releaseFrom = async (plot: Plot, { slug, name }: Plot['units'][number]): Promise<number> => {
  const { page, visit } = await plot.cast(`${slug}.arch`);
  const release = page.getByRole('button', { name: /^报送全部/ });
  const locked = page.getByRole('note').filter({ hasText: '不能再改' });
  await visit(`/w/${slug}/figures`);
  // The draw may have taken a unit whose year the bureau had accepted before.
  if ((await locked.count()) > 0) {
    await expect(release).toHaveCount(0);
    await giveBack(plot, name);
    await visit(`/w/${slug}/figures`);
    await expect(page.getByRole('note').filter({ hasText: RETURNED_FOR })).toBeVisible();
  }
  await release.click();
  await page.getByRole('dialog').getByRole('button', { name: /报送/ }).click();
  await expectSaid(page, /^已报送 \d+ 项/);
  return (await listFigures(page, slug)).find(({ code }) => code === FILED)?.value ?? Number.NaN;
};

/** The bureau adds what was released, and nothing else: the sum is that of the units it names. */
const rollUp = async (plot: Plot): Promise<void> => {
  const own = new Map<string, number>();
  for (const unit of plot.units) {
    await releaseFrom(plot, unit);
    await accept(plot, unit.name);
    own.set(unit.name, await releaseFrom(plot, unit));
  }
  const { page, visit } = await plot.cast(INSPECTOR);
  await visit(`/w/${BUREAU}/figures/received?code=${FILED}`);
  const line = page.getByRole('table').first().getByRole('row').filter({ hasText: FIGURES[FILED].name.zh });
  const total = numberIn(
    await textOf(
      line
        .getByRole('cell')
        .filter({ hasText: /^[\d,]+$/ })
        .first(),
    ),
  );
  const units = page.getByRole('table').last().getByRole('row');
  let sum = 0;
  for (const unit of (await units.all()).slice(1)) {
    const name = await textOf(unit.getByRole('rowheader'));
    const released = numberIn(await textOf(unit.getByRole('cell').first()));
    if (own.has(name)) expect(released, `what ${name} released`).toBe(own.get(name));
    own.delete(name);
    sum += released;
  }
  expect([...own.keys()], 'units without a line').toEqual([]);
  expect(total, 'the sum of the released values').toBe(sum);
  expect(total).toBeGreaterThan(0);
};

export const readFigures = async (plot: Plot): Promise<void> => {
  const seen = new Set<FigureCode>();
  for (const workspace of WORKSPACES) {
    await test.step(`figures of ${workspace.slug} open onto their rows`, async () => {
      for (const code of await drillDown(plot, workspace)) seen.add(code);
    });
  }
  expect([...seen].sort(), 'all of them').toEqual([...FIGURE_CODES].sort());
  await test.step('the bureau adds up what its units have released', () => rollUp(plot));
};
