import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { markUploadReceived } from '@/db/queries/digital.queries';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { createStores } from '@/server/objects/create-stores';
import { digestFile } from '@/server/objects/digests';
import type { ObjectStore } from '@/server/objects/object-store';
import { createOcflStore } from '@/server/objects/ocfl/ocfl-store';
import { validateObject } from '@/server/objects/ocfl/validate-object';
import { attachFiles } from '../attach-files.ts';
import { commitFiles, objectIdOf } from '../commit-files.ts';
import { beginUploads, createLinkBatch } from './collect-files.ts';
import { confirmLinking, cutGroups, linkBatch } from './link-batch.ts';
import { askForMatching, matchBatch } from './match-batch.ts';
import { undoBatch, undoLinking } from './undo-linking.ts';

const dataDir = tempFolder('link-crash');
const objects = createStores(dataDir);
let unit: TestTenant;
let fondsId: string;
let count = 0;

beforeAll(async () => {
  unit = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
}, 60_000);

const makeRecords = async (many: number): Promise<{ id: string; code: string }[]> => {
  const made: { id: string; code: string }[] = [];
  for (let n = 0; n < many; n += 1) {
    count += 1;
    const record = { fondsId, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
    const title = `关于第${count}件事的通知`;
    const { id, referenceCode } = await callEach(unit).archive.create({ ...record, title, documentDate: '20240506' });
    made.push({ id, code: referenceCode });
  }
  return made;
};

/** As received: the bytes are there, their digests known. */
const receive = async (uploadId: string, bytes: Buffer, scope = scopeOf(unit)): Promise<void> => {
  await objects.staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
  const { sha512, sha256, sm3 } = await digestFile(Readable.from([bytes]));
  const facts = {
    mediaType: 'text/plain',
    formatName: null,
    pageCount: null,
    width: null,
    height: null,
    dpi: null,
    durationMs: null,
  };
  await withTenantDb(await testPools(), scope, (tdb) =>
    markUploadReceived(tdb, unit.id, uploadId, { ...facts, sha512, sha256, sm3, scanState: 'not_scanned' }),
  );
};

const bytesOf = (code: string, page: number): Buffer => Buffer.from(`${code} 第${page}页`);
const drop = async (
  batchId: string,
  records: readonly { code: string }[],
  pages: readonly number[],
  scope = scopeOf(unit),
): Promise<void> => {
  const wanted = records.flatMap(({ code }) => pages.map((page) => ({ code, page, bytes: bytesOf(code, page) })));
  const files = wanted.map(({ code, page, bytes }) => ({
    folder: code,
    fileName: `00${page}.txt`,
    sizeBytes: bytes.length,
  }));
  const { uploadIds } = await withTenantDb(await testPools(), scope, (tdb) =>
    beginUploads(tdb, scope, objects, { batchId, files }),
  );
  for (const [index, uploadId] of uploadIds.entries())
    await receive(uploadId, wanted[index]?.bytes ?? Buffer.alloc(0), scope);
};

const stepsOf = async (batchId: string, store: ObjectStore = objects) => ({
  pools: await testPools(),
  scope: scopeOf(unit),
  payload: { batchId },
  objects: store,
  progress: async () => undefined,
});
const newBatch = async (): Promise<string> => {
  const scope = scopeOf(unit);
  const batch = { name: `批次 ${count}`, creationMethod: 'digitised', usesBarcodes: false };
  return (await withTenantDb(await testPools(), scope, (tdb) => createLinkBatch(tdb, scope, batch))).batchId;
};
const matchAndConfirm = async (batchId: string): Promise<void> => {
  const [pools, scope] = [await testPools(), scopeOf(unit)];
  await withTenantDb(pools, scope, (tdb) => askForMatching(tdb, scope, { batchId }));
  await matchBatch(await stepsOf(batchId));
  await withTenantDb(pools, scope, (tdb) => confirmLinking(tdb, scope, { batchId }));
};

interface Kept {
  fileName: string;
  sequence: number;
  logicalPath: string;
  contentPath: string;
}
const keptOf = async (itemId: string): Promise<Kept[]> =>
  (
    await (
      await testAdmin()
    ).query<Kept>(
      `select file_name as "fileName", sequence, logical_path as "logicalPath", content_path as "contentPath"
        from digital_file where tenant_id = $1 and item_id = $2 and state = 'stored' order by sequence`,
      [unit.id, itemId],
    )
  ).rows;

/** The object is valid, its newest version names the rows' files and nothing else. Answers their texts in order. */
const readRecord = async (itemId: string): Promise<string[]> => {
  const kept = await keptOf(itemId);
  const inventory = await objects.records.inventory(unit.id, objectIdOf(itemId));
  const named = Object.values(inventory?.versions[inventory.head]?.state ?? {}).flat();
  expect(named.sort()).toEqual(kept.map((file) => file.logicalPath).sort());
  expect(await validateObject(objects.records.tree(unit.id, objectIdOf(itemId)))).toEqual([]);
  return Promise.all(
    kept.map(({ contentPath }) => text(objects.records.open(unit.id, objectIdOf(itemId), contentPath))),
  );
};

describe('linking records side by side', () => {
  it('cuts them into groups by records and by files; a record stays whole', () => {
    const items = (sizes: readonly number[]) => sizes.map((files, at) => ({ itemId: String(at), files }));
    expect(cutGroups(items(Array.from({ length: 40 }, () => 1))).map((group) => group.length)).toEqual([16, 16, 8]);
    expect(cutGroups(items([150, 50, 1, 5_000, 1]))).toEqual([['0', '1'], ['2'], ['3'], ['4']]);
    expect(cutGroups([])).toEqual([]);
  });

  it('loses and doubles nothing when the disk stops at any step, in the middle of all of them', async () => {
    let crashes = 0;
    for (let failAt = 1; ; failAt += 7) {
      const records = await makeRecords(4);
      const batchId = await newBatch();
      await drop(batchId, records, [1, 2]);
      await matchAndConfirm(batchId);
      let taken = 0;
      const beforeStep = (): void => {
        taken += 1;
        if (taken >= failAt) throw new Error('crash');
      };
      const failing = { ...objects, records: createOcflStore(path.join(dataDir, 'records'), { beforeStep }) };
      const ended = await linkBatch(await stepsOf(batchId, failing)).then(
        () => true,
        () => false,
      );
      if (!ended) expect(await linkBatch(await stepsOf(batchId))).toEqual({ linked: 8 });
      for (const { id, code } of records)
        expect(await readRecord(id), `step ${failAt}`).toEqual([1, 2].map((page) => String(bytesOf(code, page))));
      if (ended) break;
      crashes += 1;
    }
    expect(crashes).toBeGreaterThan(2);
  }, 120_000);

  it('keeps the bytes of a file that came by hand after a crash had left others of its name in the object', async () => {
    const [record] = await makeRecords(1);
    const itemId = record?.id ?? '';
    const batchId = await newBatch();
    await drop(batchId, [record ?? { code: '' }], [1, 2]);
    await matchAndConfirm(batchId);
    // The store has the version, the transaction is lost.
    const scope = scopeOf(unit);
    const crashing: ObjectStore = {
      ...objects,
      records: {
        ...objects.records,
        addVersion: async (...given) => {
          await objects.records.addVersion(...given);
          throw new Error('crash');
        },
      },
    };
    await expect(linkBatch(await stepsOf(batchId, crashing))).rejects.toThrow('crash');
    const bytes = Buffer.from('手工挂上的一页');
    const { uploadId } = await callEach(unit).digital.beginUpload({
      fileName: '001.txt',
      folder: '',
      sizeBytes: bytes.length,
    });
    await objects.staging.create(unit.id, uploadId);
    await receive(uploadId, bytes);
    await withTenantDb(await testPools(), scope, async (tdb) => {
      await attachFiles(tdb, scope, { itemId, uploadIds: [uploadId], role: 'master', creationMethod: 'digitised' });
      await commitFiles(tdb, scope, { itemId }, { objects });
    });
    expect(await readRecord(itemId)).toEqual(['手工挂上的一页']);
    expect(await linkBatch(await stepsOf(batchId))).toEqual({ linked: 2 });
    const pages = [1, 2].map((page) => String(bytesOf(record?.code ?? '', page)));
    expect(await readRecord(itemId)).toEqual(['手工挂上的一页', ...pages]);
  });

  it('links what several people have dropped into one batch', async () => {
    const [record] = await makeRecords(1);
    const batchId = await newBatch();
    const other = await makePerson(unit.id, ['unit_archivist']);
    await drop(batchId, [record ?? { code: '' }], [1]);
    await drop(batchId, [record ?? { code: '' }], [2], scopeOf(unit, other));
    await matchAndConfirm(batchId);
    expect(await linkBatch(await stepsOf(batchId))).toEqual({ linked: 2 });
    expect(await readRecord(record?.id ?? '')).toHaveLength(2);
  });

  it('does not let one record without its bytes keep the others waiting, and says that it failed', async () => {
    const records = await makeRecords(3);
    const batchId = await newBatch();
    await drop(batchId, records, [1]);
    await matchAndConfirm(batchId);
    const gone = records[1]?.code ?? '';
    const withoutOne: ObjectStore = {
      ...objects,
      records: {
        ...objects.records,
        addVersion: async (tenantId, version) => {
          if (version.objectId === objectIdOf(records[1]?.id ?? '')) throw new Error(`${gone} is gone`);
          return objects.records.addVersion(tenantId, version);
        },
      },
    };
    await expect(linkBatch(await stepsOf(batchId, withoutOne))).rejects.toThrow('is gone');
    const kept: number[] = [];
    for (const { id } of records) kept.push((await keptOf(id)).length);
    expect(kept).toEqual([1, 0, 1]);
    expect(await (await callAs(unit)).digital.linkBatchById({ batchId })).toMatchObject({ state: 'linking' });
    expect(await linkBatch(await stepsOf(batchId))).toEqual({ linked: 3 });
  });

  it('takes back more records than fit into one transaction', async () => {
    const records = await makeRecords(18);
    const batchId = await newBatch();
    await drop(batchId, records, [1]);
    await matchAndConfirm(batchId);
    expect(await linkBatch(await stepsOf(batchId))).toEqual({ linked: 18 });
    const scope = scopeOf(unit);
    await withTenantDb(await testPools(), scope, (tdb) => undoLinking(tdb, scope, { batchId }));
    expect(await undoBatch(await stepsOf(batchId))).toEqual({ withdrawn: 18 });
    for (const { id } of records) expect(await readRecord(id)).toEqual([]);
  }, 60_000);
});
