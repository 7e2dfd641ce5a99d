import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { withTenantDb } from '@/db/client';
import { markUploadReceived } from '@/db/queries/digital.queries';
import { beginUploads, createLinkBatch } from '@/server/features/digital/linking/collect-files';
import { confirmLinking, linkBatch } from '@/server/features/digital/linking/link-batch';
import { askForMatching, matchBatch } from '@/server/features/digital/linking/match-batch';
import { createStores } from '@/server/objects/create-stores';
import { digestFile } from '@/server/objects/digests';
import { report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const AT_ONCE = 200;
const PAGES_EACH = 5;

/** A small picture of its own for every page: stores keep equal bytes once, and scans are never equal. */
const makePicture = async (number: number): Promise<Buffer> => {
  const seed = createHash('sha256').update(String(number)).digest();
  return sharp(Buffer.concat([seed, seed, seed]), { raw: { width: 8, height: 4, channels: 3 } })
    .png()
    .toBuffer();
};

/** Linking many images: matched by folder, confirmed, stored in their records. Receiving them is not part of it. */
export const benchLinking = async (world: ScaleWorld, images: number): Promise<void> => {
  const { pools, admin, archivist: scope } = world;
  const { tenantId } = scope;
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-bench-'));
  const objects = createStores(folder);
  const { rows } = await admin.query<{ code: string }>(
    "select reference_code as code from archive_item i where tenant_id = $1 and state = 'filed' and not exists (select 1 from digital_file f where f.tenant_id = i.tenant_id and f.item_id = i.id) order by code_sort, id limit $2",
    [tenantId, Math.ceil(images / PAGES_EACH)],
  );
  try {
    const { batchId } = await withTenantDb(pools, scope, (tdb) =>
      createLinkBatch(tdb, scope, { name: `bench ${uuidv7()}`, creationMethod: 'digitised', usesBarcodes: false }),
    );
    for (let at = 0; at < images; at += AT_ONCE) {
      const pictures = await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, images - at) }, (_, index) => makePicture(at + index)),
      );
      const files = pictures.map((picture, index) => ({
        folder: rows[Math.floor((at + index) / PAGES_EACH)]?.code ?? '',
        fileName: `${String(((at + index) % PAGES_EACH) + 1).padStart(3, '0')}.png`,
        sizeBytes: picture.length,
      }));
      await withTenantDb(pools, scope, async (tdb) => {
        const { uploadIds } = await beginUploads(tdb, scope, objects, { batchId, files });
        for (const [index, id] of uploadIds.entries()) {
          const bytes = pictures[index] ?? Buffer.alloc(0);
          await objects.staging.append(tenantId, id, 0, Readable.from([bytes]), bytes.length);
          const { sha512, sha256, sm3 } = await digestFile(Readable.from([bytes]));
          const facts = {
            mediaType: 'image/png',
            formatName: null,
            pageCount: 1,
            width: 8,
            height: 4,
            dpi: null,
            durationMs: null,
          };
          await markUploadReceived(tdb, tenantId, id, { ...facts, sha512, sha256, sm3, scanState: 'not_scanned' });
        }
      });
    }
    const steps = { pools, scope, payload: { batchId }, objects, progress: async () => undefined };
    const started = performance.now();
    await withTenantDb(pools, scope, (tdb) => askForMatching(tdb, scope, { batchId }));
    const { matched } = await matchBatch(steps);
    const between = performance.now();
    await withTenantDb(pools, scope, (tdb) => confirmLinking(tdb, scope, { batchId }));
    const { linked } = await linkBatch(steps);
    const ended = performance.now();
    report({ name: `linking ${images} images: matching`, value: (between - started) / 1_000, unit: 's' });
    report({ name: `linking ${images} images: storing`, value: (ended - between) / 1_000, unit: 's' });
    report({ name: `linking ${images} images: whole`, value: (ended - started) / 1_000, unit: 's' });
    if (matched !== images || linked !== images) throw new Error(`${matched} matched, ${linked} linked of ${images}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
