import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { withTenantDb } from '@/db/client';
import { commitFiles, objectIdOf } from '@/server/features/digital/commit-files';
import { finishUpload } from '@/server/features/digital/finish-upload';
import { startSweep, verifyFiles } from '@/server/features/digital/fixity/verify-files';
import { placeOf } from '@/server/objects/ocfl/next-inventory';
import type { Stage } from './cast.ts';

const TEXTS = ['关于做好汛期值班工作的通知', '附件一：值班表', '附件二：联系电话'];

/* Files of a record, a sweep over them, and one that was away while it ran: an incident to look at. The file is back. */
export const actFiles = async (stage: Stage, login: string): Promise<void> => {
  const [item] = (await stage.as(login).archive.list({ limit: 1 })).rows;
  if (!item) return;
  const { pools, scope, objects } = await stage.behind(login);
  const { tenantId } = scope;
  const uploadIds: string[] = [];
  for (const [index, text] of TEXTS.entries()) {
    const bytes = Buffer.from(text);
    const fileName = `000${index + 1}.txt`;
    const { uploadId } = await stage.as(login).digital.beginUpload({ fileName, sizeBytes: bytes.length });
    await objects.staging.append(tenantId, uploadId, 0, Readable.from([bytes]), bytes.length);
    await finishUpload(pools, scope, objects, uploadId);
    uploadIds.push(uploadId);
  }
  await stage.as(login).digital.attach({ itemId: item.id, uploadIds, creationMethod: 'born_digital' });
  await withTenantDb(pools, scope, (tdb) => commitFiles(tdb, scope, { itemId: item.id }, { objects }));
  const objectId = objectIdOf(item.id);
  const inventory = await objects.records.inventory(tenantId, objectId);
  const contentPath = Object.values(inventory?.manifest ?? {})
    .flat()
    .sort()[1];
  if (contentPath === undefined) return;
  await objects.records.setAside(tenantId, placeOf(objectId), contentPath);
  const { sweepId } = await withTenantDb(pools, scope, (tdb) => startSweep(tdb, scope, { kind: 'all', withSm3: true }));
  await verifyFiles({ pools, scope, payload: { sweepId }, objects, progress: async () => undefined });
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-demo-'));
  const source = path.join(folder, 'back');
  await writeFile(source, TEXTS[1] ?? '');
  await objects.records.putBack(tenantId, objectId, contentPath, source);
  await rm(folder, { recursive: true });
};
