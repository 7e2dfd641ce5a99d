import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { countUnsent } from './bundle';
import { dropPack } from './drafts';
import { askToPersist, keepShell } from './shell-keeper';
import { type Everything, ownerOf, readEverything } from './store';
import { type SyncOutcome, sync } from './sync';

const EMPTY: Everything = { packs: [], answers: [], photos: [], signatures: [], withdrawals: [] };
const ROUND_MS = 4_000;

export interface Onsite {
  owner: string;
  slug: string;
  everything: Everything;
  /** False until the phone's store was read once, null when it cannot be. */
  isRead: boolean | null;
  unsent: number;
  outcome: SyncOutcome;
  isSending: boolean;
  /** Whether this page opens without network; null while that is being seen to. */
  shellKept: boolean | null;
  hasExpired: boolean;
  reload: () => Promise<void>;
  /** Sends at once, also what was written this moment or refused before. */
  sendNow: () => void;
  keepThisPage: () => Promise<void>;
}

/** Packs whose grant has ended leave the phone by themselves. Answers `true` when there were any. */
const dropExpired = async (everything: Everything): Promise<boolean> => {
  const ended = everything.packs.filter(({ pack }) => Date.parse(pack.grant.validTo) < Date.now());
  for (const { owner, inspectionId } of ended) await dropPack(owner, inspectionId);
  return ended.length > 0;
};

const useShell = (slug: string, accountId: string) => {
  const [shellKept, setShellKept] = useState<boolean | null>(null);
  const keepThisPage = useCallback(async () => {
    setShellKept(await keepShell(slug, accountId));
  }, [slug, accountId]);
  useEffect(() => void keepThisPage(), [keepThisPage]);
  return { shellKept, keepThisPage };
};

/** Rounds of sending: at once when asked, when the network comes back, and while anything waits. */
const useSending = (owner: string, slug: string, unsent: number, reload: () => Promise<void>) => {
  const [outcome, setOutcome] = useState<SyncOutcome>('done');
  const [isSending, setSending] = useState(false);
  const running = useRef(false);
  const run = useCallback(
    async (all: boolean) => {
      if (running.current) return;
      running.current = true;
      setSending(true);
      setOutcome(await sync(owner, slug, all, () => void reload()).catch(() => 'later' as const));
      running.current = false;
      setSending(false);
      await reload();
    },
    [owner, slug, reload],
  );
  useEffect(() => {
    const online = () => void run(false);
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [run]);
  useEffect(() => {
    if (unsent === 0) return;
    // What has just been written goes at once when it can.
    void run(false);
    const timer = setInterval(() => void run(false), ROUND_MS);
    return () => clearInterval(timer);
  }, [unsent, run]);
  return { outcome, isSending, sendNow: useCallback(() => void run(true), [run]) };
};

/** All that the on-site screens share: the phone's store, the sending, and whether the page is kept. */
export const useOnsite = (accountId: string, slug: string): Onsite => {
  const owner = ownerOf(accountId, slug);
  const [everything, setEverything] = useState<Everything>(EMPTY);
  const [isRead, setRead] = useState<boolean | null>(false);
  const [hasExpired, setExpired] = useState(false);
  const reload = useCallback(async () => {
    try {
      const read = await readEverything(owner);
      setEverything((await dropExpired(read)) ? await readEverything(owner) : read);
      setExpired((before) => before || read.packs.some(({ pack }) => Date.parse(pack.grant.validTo) < Date.now()));
      setRead(true);
    } catch {
      setRead(null);
    }
  }, [owner]);
  useEffect(() => {
    void reload();
    void askToPersist();
  }, [reload]);
  const unsent = countUnsent(everything);
  return {
    owner,
    slug,
    everything,
    isRead,
    unsent,
    hasExpired,
    reload,
    ...useSending(owner, slug, unsent, reload),
    ...useShell(slug, accountId),
  };
};

const onHash = (tell: () => void) => {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
};

/** Where in the on-site screen: `#/<inspection>/<place>`. Behind the hash no address is asked of a server. */
export const useHash = (): string[] => {
  const hash = useSyncExternalStore(
    onHash,
    () => location.hash,
    () => '',
  );
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean);
};
