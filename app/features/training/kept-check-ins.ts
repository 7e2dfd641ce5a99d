/*
 * 签到 without a network: the phone keeps what was typed or scanned, with the moment, and sends it when the network is
 * back. Kept per account and workspace, so that another person at the same phone never sends it.
 */
export interface KeptCheckIn {
  invitationId: string;
  code: string;
  scannedAt: string;
  /** The same for every try: sent twice it is one check-in. */
  key: string;
}

const nameOf = (slug: string, accountId: string): string => `lantai-check-in/${slug}/${accountId}`;

const parse = (raw: string | null): KeptCheckIn[] => {
  try {
    const kept: unknown = JSON.parse(raw ?? '[]');
    return Array.isArray(kept) ? (kept as KeptCheckIn[]) : [];
  } catch {
    return [];
  }
};

export const readKept = (slug: string, accountId: string): KeptCheckIn[] =>
  typeof localStorage === 'undefined' ? [] : parse(localStorage.getItem(nameOf(slug, accountId)));

const write = (slug: string, accountId: string, kept: readonly KeptCheckIn[]): void => {
  if (kept.length === 0) localStorage.removeItem(nameOf(slug, accountId));
  else localStorage.setItem(nameOf(slug, accountId), JSON.stringify(kept));
};

/** A second one for the same invitation takes the place of the first. */
export const keepCheckIn = (slug: string, accountId: string, checkIn: KeptCheckIn): void =>
  write(slug, accountId, [
    ...readKept(slug, accountId).filter((one) => one.invitationId !== checkIn.invitationId),
    checkIn,
  ]);

export const dropKept = (slug: string, accountId: string, invitationId: string): void =>
  write(
    slug,
    accountId,
    readKept(slug, accountId).filter((one) => one.invitationId !== invitationId),
  );
