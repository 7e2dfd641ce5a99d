import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/fixtures';
import { expect } from '../support/fixtures';

/** Opens a browser as somebody of the district; the same browser when asked again. */
export type Cast = (as: string) => Promise<Actor>;

/** What one part of the story leaves for the next. */
export interface Plot {
  /** Tells this telling of the story from others in the same database. */
  mark: string;
  /** How often it was told before in the same database: what is filed once cannot be filed again. */
  telling: number;
  cast: Cast;
  campaignPath: string;
  units: { slug: string; name: string }[];
  inspectionPath: string;
  /** What the finding is pinned to. */
  record: { id: string; code: string };
  fact: string;
}

export const BUREAU = 'qinghe-bureau';
export const INSPECTOR = 'qinghe-bureau.insp1';

/** What a toast or a note says when an act is done. */
export const expectSaid = (page: Page, text: string | RegExp): Promise<void> =>
  expect(page.getByText(text).first()).toBeVisible();

export const textOf = async (locator: Locator): Promise<string> => ((await locator.textContent()) ?? '').trim();
