/** Names typed or pasted: one a line, or parted by the signs that people use. Each once. */
export const namesIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\n,，、;；]+/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];
