import type { Catalogue, TextKey, Translate } from './messages';

/** The text of a code that the server sends. A code from a newer server than this page shows as it is. */
export const labelOf = (t: Translate, area: keyof Catalogue, code: string): string => {
  const key = `${area}.${code}`;
  const text = (t as (key: TextKey) => string)(key as TextKey);
  return text === key ? code : text;
};
