import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * A signed right to look at the pictures of one record for some minutes: a page is made of hundreds of tiles, and each
 * is asked for by an address alone. A right under a grant names the grant, which is asked again for every tile.
 */
export const viewRight = z.strictObject({
  tenantId: z.number().int(),
  itemId: z.string(),
  accountId: z.string(),
  /** Of whose workspace the address is. */
  slug: z.string(),
  /** The grant under which somebody of another unit looks, and that unit. */
  grantId: z.string().nullable(),
  /** The same for a person of a vendor at work on a digitisation batch. */
  batchAccessId: z.string().nullable(),
  readerTenantId: z.number().int(),
  /** Written over every picture when there is one. */
  watermark: z.array(z.string()).nullable(),
  /** Seconds since 1970. */
  until: z.number().int(),
});
export type ViewRight = z.infer<typeof viewRight>;

export const VIEW_SECONDS = 600;

export interface ViewTokens {
  sign(right: Omit<ViewRight, 'until'>): string;
  /** Null for what was not signed here or has ended. */
  read(token: string): ViewRight | null;
  /** By this something that is not kept is known again, such as the number of a paper. */
  fingerprint(text: string): string;
}

/** The key is made once for an installation and shared by its processes through the data folder. */
const readKey = (dataDir: string): Buffer => {
  const file = path.resolve(dataDir, 'view-key');
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    try {
      writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file);
};

export const createViewTokens = (dataDir: string, now = () => Date.now()): ViewTokens => {
  const key = readKey(dataDir);
  const signatureOf = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  return {
    sign(right) {
      const body = Buffer.from(JSON.stringify({ ...right, until: Math.floor(now() / 1_000) + VIEW_SECONDS })).toString(
        'base64url',
      );
      return `${body}.${signatureOf(body)}`;
    },
    read(token) {
      const [body = '', signature = ''] = token.split('.');
      const expected = Buffer.from(signatureOf(body));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const right = viewRight.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      return right.success && right.data.until > now() / 1_000 ? right.data : null;
    },
    // Never the signature of an address: those have no NUL in them.
    fingerprint: (text) => createHmac('sha256', key).update(`fingerprint\0${text}`).digest('hex'),
  };
};
