import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { type Pools, withTenantDb } from '@/db/client';
import type { DemoCast } from '@/db/demo/load';
import { createSessionService } from '@/server/auth/session';
import { commitFiles } from '@/server/features/digital/commit-files';
import { finishUpload } from '@/server/features/digital/finish-upload';
import type { ObjectStore } from '@/server/objects/object-store';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { type Caller, createCaller } from '@/server/trpc/app-router';
import { type RequestContext, scopeFor } from '@/server/trpc/init';

/** The people of the demonstration district, who act through the same procedures as everybody. */
export interface Stage {
  cast: DemoCast;
  today: string;
  /** Calls procedures as a person, each call with a key of its own. */
  as(login: string): Caller;
  /** Puts a picture into the person's workspace and answers its id. */
  photograph(login: string, name: string): Promise<string>;
  /** Puts scans into a record of the person's workspace, wholly stored. */
  scans(login: string, itemId: string, pages: readonly Buffer[]): Promise<void>;
  /** Puts a file into the person's workspace and answers its id. */
  file(login: string, name: string, bytes: Buffer): Promise<string>;
  /** What a worker has in its hands when it acts for the person. */
  behind(login: string): Promise<{ pools: Pools; scope: TenantScope; objects: ObjectStore }>;
}

/** Code of a register, and a block of cells with its headings as an office would paste it. */
export type Sheet = [code: string, cells: string[][]];

/** The smallest real PNG, one grey pixel, with a random text chunk behind it so that no two are the same file. */
const picture = (): Buffer =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    ),
    randomBytes(12),
  ]);

export const openStage = (pools: Pools, objects: ObjectStore, cast: DemoCast, today: string): Stage => {
  const contextOf = (login: string): RequestContext => {
    const member = cast.members.find((candidate) => candidate.login === login);
    if (!member) throw new Error(`nobody called ${login} in the demonstration district`);
    return {
      pools,
      objects,
      sessions: createSessionService(pools, true),
      signedIn: { sessionId: 'demonstration', accountId: member.accountId, loginName: login, displayName: member.name },
      slug: member.slug,
      requestId: `demo-${uuidv7()}`,
      idempotencyKey: uuidv7(),
      address: '127.0.0.1',
    };
  };
  const store = async (login: string, fileName: string, bytes: Buffer): Promise<string> => {
    const scope = await scopeFor(contextOf(login), 'workspace.enter');
    const received = await receiveUpload(objects, scope.tenantId, { stream: bytes, fileName, maxBytes: 100_000 });
    const stored = await withTenantDb(pools, scope, (tdb) => registerUpload(tdb, scope, received));
    return stored.id;
  };
  return {
    cast,
    today,
    as: (login) => createCaller(contextOf(login)),
    photograph: (login, name) => store(login, name, picture()),
    file: store,
    async scans(login, itemId, pages) {
      const scope = await scopeFor(contextOf(login), 'digital.write');
      const uploadIds: string[] = [];
      for (const [index, bytes] of pages.entries()) {
        const file = { fileName: `${String(index + 1).padStart(3, '0')}.jpg`, sizeBytes: bytes.length };
        const { uploadId } = await createCaller(contextOf(login)).digital.beginUpload(file);
        await objects.staging.append(scope.tenantId, uploadId, 0, Readable.from([bytes]), bytes.length);
        await finishUpload(pools, scope, objects, uploadId);
        uploadIds.push(uploadId);
      }
      await createCaller(contextOf(login)).digital.attach({ itemId, uploadIds });
      await withTenantDb(pools, scope, (tdb) => commitFiles(tdb, scope, { itemId }, { objects }));
    },
    behind: async (login) => ({ pools, scope: await scopeFor(contextOf(login), 'digital.write'), objects }),
  };
};
