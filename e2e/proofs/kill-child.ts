import { writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createPools, type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { indexBindings, registry } from '@/jobs/registry';
import { runJob } from '@/jobs/run-job';
import { attachFiles } from '@/server/features/digital/attach-files';
import { beginUpload } from '@/server/features/digital/begin-upload';
import { finishUpload } from '@/server/features/digital/finish-upload';
import { beginUploads, createLinkBatch } from '@/server/features/digital/linking/collect-files';
import { confirmLinking } from '@/server/features/digital/linking/link-batch';
import { askForMatching } from '@/server/features/digital/linking/match-batch';
import { retryJob } from '@/server/features/platform/retry-job';
import { createStores } from '@/server/objects/create-stores';
import { inspectFile } from '@/server/objects/inspect/inspect-file';
import type { ObjectStore } from '@/server/objects/object-store';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';
import type { KillWorld, Said } from './kill-files.ts';

/* A process that receives, attaches, links and reads files without end, and says what it has acknowledged. It is killed. */

const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);

/** A picture whose bytes follow from its name, so that whoever comes after a kill can send the rest. */
const pictureOf = (name: string): Promise<Buffer> => {
  const number = Number.parseInt(name.replace(/\D/g, '').slice(-6), 10) || 0;
  const background = { r: number % 256, g: (number >> 8) % 256, b: 255 };
  return sharp({ create: { width: 60 + (number % 50), height: 80, channels: 3, background } })
    .png()
    .withExif({ IFD0: { ImageDescription: name } })
    .toBuffer();
};

interface Hands {
  pools: Pools;
  objects: ObjectStore;
  scope: TenantScope;
  world: KillWorld;
}

/** Sends in two pieces, as a browser does, from wherever it had come to. */
const send = async ({ pools, objects, scope }: Hands, uploadId: string, name: string): Promise<void> => {
  const bytes = await pictureOf(name);
  let at = (await objects.staging.sizeOf(scope.tenantId, uploadId)) ?? 0;
  for (const end of [Math.floor(bytes.length / 2), bytes.length])
    if (at < end)
      at = await objects.staging.append(
        scope.tenantId,
        uploadId,
        at,
        Readable.from([bytes.subarray(at, end)]),
        bytes.length,
      );
  const { sha256 } = await finishUpload(pools, scope, objects, uploadId);
  say({ kind: 'received', id: uploadId, sha256 });
};

const attachOne = async (hands: Hands, round: string, itemId: string): Promise<void> => {
  const { pools, objects, scope } = hands;
  const fileName = `${round}.png`;
  const sizeBytes = (await pictureOf(fileName)).length;
  const { uploadId } = await withTenantDb(pools, scope, (tdb) =>
    beginUpload(tdb, scope, objects, { fileName, folder: '', sizeBytes }),
  );
  await send(hands, uploadId, fileName);
  const { fileIds } = await withTenantDb(pools, scope, (tdb) =>
    attachFiles(tdb, scope, { itemId, uploadIds: [uploadId], role: 'master', creationMethod: 'digitised' }),
  );
  say({ kind: 'attached', ids: fileIds });
};

const beginBatch = async ({ pools, objects, scope, world }: Hands, round: string): Promise<void> => {
  const { batchId } = await withTenantDb(pools, scope, (tdb) =>
    createLinkBatch(tdb, scope, { name: `批次 ${round}`, creationMethod: 'digitised', usesBarcodes: false }),
  );
  const names = world.items.map((_, index) => `${round}${index}.png`);
  const sizes = await Promise.all(names.map(async (name) => (await pictureOf(name)).length));
  const files = names.map((fileName, index) => ({
    fileName,
    folder: world.items[index]?.code ?? '',
    sizeBytes: sizes[index] ?? 0,
  }));
  await withTenantDb(pools, scope, (tdb) => beginUploads(tdb, scope, objects, { batchId, files }));
};

/** Takes every batch a step further, also those of a process that was killed. */
const goOn = async (hands: Hands): Promise<void> => {
  const { pools, scope } = hands;
  const { batches, uploads } = await withTenantDb(pools, scope, async (tdb) => ({
    batches: await tdb
      .selectFrom('linkBatch')
      .select(['id', 'state', 'fileCount'])
      .where('tenantId', '=', scope.tenantId)
      .where('state', 'in', ['collecting', 'matched'])
      .execute(),
    uploads: await tdb
      .selectFrom('upload')
      .select(['id', 'fileName', 'linkBatchId'])
      .where('tenantId', '=', scope.tenantId)
      .where('state', '=', 'receiving')
      .where('linkBatchId', 'is not', null)
      .execute(),
  }));
  for (const batch of batches) {
    for (const upload of uploads.filter(({ linkBatchId }) => linkBatchId === batch.id))
      await send(hands, upload.id, upload.fileName);
    if (batch.state === 'collecting' && batch.fileCount > 0)
      await withTenantDb(pools, scope, (tdb) => askForMatching(tdb, scope, { batchId: batch.id }));
    if (batch.state !== 'matched') continue;
    await withTenantDb(pools, scope, (tdb) => confirmLinking(tdb, scope, { batchId: batch.id }));
    say({ kind: 'confirmed', id: batch.id });
  }
};

/** A job that was begun too often without an end is given up, and a person owes it again from the job centre. */
const retryGivenUp = ({ pools, scope }: Hands): Promise<void> =>
  withTenantDb(pools, scope, async (tdb) => {
    const failed = await tdb
      .selectFrom('jobRun')
      .select('id')
      .where('tenantId', '=', scope.tenantId)
      .where('state', '=', 'failed')
      .execute();
    for (const { id } of failed) await retryJob(tdb, scope, { id });
  });

const READING = 'digital.recognise-file';

/** Checks what has come and carries no file: on a loaded machine it would take hours of a proof of something else. */
const CHECKING = 'digital.four-property';

/** Does what is owed, reading last: of many pages only some, so that a short life comes to more than reading. */
const doJobs = async ({ pools, objects, scope }: Hands, mostRead: number): Promise<number> => {
  const runtime = { pools, objects, bindings: indexBindings(registry), stopping: new AbortController().signal };
  const owed = await withSystemDb(pools, (sdb) =>
    sdb
      .selectFrom('jobRun')
      .select(['tenantId', 'id', 'name'])
      .where('tenantId', '=', scope.tenantId)
      .where('state', 'in', ['owed', 'running'])
      .where('name', '<>', CHECKING)
      .orderBy('createdAt')
      .execute(),
  );
  const reading = owed.filter(({ name }) => name === READING).slice(0, mostRead);
  for (const key of [...owed.filter(({ name }) => name !== READING), ...reading]) await runJob(runtime, key);
  return owed.length;
};

const world = JSON.parse(process.env.KILL_WORLD ?? '{}') as KillWorld;
const pools = createPools(world.url, 4);
const hands: Hands = { pools, world, scope: mintScope(world.scope), objects: createStores(world.dataDir) };

process.on('disconnect', () => process.exit(0));
process.once('message', async (order: 'work' | 'finish') => {
  if (order === 'finish') await retryGivenUp(hands);
  for (let round = 0; order === 'work' || round < 200; round += 1) {
    if (order === 'work') {
      const name = `${Date.now()}${round}`;
      await attachOne(hands, name, world.items[round % world.items.length]?.id ?? '');
      if (round % 3 === 0) await beginBatch(hands, name);
    }
    await goOn(hands);
    if ((await doJobs(hands, order === 'finish' ? Number.POSITIVE_INFINITY : 1)) === 0 && order === 'finish') break;
  }
  process.exit(0);
});
// The inspector's own process is up before the clock runs: kills shall hit the work and not its start.
await inspectFile(fileURLToPath(import.meta.url));
say({ kind: 'ready' });
