/**
 * Only paths of our own: what a form or an address says must not send anybody elsewhere. Browsers drop tabs and line
 * feeds from an address and read a backslash as a slash, so neither may be in it.
 */
export const localPath = (value: unknown, fallback = '/'): string =>
  typeof value === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value) ? value : fallback;
