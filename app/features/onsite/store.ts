import type { OnsitePack } from '@/server/domain/inspection/onsite';
import type { SiteAnswerContent, SiteVerdict } from '@/server/domain/inspection/onsite-vocabulary';

/*
 * What a phone keeps: packs, and what is not yet acknowledged by the server. IndexedDB as the browser has it, with
 * types. A write has happened when its transaction is complete, and `strict` means on the disk.
 */

/** Whose it is: the account and the workspace. Another person at the same phone never reads it. */
export type Owner = string;
export const ownerOf = (accountId: string, slug: string): Owner => `${accountId}/${slug}`;

/** `sending`: may have arrived, so it is not changed any more. `refused`: the server said no and why. */
export type LocalState = 'draft' | 'sending' | 'refused';

interface Owned {
  id: string;
  owner: Owner;
  inspectionId: string;
  state: LocalState;
  /** The code of the refusal. */
  refusal: string | null;
}
export interface LocalAnswer extends Owned {
  content: SiteAnswerContent;
  changedAt: number;
}
export interface LocalPhoto extends Owned {
  itemCode: string;
  fileName: string;
  takenAt: string;
  place: { latitude: number; longitude: number; accuracyMetres: number } | null;
  wasReduced: boolean;
  sha256: string;
  blob: Blob;
}
export interface StatementLine {
  itemCode: string;
  text: string;
  verdict: SiteVerdict | null;
  value: number | null;
  outOf: number | null;
  note: string;
  photos: string[];
}
export interface LocalSignature extends Owned {
  kind: 'signed' | 'refused';
  personName: string;
  personPost: string;
  reason: string;
  witnessName: string;
  pngBase64: string;
  statement: { unitName: string; lines: StatementLine[] };
  signedAt: string;
}
/** 作废 of a photo that the server has: by its id there, with what it takes to put it back. */
export interface LocalWithdrawal extends Owned {
  photo: OnsitePack['photos'][number];
  reason: string;
}
export interface LocalPack {
  id: string;
  owner: Owner;
  inspectionId: string;
  pack: OnsitePack;
}

export interface Stores {
  packs: LocalPack;
  answers: LocalAnswer;
  photos: LocalPhoto;
  signatures: LocalSignature;
  withdrawals: LocalWithdrawal;
}
export type StoreName = keyof Stores;
const STORES: readonly StoreName[] = ['packs', 'answers', 'photos', 'signatures', 'withdrawals'];
const NAME = 'lantai-onsite';
/** 2: withdrawals. What an older version has kept stays. */
const VERSION = 2;

let opened: Promise<IDBDatabase> | null = null;

const openDatabase = (): Promise<IDBDatabase> => {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const name of STORES) {
        if (request.result.objectStoreNames.contains(name)) continue;
        request.result.createObjectStore(name, { keyPath: 'id' }).createIndex('owner', 'owner');
      }
    };
    request.onsuccess = () => {
      const database = request.result;
      // A newer version of this page wants to go on: it must not wait for this one.
      database.onversionchange = () => database.close();
      database.onclose = () => {
        opened = null;
      };
      resolve(database);
    };
    request.onerror = () => {
      opened = null;
      reject(request.error);
    };
  });
  return opened;
};

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** One transaction's view of the stores. Await nothing else inside: the browser would end the transaction. */
export interface Tx {
  get<Name extends StoreName>(name: Name, id: string): Promise<Stores[Name] | undefined>;
  list<Name extends StoreName>(name: Name, owner: Owner): Promise<Stores[Name][]>;
  put<Name extends StoreName>(name: Name, row: Stores[Name]): void;
  remove(name: StoreName, id: string): void;
}

const viewOf = (transaction: IDBTransaction): Tx => ({
  get: (name, id) => answerOf(transaction.objectStore(name).get(id)),
  list: (name, owner) => answerOf(transaction.objectStore(name).index('owner').getAll(owner)),
  put: (name, row) => void transaction.objectStore(name).put(row),
  remove: (name, id) => void transaction.objectStore(name).delete(id),
});

/** Half of it must not be written. */
const abort = (transaction: IDBTransaction): void => {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
};

/** Reads and writes as one: all of it is on the disk when this answers, or none. */
export const transact = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => {
  const database = await openDatabase();
  const transaction = database.transaction(STORES, 'readwrite', { durability: 'strict' });
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the store refused to write'));
  });
  // Kept from being reported twice: it is awaited below.
  complete.catch(() => undefined);
  try {
    const result = await run(viewOf(transaction));
    await complete;
    return result;
  } catch (error) {
    abort(transaction);
    throw error;
  }
};

export interface Everything {
  packs: LocalPack[];
  answers: LocalAnswer[];
  photos: LocalPhoto[];
  signatures: LocalSignature[];
  withdrawals: LocalWithdrawal[];
}

export const readEverything = async (owner: Owner): Promise<Everything> => {
  const view = viewOf((await openDatabase()).transaction(STORES, 'readonly'));
  const [packs, answers, photos, signatures, withdrawals] = await Promise.all([
    view.list('packs', owner),
    view.list('answers', owner),
    view.list('photos', owner),
    view.list('signatures', owner),
    view.list('withdrawals', owner),
  ]);
  return { packs, answers, photos, signatures, withdrawals };
};

/** Takes every pack but those of `except` off the phone. What was not sent yet stays for the one who wrote it. */
export const forgetPacks = async (except: string | null): Promise<void> => {
  const database = await openDatabase();
  const transaction = database.transaction('packs', 'readwrite');
  const store = transaction.objectStore('packs');
  for (const pack of (await answerOf(store.getAll())) as LocalPack[]) {
    if (except === null || !pack.owner.startsWith(`${except}/`)) store.delete(pack.id);
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
};
