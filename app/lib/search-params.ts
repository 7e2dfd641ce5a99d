/** All state of a list stands in its address, so that it can be sent, reloaded and gone back to. */

/** The given parameters changed; null takes one away. A change of anything but the page goes back to the first page. */
export const withParams = (
  current: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
  options: { keepPage?: boolean } = {},
): string => {
  const next = new URLSearchParams(current);
  if (!options.keepPage) {
    next.delete('cursor');
    next.delete('dir');
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  const text = next.toString();
  return text ? `?${text}` : '.';
};

/** The page that the address asks for, in the words of `pageInput` (server/domain/shared/pagination). */
export const pageOfParams = (params: URLSearchParams): { cursor?: string; direction: 'after' | 'before' } => ({
  cursor: params.get('cursor') ?? undefined,
  direction: params.get('dir') === 'before' ? 'before' : 'after',
});

export interface Sort {
  key: string;
  descending: boolean;
}

/** `?sort=due` or `?sort=-due` */
export const sortOfParams = (params: URLSearchParams): Sort | null => {
  const raw = params.get('sort');
  if (!raw) {
    return null;
  }
  return raw.startsWith('-') ? { key: raw.slice(1), descending: true } : { key: raw, descending: false };
};
