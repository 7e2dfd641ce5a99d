import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import { commitFiles } from './commit-files.ts';
import { closeRecogniser } from './recognise-file.ts';
import { takeStoredFile } from './take-stored-file.ts';

let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
let handler: TestPerson;
let departmentId: string;
let fondsId: string;

/** Handed in by a department, accepted by the archivist: the record and what is owed for it. */
const accept = async (fileName: string, content: string | Buffer) => {
  const scope = scopeOf(unit, handler);
  const upload = { stream: Buffer.from(content), fileName, maxBytes: 1_000_000 };
  const object = await withTenantDb(pools, scope, (tdb) => storeUpload(tdb, scope, testObjects(), upload));
  const department = callEach(unit, handler).filing;
  const handed = await department.handFiles({ departmentId, year: 2024, objectIds: [object.id] });
  const draft = handed.documents[0];
  if (!draft) throw new Error('nothing was taken in');
  const { id, rowVersion } = draft;
  const values = { title: '关于防汛值班的通知', categoryCode: 'WS', documentDate: '20240506' };
  await department.updateDocument({ id, rowVersion, ...values, responsibleParty: '柳溪镇人民政府' });
  await department.submit({ ids: [id] });
  const sent = await callEach(unit).filing.document({ id });
  const decided = { id, rowVersion: sent.rowVersion, fondsId, retentionCode: 'Y' };
  const itemId = (await callEach(unit).filing.acceptDocument(decided)).itemId ?? '';
  const { rows } = await (await testAdmin()).query(
    `select payload from job_run where tenant_id = $1 and name = 'digital.take-stored-file' and payload ->> 'itemId' = $2`,
    [unit.id, itemId],
  );
  expect(rows).toEqual([{ payload: { itemId, objectId: object.id } }]);
  return { itemId, object };
};
const take = (payload: { itemId: string; objectId: string }, tenant = unit, objects: ObjectStore = testObjects()) =>
  takeStoredFile({ pools, scope: scopeOf(tenant), payload, objects });
const filesOf = async (itemId: string) => {
  const scope = scopeOf(unit);
  await withTenantDb(pools, scope, (tdb) => commitFiles(tdb, scope, { itemId }, { objects: testObjects() }));
  return (await callEach(unit).digital.files({ itemId })).files;
};

beforeAll(async () => {
  pools = await testPools();
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  handler = await makePerson(unit.id, ['unit_dept'], '钱某');
  fondsId = (await makeFonds(unit)).id;
  departmentId = (await callEach(unit).filing.addDepartment({ code: 'DZB', name: '党政办' })).id;
  await callEach(unit).filing.assignHandlers({ departmentId, membershipIds: [handler.membershipId] });
}, 180_000);
afterAll(() => {
  closeInspector();
  closeRecogniser();
});

it('makes the file that was handed in a file of the record, once, also when the disk stops in between', async () => {
  const { itemId, object } = await accept('防汛值班通知.txt', '各村：\n汛期值班安排如下。');
  const payload = { itemId, objectId: object.id };
  const real = testObjects();
  const halfWay = async (tenantId: number, uploadId: string, offset: number, _source: Readable, most: number) => {
    await real.staging.append(tenantId, uploadId, offset, Readable.from([Buffer.from('各')]), most);
    throw new Error('the disk stopped');
  };
  await expect(take(payload, unit, { ...real, staging: { ...real.staging, append: halfWay } })).rejects.toThrow(
    'stopped',
  );
  expect(await filesOf(itemId)).toEqual([]);
  expect(await take(payload)).toEqual({ taken: true });
  expect(await take(payload)).toEqual({ taken: true });
  const { sha256, sm3 } = object;
  expect(await filesOf(itemId)).toMatchObject([
    { fileName: '防汛值班通知.txt', state: 'stored', creationMethod: 'born_digital', sha256, sm3 },
  ]);
  const { rows } = await callEach(unit).digital.fourPropertyRuns({});
  expect(rows).toMatchObject([{ phase: 'archiving', scope: { kind: 'records', itemIds: [itemId] } }]);
}, 120_000);

it('calls a scan a copy of paper, and a PDF that was written born digital', async () => {
  const pdf = (text: string | null): Promise<Buffer> => {
    const document = new PDFDocument({ size: 'A4' });
    if (text === null) document.rect(60, 60, 200, 300).fill('#888');
    else document.text(text);
    document.end();
    return buffer(document as unknown as Readable);
  };
  const methodOf = async (fileName: string, bytes: Buffer) => {
    const { itemId, object } = await accept(fileName, bytes);
    await take({ itemId, objectId: object.id });
    return (await filesOf(itemId))[0]?.creationMethod;
  };
  expect(await methodOf('扫描件.pdf', await pdf(null))).toBe('digitised');
  expect(await methodOf('通知.pdf', await pdf('Notice on fire prevention'))).toBe('born_digital');
}, 120_000);

it('leaves out what is refused and tells it, and takes nothing that is another unit’s', async () => {
  const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  const { itemId, object } = await accept('附件.txt', virus);
  const payload = { itemId, objectId: object.id };
  await expect(take(payload, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await take(payload)).toEqual({ taken: false });
  expect(await take(payload)).toEqual({ taken: false });
  expect(await filesOf(itemId)).toEqual([]);
  const told = (await callEach(unit).platform.notices({})).rows.filter((row) => row.kind === 'stored_file_refused');
  expect(told.map((row) => [row.title, row.link])).toEqual([
    ['移交的文件没有归入原文，请核对后另行上传：附件.txt', `archives/${itemId}/files`],
  ]);
}, 120_000);
