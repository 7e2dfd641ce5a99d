/** Names as people type them, parted by 、 or a comma of either width. */
export const partnersOf = (typed = ''): string[] =>
  typed
    .split(/[、，,\n]/)
    .map((partner) => partner.trim())
    .filter(Boolean);

export interface TypedPerson {
  name: string;
  authority: string;
  certificate?: string | undefined;
  duty?: string | undefined;
}

/** 一行一人: name, authority, certificate, duty, parted by a comma of either width. */
export const peopleOf = (typed = ''): TypedPerson[] =>
  typed
    .split('\n')
    .map((line) => line.split(/[，,、]/).map((part) => part.trim()))
    .filter((parts) => parts.some(Boolean))
    .map(([name = '', authority = '', certificate, duty]) => ({
      name,
      authority,
      certificate: certificate || undefined,
      duty: duty || undefined,
    }));

export const linesOfPeople = (
  people: readonly { name: string; authority: string; certificate: string | null; duty: string | null }[],
): string =>
  people
    .map(({ name, authority, certificate, duty }) =>
      [name, authority, certificate ?? '', duty ?? ''].join('，').replace(/，+$/u, ''),
    )
    .join('\n');
