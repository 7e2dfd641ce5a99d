import { Readable } from 'node:stream';
import sharp from 'sharp';
import { type Pools, withTenantDb } from '@/db/client';
import { findNewestLayered } from '@/db/queries/layered-pdf.queries';
import type { Stage } from '@/server/demo/cast';
import { finishUpload } from '@/server/features/digital/finish-upload';
import { runFourProperty } from '@/server/features/digital/four-property/run-check';
import { makeLayered } from '@/server/features/digital/layered/make-layered';
import { linkBatch } from '@/server/features/digital/linking/link-batch';
import { matchBatch } from '@/server/features/digital/linking/match-batch';
import type { ObjectStore } from '@/server/objects/object-store';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import { archivistScope } from './member-scope.ts';

/** A scan that a list puts to its record, a layered PDF of it, a check of it, and what a person said to the check. */
export const addFourPropertyLife = async (
  stage: Stage,
  pools: Pools,
  objects: ObjectStore,
  slug: string,
): Promise<void> => {
  const login = `${slug}.arch`;
  const scope = await archivistScope(stage, slug);
  const { rows } = await stage.as(login).digital.itemsWithoutFiles({ limit: 1 });
  const [item] = rows;
  if (!item) return;
  const { batchId } = await stage.as(login).digital.createLinkBatch({ name: '按清单挂接' });
  const csv = `\ufeff文件名,档号,页码\n扫描1.png,${item.referenceCode},1\n缺.png,${item.referenceCode},2\n`;
  const received = await receiveUpload(objects, scope.tenantId, {
    stream: Buffer.from(csv),
    fileName: '清单.csv',
    maxBytes: 10_000,
  });
  const list = await withTenantDb(pools, scope, (tdb) => registerUpload(tdb, scope, received));
  await stage.as(login).digital.setLinkList({ batchId, objectId: list.id });
  const picture = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const files = [{ folder: '', fileName: '扫描1.png', sizeBytes: picture.length }];
  const { uploadIds } = await stage.as(login).digital.beginUploads({ batchId, files });
  for (const uploadId of uploadIds) {
    await objects.staging.append(scope.tenantId, uploadId, 0, Readable.from([picture]), picture.length);
    await finishUpload(pools, scope, objects, uploadId);
  }
  const steps = { pools, scope, objects, progress: async () => undefined };
  await stage.as(login).digital.matchBatch({ batchId });
  await matchBatch({ ...steps, payload: { batchId } });
  await stage.as(login).digital.confirmLinking({ batchId });
  await linkBatch({ ...steps, payload: { batchId } });
  await stage.as(login).digital.makeLayeredPdf({ itemId: item.id });
  const layered = await withTenantDb(pools, scope, (tdb) => findNewestLayered(tdb, scope.tenantId, item.id));
  if (layered) await makeLayered({ ...steps, payload: { layeredId: layered.id } });
  const { runId } = await stage
    .as(login)
    .digital.startFourProperty({ phase: 'archiving', scope: { kind: 'link', linkBatchId: batchId } });
  await runFourProperty({ ...steps, payload: { runId } });
  await stage.as(login).digital.giveOpinion({ runId, code: '4-2', verdict: 'passed', reason: '已在离线杀毒机上查过' });
};
