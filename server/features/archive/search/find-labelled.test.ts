import { beforeAll, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { codeSort } from '@/server/domain/archive/reference-code';

let unit: TestTenant;
let stranger: TestTenant;
let box: { id: string; label: string; boxNumber: string };
let place: { id: string; label: string; code: string };
let item: { id: string; referenceCode: string };
let record: { fondsId: string; categoryCode: string; filingYear: number; retentionCode: string; orgCode: string };

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const own = callEach(unit);
  const fonds = await makeFonds(unit);
  record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2021, retentionCode: 'Y', orgCode: 'BGS' };
  const { id } = await own.archive.create({
    ...record,
    title: '关于盒标签的通知',
    documentDate: '20210506',
    pageCount: 12,
    openFlag: 'unreviewed',
  });
  item = (await own.archive.byId({ id })).item;
  const year = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2021 };
  const { stamp } = await own.storage.packPreview(year);
  const { boxIds } = await own.storage.packYear({ ...year, stamp });
  ({ box } = await own.storage.boxById({ id: boxIds[0] ?? '' }));
  const room = await own.storage.createPlace({ level: 'room', number: '1', name: '一号库' });
  ({ place } = await own.storage.placeById({ id: room.id }));
});

it('opens the box, the place and the record that a scanned label hangs on', async () => {
  const own = callEach(unit).archive;
  const asScanned = [box.label, ` ${box.label.toLowerCase()} `, box.label.replace('-', '－')];
  for (const label of asScanned)
    expect(await own.labelled({ label })).toEqual({ kind: 'box', id: box.id, text: box.boxNumber });
  expect(await own.labelled({ label: place.label })).toEqual({ kind: 'place', id: place.id, text: place.code });
  // As a scanner reads it from the separator sheet, and as a hand types it without the zeros.
  const { referenceCode } = item;
  for (const label of [referenceCode, referenceCode.replace('·', '.'), referenceCode.replace(/-0+(\d+)$/, '-$1')])
    expect(await own.labelled({ label })).toEqual({ kind: 'item', id: item.id });
  await own.labelled({ label: referenceCode.slice(0, -5) }).then((found) => expect(found).toEqual({ kind: 'none' }));
});

it('still opens a record by the label of a code that it had', async () => {
  const own = callEach(unit);
  const { id } = await own.archive.create({ ...record, title: '改过号的文件', documentDate: '20210507' });
  const { referenceCode } = (await own.archive.byId({ id })).item;
  const old = referenceCode.replace(/\d{4}$/, '0909');
  await (await testAdmin()).query(
    `insert into archive_code_history (tenant_id, item_id, old_code, old_sort, new_code, reason, changed_by_name)
     values ($1, $2, $3, $4, $5, '重编', '柳某')`,
    [unit.id, id, old, codeSort(old), referenceCode],
  );
  for (const label of [old, referenceCode]) expect(await own.archive.labelled({ label })).toEqual({ kind: 'item', id });
  expect(await callEach(stranger).archive.labelled({ label: old })).toEqual({ kind: 'none' });
});

it('opens nothing of another house, and leaves words to the search', async () => {
  for (const label of [box.label, place.label, item.referenceCode])
    expect(await callEach(stranger).archive.labelled({ label })).toEqual({ kind: 'none' });
  expect(await callEach(unit).archive.labelled({ label: '关于盒标签的通知' })).toEqual({ kind: 'none' });
});
