import { beforeEach, describe, expect, it } from 'vitest';
import { makeObject } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ unit, stranger } = await makeSupervisedPair());
});

/** One white dot. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);
const PROGRAM = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
const reading = (objectIds?: string[]) => ({
  code: 'room_climate',
  values: { readOn: '2026-05-06', room: '一号库', temperature: 21.5, humidity: 55 },
  ...(objectIds ? { objectIds } : {}),
});
const stateOf = async (id: string): Promise<string> =>
  (await (await testAdmin()).query<{ state: string }>('select state from stored_object where id = $1', [id])).rows[0]!
    .state;

describe('the files of an entry', () => {
  it('come with it or later, are downloaded with a trace, and stay named when taken away', async () => {
    const first = await makeObject(unit, PICTURE, '现场.png');
    const { entryId, refused } = await (await callAs(unit)).register.enter(reading([first]));
    expect(refused).toEqual([]);
    const second = await makeObject(unit, PICTURE, '单据.png');
    expect(await (await callAs(unit)).register.attach({ entryId, objectIds: [second, second] })).toEqual({
      attached: 1,
      refused: [],
    });
    const { files } = await (await callAs(unit)).register.entry({ entryId });
    expect(files.map(({ fileName, addedBy }) => [fileName, addedBy])).toEqual([
      ['现场.png', unit.worker.displayName],
      ['单据.png', unit.worker.displayName],
    ]);
    const key = { entryId, attachmentId: files[0]!.id };
    expect(await (await callAs(unit)).register.downloadAttachment(key)).toMatchObject({ fileName: '现场.png' });
    const { rows } = await (await testAdmin()).query(
      "select detail ->> 'fileName' as name from audit_event where tenant_id = $1 and action = 'register.downloadAttachment'",
      [unit.id],
    );
    expect(rows).toEqual([{ name: '现场.png' }]);
    await (await callAs(unit)).register.removeAttachment({ ...key, reason: '拍错了' });
    await expect((await callAs(unit)).register.downloadAttachment(key)).rejects.toThrow('NOT_FOUND');
    await expect((await callAs(unit)).register.removeAttachment({ ...key, reason: '再撤' })).rejects.toThrow(
      'NOT_FOUND',
    );
    const seen = await (await callAs(unit)).register.entry({ entryId });
    expect(seen.files[0]?.removed).toMatchObject({ by: unit.worker.displayName, reason: '拍错了' });
    expect((await (await callAs(unit)).register.entries({ code: 'room_climate' })).rows[0]?.files).toBe(1);
  });

  it('that look classified, hold a program or are of another kind are set aside; the others are kept', async () => {
    const ids = [
      await makeObject(unit, PICTURE, '机密★一号库.png'),
      await makeObject(unit, PICTURE, '库房.png'),
      await makeObject(unit, PROGRAM, '单据.pdf'),
      await makeObject(unit, Buffer.from('a,b\n1,2\n'), '表.csv'),
    ];
    const { entryId, refused } = await (await callAs(unit)).register.enter(reading(ids));
    expect(refused.map(({ position }) => position)).toEqual([0, 2, 3]);
    expect(refused[0]?.code).toBe('CLASSIFIED_CONTENT_REFUSED');
    expect(refused[2]?.code).toBe('UPLOAD_TYPE_REFUSED');
    const { files } = await (await callAs(unit)).register.entry({ entryId });
    expect(files.map(({ fileName }) => fileName)).toEqual(['库房.png']);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['quarantined', 'stored', 'quarantined', 'quarantined']);
  });

  it('are nobody else’s: a foreign entry, file or upload is answered like none', async () => {
    const objectId = await makeObject(unit, PICTURE, '现场.png');
    const { entryId } = await (await callAs(unit)).register.enter(reading([objectId]));
    const { files } = await (await callAs(unit)).register.entry({ entryId });
    const key = { entryId, attachmentId: files[0]!.id };
    const theirs = await makeObject(stranger, PICTURE, '别人的.png');
    const own = await (await callAs(stranger)).register.enter(reading());
    for (const call of [
      async () => (await callAs(stranger)).register.downloadAttachment(key),
      async () => (await callAs(stranger)).register.downloadAttachment({ ...key, entryId: own.entryId }),
      async () => (await callAs(stranger)).register.removeAttachment({ ...key, reason: '不是我的' }),
      async () => (await callAs(stranger)).register.attach({ entryId, objectIds: [theirs] }),
      async () => (await callAs(stranger)).register.attach({ entryId: own.entryId, objectIds: [objectId] }),
      async () => (await callAs(unit)).register.enter(reading([theirs])),
    ])
      await expect(call()).rejects.toThrow('NOT_FOUND');
    const colleague = await makePerson(unit.id, ['unit_archivist']);
    await expect((await callAs(unit, colleague)).register.enter(reading([objectId]))).rejects.toThrow('NOT_FOUND');
    expect((await (await callAs(unit)).register.entries({ code: 'room_climate' })).rows).toHaveLength(1);
  });

  it('are put to no entry that was struck out', async () => {
    const { entryId } = await (await callAs(unit)).register.enter(reading());
    await (await callAs(unit)).register.void({ entryId, rowVersion: 1, reason: '重复' });
    const objectId = await makeObject(unit, PICTURE, '现场.png');
    await expect((await callAs(unit)).register.attach({ entryId, objectIds: [objectId] })).rejects.toThrow('CONFLICT');
  });
});
