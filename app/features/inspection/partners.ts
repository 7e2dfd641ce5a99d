/** Names as people type them, parted by 、 or a comma of either width. */
export const partnersOf = (typed = ''): string[] =>
  typed
    .split(/[、，,\n]/)
    .map((partner) => partner.trim())
    .filter(Boolean);
