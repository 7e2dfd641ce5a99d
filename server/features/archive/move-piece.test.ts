import { expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';

it('moves a piece to another volume with its codes kept, and sets the pages of both volumes right', async () => {
  const [unit, stranger] = [await makeTenant('department'), await makeTenant('department')];
  const api = callEach(unit);
  const fonds = await makeFonds(unit);
  const volumeOf = (title: string, retentionCode = 'D30') =>
    api.archive.create({
      fondsId: fonds.id,
      categoryCode: 'KJ·JJ',
      level: 'volume',
      filingYear: 2021,
      retentionCode,
      title,
      details: { projectNumber: 'P01' },
    });
  const [one, two] = [await volumeOf('施工日志'), await volumeOf('监理文件', 'Y')];
  const fill = async (parentId: string, titles: readonly string[]) => {
    const rows = titles.map((title, at) => ({
      key: title,
      cells: { title, pageCount: '5', pageNumber: String(1 + 5 * at) },
    }));
    const asked = { kind: 'grid' as const, fondsId: fonds.id, categoryCode: 'KJ·JJ', parentId, rows };
    const { id } = await api.archive.startDraft(asked);
    return (await api.archive.fileRows({ draftId: id, rowVersion: 1, rows })).filed;
  };
  const [first, second] = await fill(one.id, ['甲', '乙', '丙']);
  await fill(two.id, ['丁']);
  if (!first || !second) throw new Error('nothing was filed');

  const move = { id: second.id, rowVersion: 1, volumeId: two.id, reason: '组卷时放错案卷' };
  await expect(callEach(stranger).archive.movePiece(move)).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(api.archive.movePiece({ ...move, volumeId: one.id })).rejects.toMatchObject({ message: 'BAD_INPUT' });
  await expect(api.archive.movePiece({ ...move, volumeId: first.id })).rejects.toMatchObject({
    message: 'NOT_A_VOLUME',
  });
  await expect(api.archive.movePiece({ ...move, id: one.id })).rejects.toMatchObject({ message: 'MOVE_NEEDS_PIECE' });

  const moved = await api.archive.movePiece(move);
  expect(moved).toMatchObject({
    parentId: two.id,
    retentionCode: 'Y',
    oldCodes: [second.referenceCode],
    pageNumber: '6-10',
  });
  expect(moved.referenceCode.startsWith(`${two.referenceCode}-`)).toBe(true);
  expect(await api.fonds.formerCodes({ itemId: second.id })).toMatchObject([
    { oldCode: second.referenceCode, reason: '组卷时放错案卷' },
  ]);
  const pagesIn = async (itemId: string) => {
    const { rows } = await api.fonds.children({ itemId });
    return Promise.all(rows.map(async ({ id }) => (await api.archive.byId({ id })).item.pageNumber));
  };
  expect([await pagesIn(one.id), await pagesIn(two.id)]).toEqual([
    ['1', '6-10'],
    ['1', '6-10'],
  ]);
  const { rows } = await api.archive.history({ id: one.id });
  expect(rows[0]).toMatchObject({ action: 'archive.movePiece', reason: '组卷时放错案卷' });
  // The number that was left is nobody's any more.
  const next = (await fill(one.id, ['戊']))[0]?.referenceCode;
  expect(next).not.toBe(second.referenceCode);
  await expect(api.archive.movePiece({ ...move, volumeId: one.id })).rejects.toMatchObject({
    message: 'STALE_VERSION',
  });
});

it('tells of a piece what was done to the volumes that it lay in, while it lay there', async () => {
  const unit = await makeTenant('repository');
  const api = callEach(unit);
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'KJ·JJ', filingYear: 2021, retentionCode: 'D30' };
  const details = { projectNumber: 'P01' };
  const volumes: { id: string; referenceCode: string; piece: string }[] = [];
  for (const title of ['施工日志', '监理文件']) {
    const volume = await api.archive.create({ ...record, level: 'volume', title, details });
    const { id: piece } = await api.archive.create({ ...record, parentId: volume.id, title: `${title}第一件` });
    volumes.push({ ...volume, piece });
  }
  const [one, two] = volumes;
  if (!one || !two) throw new Error('nothing was filed');
  const made = { name: '科技卷', plannedFrom: '2024-01-01', plannedTo: '2024-02-01' };
  const { batchId } = await api.digitisation.createBatch({ ...made, categoryCode: 'KJ', filingYear: 2021 });
  await api.digitisation.addRecords({ batchId, itemIds: [one.id, two.id] });
  const step = (name: 'out' | 'prepared', id: string) =>
    api.digitisation.reportStep({ batchId, step: name, itemIds: [id] });
  await step('out', one.id);
  await step('prepared', one.id);
  const { rowVersion } = (await api.archive.byId({ id: one.piece })).item;
  await api.archive.movePiece({ id: one.piece, rowVersion, volumeId: two.id, reason: '组卷时放错案卷' });
  await step('out', two.id);
  await step('prepared', two.id);
  const prepared = async (id: string) =>
    (await api.archive.history({ id, kind: 'file' })).rows
      .filter(({ action }) => action === 'digitisation.volume_prepared')
      .map(({ subject }) => subject?.split(' ')[0]);
  expect(await prepared(one.piece)).toEqual([two.referenceCode, one.referenceCode]);
  expect(await prepared(two.piece)).toEqual([two.referenceCode]);
  // The volume tells its own steps as its own.
  expect(await prepared(two.id)).toEqual([]);
});
