import { randomBytes } from 'node:crypto';
import type { TenantDb } from '@/db/client';
import type { ByteStore } from '@/server/objects/object-store';
import { type ReceivedUpload, receiveUpload, registerUpload, type StoredUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';

/** A paper as an act asks for it: what it says, by its digest, and how it is printed. */
export interface Paper {
  digest: string;
  fileName: string;
  print(): Promise<Buffer>;
}

/** Where an act gets its papers from. The same act, tried again, gets the same codes and the same moment. */
export interface Press {
  /** The address under which a paper's public page is found. */
  publicOrigin: string;
  /** The code that stands on the next paper: random, and the same in every attempt. */
  nextVerifyCode(): string;
  /** The moment of the act: that of its first attempt. */
  moment(now: string): string;
  /** The row of a paper in the caller's transaction. */
  take(tdb: TenantDb, scope: TenantScope, paper: Paper): Promise<StoredUpload>;
}

const PAPER_BYTES = 32 * 1024 * 1024;
const UNKNOWN = '0'.repeat(64);

/** The act asked for papers that are not printed yet. Its transaction is undone, and it is tried again with them. */
export class PapersMissing extends Error {}

/**
 * Printing takes a third of a second a paper, and what stands on a paper is known only when its number was drawn. So an
 * act is tried without papers, which tells what each of them says, and undone; the papers are printed while no
 * transaction is open and no counter is held; then the act is done with them. Somebody who draws a number in between
 * makes some papers say something else: those are printed again. Nothing is sent before every paper is kept.
 */
export const openPress = (store: ByteStore, tenantId: number, publicOrigin: string) => {
  const codes: string[] = [];
  const printed = new Map<string, ReceivedUpload>();
  const missing = new Map<string, Paper>();
  let used = 0;
  let at: string | undefined;
  let printsNow = false;

  const keep = async ({ digest, fileName, print }: Paper): Promise<ReceivedUpload> => {
    const upload = { stream: await print(), fileName, maxBytes: PAPER_BYTES, accept: ['application/pdf'] as const };
    const received = await receiveUpload(store, tenantId, upload);
    printed.set(digest, received);
    return received;
  };

  const press: Press = {
    publicOrigin,
    nextVerifyCode: () => {
      const code = codes[used] ?? randomBytes(16).toString('hex');
      codes[used] = code;
      used += 1;
      return code;
    },
    moment: (now) => {
      at ??= now;
      return at;
    },
    take: async (tdb, scope, paper) => {
      const ready = printed.get(paper.digest) ?? (printsNow ? await keep(paper) : undefined);
      if (!ready) missing.set(paper.digest, paper);
      const { fileName } = paper;
      const blank = {
        tenantId,
        sha256: UNKNOWN,
        sm3: UNKNOWN,
        size: 0,
        mediaType: 'application/pdf',
        fileName,
      } as const;
      return registerUpload(tdb, scope, ready ?? blank);
    },
  };

  return {
    press,
    /** Before each attempt. In the last one papers are printed where they are asked for: it ends in any case. */
    begin: (isLast: boolean): void => {
      used = 0;
      printsNow = isLast;
      missing.clear();
    },
    /** At the end of an attempt, still inside of its transaction. */
    requireWhole: (): void => {
      if (missing.size > 0) throw new PapersMissing();
    },
    /** Between attempts. */
    printMissing: async (): Promise<void> => {
      for (const paper of missing.values()) await keep(paper);
    },
  };
};
