import type { Catalogue, Locale } from './messages';

/** One language goes to the browser, not both. */
export const loadCatalogue = async (locale: Locale): Promise<Catalogue> =>
  locale === 'en' ? (await import('./en/index')).en : (await import('./zh-CN/index')).zhCN;
