import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { createStores } from '@/server/objects/create-stores';
import type { ScanVerdict } from '@/server/objects/inspect/scan-for-viruses';
import type { ObjectStore } from '@/server/objects/object-store';
import { commitFiles } from '../commit-files.ts';
import { closeRecogniser, recogniseFile } from '../recognise-file.ts';
import { storeFile } from '../testing/store-file.ts';
import { rescanFile } from './release-file.ts';
import { scanAgain } from './scan-again.ts';

let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
let head: TestPerson;
let archivist: TestPerson;
let objects: ObjectStore;
let itemId: string;
let fileId: string;
let incidentId: string;

const signaturesOf = (number: number): string => `ClamAV 1.4.6/${number}/Sun Nov 22 08:26:01 2026`;
/** A scanner stands outside: in its place one whose signatures take a word for a virus until they are mended. */
const scanner = (number: number, word: string) => ({
  state: async () => 'ready' as const,
  forget: () => undefined,
  scan: async (file: string): Promise<ScanVerdict> => ({
    state: readFileSync(file, 'utf8').includes(word) ? 'infected' : 'clean',
    signatures: signaturesOf(number),
  }),
});
const steps = () => ({ pools, scope: scopeOf(unit), objects, progress: async () => undefined });
const read = () => recogniseFile({ ...steps(), payload: { fileId } });
const rescan = (number: number, word: string) =>
  rescanFile({ ...steps(), payload: { incidentId } }, scanner(number, word));
const caller = () => callEach(unit);
const incident = () => caller().fixity.incidentById({ id: incidentId });
const find = async (q: string) => (await caller().digital.searchText({ q })).hits.map((hit) => hit.fileName);
const release = async (person: TestPerson) =>
  callEach(unit, person).fixity.release({
    id: incidentId,
    rowVersion: (await incident()).rowVersion,
    reason: '厂商确认是误报',
  });

beforeAll(async () => {
  pools = await testPools();
  objects = createStores({ dataDir: tempFolder('release') });
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  head = await makePerson(unit.id, ['unit_lead'], '周镇长');
  archivist = await makePerson(unit.id, ['unit_archivist'], '李档案员');
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  itemId = (await caller().archive.create({ ...record, title: '来文一件', documentDate: '20240506' })).id;
  await storeFile(pools, scopeOf(unit), objects, itemId, '0001.txt', '关于水库除险加固的批复');
  fileId = (await caller().digital.files({ itemId })).files[0]?.id ?? '';
  await read();
  await (await testAdmin()).query(`update digital_file set scan_state = 'not_scanned' where tenant_id = $1`, [unit.id]);
}, 60_000);
afterAll(closeRecogniser);

it('shows and finds nothing of a file in quarantine', async () => {
  expect(await find('除险加固')).toEqual(['0001.txt']);
  await scanAgain(steps(), scanner(100, '水库'));
  incidentId = (await caller().fixity.incidents({})).rows[0]?.id ?? '';
  expect(await find('除险加固')).toEqual([]);
  const nothing = { message: 'NOT_FOUND' };
  await expect(caller().digital.pageText({ fileId, page: 1 })).rejects.toMatchObject(nothing);
  const lines = [{ index: 0, text: '改' }];
  await expect(caller().digital.correctPage({ fileId, page: 1, rowVersion: 1, lines })).rejects.toMatchObject(nothing);
  expect((await caller().digital.suggestFields({ itemId })).suggestions).toEqual([]);
  const view = await caller().digital.viewer({ itemId });
  expect([...view.files, ...view.older.files]).toEqual([]);
});

it('is not released without a scan by newer signatures that finds nothing', async () => {
  const refused = { message: 'RESCAN_NEEDED' };
  await expect(release(head)).rejects.toMatchObject(refused);
  expect(await rescan(101, '水库')).toEqual({ state: 'infected' });
  await expect(release(head)).rejects.toMatchObject(refused);
  // The same signatures that found it cannot lift their own judgement.
  expect(await rescan(100, '没有')).toEqual({ state: 'clean' });
  expect((await incident()).quarantine).toMatchObject({ foundWith: signaturesOf(100), isReleasable: false });
  await expect(release(head)).rejects.toMatchObject(refused);
});

it('is released by the head of the unit with a reason, and everything of it is there again', async () => {
  // What is filed meanwhile leaves the bytes in the object's newest version.
  await storeFile(pools, scopeOf(unit), objects, itemId, '0002.txt', '附件');
  await caller().fixity.rescan({ id: incidentId });
  expect(await rescan(102, '没有')).toEqual({ state: 'clean' });
  expect((await incident()).quarantine).toMatchObject({ isReleasable: true, rescan: { state: 'clean' } });
  await expect(release(archivist)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await release(head);
  expect(await incident()).toMatchObject({
    state: 'released',
    reason: '厂商确认是误报',
    closedByName: head.displayName,
    quarantine: null,
  });
  expect((await caller().digital.files({ itemId })).files.map((file) => [file.fileName, file.scanState])).toEqual([
    ['0001.txt', 'clean'],
    ['0002.txt', expect.any(String)],
  ]);
  expect(await find('除险加固')).toEqual(['0001.txt']);
  expect((await caller().digital.pageText({ fileId, page: 1 })).state).toBe('recognised');
  const admin = await testAdmin();
  const { rows: owed } = await admin.query(
    `select payload from job_run where tenant_id = $1 and name = 'digital.recognise-file' and state = 'owed' order by created_at desc limit 1`,
    [unit.id],
  );
  expect(owed[0]?.payload).toEqual({ fileId });
  const { rows: told } = await admin.query(
    `select action, actor_name from audit_event where tenant_id = $1 and object_kind = 'fixity_incident' order by id`,
    [unit.id],
  );
  expect(told).toContainEqual({ action: 'digital.releaseFile', actor_name: head.displayName });
  await expect(release(head)).rejects.toMatchObject({ message: 'INCIDENT_CLOSED' });
  // The next version of the object still holds it.
  await storeFile(pools, scopeOf(unit), objects, itemId, '0003.txt', '又一件');
  const inventory = await objects.records.inventory(unit.id, `urn:uuid:${itemId}`);
  const names = Object.values(inventory?.versions[inventory.head]?.state ?? {}).flat();
  expect(names.filter((name) => /000[123]\.txt$/.test(name))).toHaveLength(3);
});

it('goes to its older version when another file took its place meanwhile, and stays away from strangers', async () => {
  const admin = await testAdmin();
  const files = (await caller().digital.files({ itemId })).files;
  const second = files.find((file) => file.fileName === '0002.txt');
  await admin.query(
    `update digital_file set scan_state = 'infected', quarantined_from = 'stored', state = 'withdrawn', scanned_with = null, replaced_by = $2 where id = $1`,
    [second?.id, files.find((file) => file.fileName === '0003.txt')?.id],
  );
  await admin.query(
    `update fixity_incident set state = 'accepted', reason = '等厂商答复', file_id = $2, rescan_state = 'clean', rescanned_with = $3, rescanned_at = now() where id = $1`,
    [incidentId, second?.id, signaturesOf(7)],
  );
  const strange = { message: 'NOT_FOUND' };
  const { rowVersion } = await incident();
  const asHead = callEach(stranger, await makePerson(stranger.id, ['unit_lead']));
  await expect(asHead.fixity.release({ id: incidentId, rowVersion, reason: '试试' })).rejects.toMatchObject(strange);
  await expect(callEach(stranger).fixity.rescan({ id: incidentId })).rejects.toMatchObject(strange);
  await release(head);
  const { rows } = await admin.query('select state, scan_state from digital_file where id = $1', [second?.id]);
  expect(rows).toEqual([{ state: 'replaced', scan_state: 'clean' }]);
  await withTenantDb(pools, scopeOf(unit), (tdb) => commitFiles(tdb, scopeOf(unit), { itemId }, { objects }));
});
