import { useEffect } from 'react';

const OWNER = 'lantai-onsite-owner';

/** Whose packs lie on this device; a browser that keeps nothing keeps no name. */
const ownerHere = (): string | null => {
  try {
    return localStorage.getItem(OWNER);
  } catch {
    return null;
  }
};

/**
 * Runs on every page: when somebody signs out, or another person signs in, what the on-site screen kept is cleared.
 * Whoever never used it loads nothing for this.
 */
export const useForget = (accountId: string | null, hasLeft: boolean): void => {
  useEffect(() => {
    const owner = ownerHere();
    if (owner === null || !(hasLeft || (accountId !== null && accountId !== owner))) return;
    void import('./shell-keeper').then(({ forgetOthers }) => forgetOthers(accountId));
  }, [accountId, hasLeft]);
};
