/** Only paths of our own: what a form or an address says must not send anybody elsewhere. */
export const localPath = (value: unknown, fallback = '/'): string =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : fallback;
