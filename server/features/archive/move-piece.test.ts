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
