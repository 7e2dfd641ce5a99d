import { Readable } from 'node:stream';
import { type Pools, withTenantDb } from '@/db/client';
import { keepPageText } from '@/db/queries/page-text.queries';
import type { Stage } from '@/server/demo/cast';
import { normaliseForSearch, searchTokens } from '@/server/domain/shared/chinese-text';
import { commitFiles } from '@/server/features/digital/commit-files';
import { finishUpload } from '@/server/features/digital/finish-upload';
import { matchBatch } from '@/server/features/digital/linking/match-batch';
import type { ObjectStore } from '@/server/objects/object-store';
import { archivistScope } from './member-scope.ts';

/** A file with its text in one record, and a batch of files waiting to be linked, in a unit that the proof looks at. */
export const addDigitalLife = async (stage: Stage, pools: Pools, objects: ObjectStore, slug: string): Promise<void> => {
  const api = stage.as(`${slug}.arch`);
  const scope = await archivistScope(stage, slug);
  const send = async (uploadId: string, bytes: Buffer): Promise<void> => {
    await objects.staging.append(scope.tenantId, uploadId, 0, Readable.from([bytes]), bytes.length);
    await finishUpload(pools, scope, objects, uploadId);
  };
  const [item] = (await api.archive.list({ limit: 1 })).rows;
  if (!item) return;
  const page = Buffer.from(`${slug}防汛工作会议记录`);
  const { uploadId } = await api.digital.beginUpload({ fileName: '0001.txt', folder: '', sizeBytes: page.length });
  await send(uploadId, page);
  const { fileIds } = await api.digital.attach({ itemId: item.id, uploadIds: [uploadId] });
  await withTenantDb(pools, scope, async (tdb) => {
    await commitFiles(tdb, scope, { itemId: item.id }, { objects });
    const text = page.toString();
    await keepPageText(tdb, scope.tenantId, {
      fileId: fileIds[0] ?? '',
      itemId: item.id,
      page: 1,
      state: 'recognised',
      engine: 'plain',
      failure: null,
      width: null,
      height: null,
      lines: [],
      text,
      confidence: 1,
      searchText: normaliseForSearch(text),
      searchTokens: searchTokens([text]),
    });
  });
  const { batchId } = await api.digital.createLinkBatch({ name: `${slug}扫描件` });
  const { uploadIds } = await api.digital.beginUploads({
    batchId,
    files: [{ folder: item.referenceCode, fileName: '0002.txt', sizeBytes: page.length }],
  });
  for (const id of uploadIds) await send(id, page);
  await api.digital.matchBatch({ batchId });
  await matchBatch({ pools, scope, payload: { batchId }, objects, progress: async () => undefined });
};
