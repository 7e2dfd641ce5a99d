import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/*
 * What a person does to a page, counted by the page itself: presses of a pointer, keys that act, choices from a list.
 * Typing is not counted. The count lies in the tab, so that it lives through every page of an errand.
 */
const KEY = 'e2e-acts';

const listen = (key: string): void => {
  if (location.origin === 'null') return;
  const add = (): void => sessionStorage.setItem(key, String(Number(sessionStorage.getItem(key) ?? 0) + 1));
  const acts = (event: KeyboardEvent): boolean => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.isComposing || event.repeat) return false;
    if (event.key === 'Enter') return event.ctrlKey || !target?.matches('textarea');
    return event.key === ' ' && Boolean(target?.matches('button, a, summary, [type=checkbox], [type=radio]'));
  };
  addEventListener('pointerdown', add, true);
  addEventListener('keydown', (event) => (acts(event) ? add() : undefined), true);
  addEventListener('change', (event) => (event.target instanceof HTMLSelectElement ? add() : undefined), true);
};

const watched = new WeakSet<Page>();

/** Before the first page of the errand is opened. */
export const watchClicks = async (page: Page): Promise<void> => {
  if (watched.has(page)) return;
  watched.add(page);
  await page.addInitScript(listen, KEY);
};

export const clicksMade = (page: Page): Promise<number> =>
  page.evaluate((key) => Number(sessionStorage.getItem(key) ?? 0), KEY);

/** Does an errand from where the page stands, and fails when it takes more than a person was promised. */
export const expectClicks = async (page: Page, most: number, errand: () => Promise<void>): Promise<void> => {
  const before = await clicksMade(page);
  await errand();
  const made = (await clicksMade(page)) - before;
  expect(made, 'clicks of the errand').toBeLessThanOrEqual(most);
  expect(made, 'the counter counts').toBeGreaterThan(0);
};
