import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeDistrict, makeNoticedCampaign, onePixelPng, textOfPdf } from '@/db/testing/factories/inspection';
import { makePerson, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { answerText, isConflict } from '@/server/domain/inspection/onsite-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { readObject } from '@/server/objects/read-object';
import { storeSitePhoto } from './store-photo.ts';

let bureau: TestTenant;
let otherBureau: TestTenant;
let first: TestPerson;
let second: TestPerson;
let outsider: TestPerson;
let inspectionId = '';
let foreignAnswer = '';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => (error instanceof AppError ? error.code : error.message),
  );
const rows = async (query: string) => (await (await testAdmin()).query(query, [inspectionId])).rows;

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau } = district);
  const { campaign } = await makeNoticedCampaign(bureau, 1);
  const [unit] = campaign.drawn!.units;
  inspectionId = campaign.inspections[0]!.id;
  const named = unit!.inspectors.map(({ accountId }) => accountId);
  [first, second] = named.map((id) => district.inspectors.find((person) => person.accountId === id)!) as [
    TestPerson,
    TestPerson,
  ];
  outsider = await makePerson(bureau.id, ['bureau_inspector'], '旁人');
  await makePerson(otherBureau.id, ['bureau_inspector'], '钱某');
  const theirs = await makeNoticedCampaign(otherBureau, 1);
  foreignAnswer = uuidv7();
  const { id } = theirs.campaign.inspections[0]!;
  await (await callAs(otherBureau)).onsite.saveAnswer({ ...answer({ id: foreignAnswer }), inspectionId: id });
});

const answer = (more: object = {}) => ({
  id: uuidv7(),
  inspectionId,
  itemCode: 'T17',
  verdict: 'unmet' as const,
  value: null,
  outOf: null,
  note: '库房有漏水痕迹 ',
  severity: 'HAZARD' as const,
  basedOn: [] as string[],
  madeAt: '2026-11-21T01:02:03.004Z',
  ...more,
});
const save = async (input: ReturnType<typeof answer>, person = first) =>
  (await callAs(bureau, person)).onsite.saveAnswer(input);

/** What counts of each item, and where it was said. */
const review = async (): Promise<Record<string, string>> => {
  const { answers, siteConflicts } = await (await callAs(bureau)).checklist.review({ inspectionId });
  const said = answers.map(({ itemCode, verdict, isOnSite }) => [
    itemCode,
    `${verdict} ${isOnSite ? 'on site' : 'at the desk'}`,
  ]);
  return Object.fromEntries([...said, ...siteConflicts.map((code) => [code, 'conflict'])]);
};

describe('answers', () => {
  it('are acknowledged by the digest of what is stored, and a repeat is one answer', async () => {
    const one = answer();
    const kept = await save(one);
    expect(kept.sha256).toBe(sha256(answerText(one)));
    // The phone was killed before it heard: it asks again under the same key, and under another.
    const [again, fresh] = [await (await callAs(bureau, first, one.id)).onsite.saveAnswer(one), await save(one)];
    expect([again.sha256, fresh.sha256]).toEqual([kept.sha256, kept.sha256]);
    expect(await rows('select id from onsite_answer where inspection_id = $1')).toHaveLength(1);
    expect(await refused(save({ ...one, note: '改了' }))).toBe('CONFLICT');
    const { standing } = await save(answer({ basedOn: [one.id], verdict: 'met', note: '', severity: null }));
    expect(standing.map((row) => row.verdict)).toEqual(['met']);
  });

  it('of two inspectors stand side by side until one of them settles it', async () => {
    const mine = answer({ itemCode: 'T9', note: '记录不全' });
    const theirs = answer({ itemCode: 'T9', note: '记录齐全', verdict: 'met', severity: null });
    expect((await save(mine)).standing).toHaveLength(1);
    const { standing } = await save(theirs, second);
    expect(isConflict(standing)).toBe(true);
    expect(await review()).toMatchObject({ T9: 'conflict' });
    expect(standing.map((row) => [row.note, row.isMine, row.madeByName])).toEqual(
      expect.arrayContaining([
        ['记录不全', false, first.displayName],
        ['记录齐全', true, second.displayName],
      ]),
    );
    const settled = await save(answer({ itemCode: 'T9', note: '共同核对', basedOn: [mine.id, theirs.id] }));
    expect(settled.standing.map((row) => row.note)).toEqual(['共同核对']);
    const { answers } = await (await callAs(bureau)).onsite.record({ inspectionId });
    expect(answers.filter((row) => row.itemCode === 'T9').map((row) => row.note)).toHaveLength(3);
  });

  it('count in the score as the desk’s do, until the desk says it again', async () => {
    expect(await review()).toEqual({ T17: 'met on site', T9: 'unmet on site' });
    const score = async () => (await (await callAs(bureau)).checklist.score({ inspectionId })).checked;
    const { open, percent } = await score();
    expect(percent).not.toBeNull();
    const said = { inspectionId, itemCode: 'T17', rowVersion: 0, verdict: 'unmet' as const, note: '经核对' };
    await (await callAs(bureau, first)).checklist.answer(said);
    expect(await review()).toEqual({ T17: 'unmet at the desk', T9: 'unmet on site' });
    expect((await score()).open).toBe(open);
    expect((await score()).percent).not.toBe(percent);
    // What was said on site after that counts again.
    const [known] = await rows(
      "select id from onsite_answer where inspection_id = $1 and item_code = 'T17' and verdict = 'met'",
    );
    const later = { basedOn: [known.id], verdict: 'met' as const, note: '', severity: null };
    await save(answer({ ...later, madeAt: new Date(Date.now() + 60_000).toISOString() } as never));
    expect(await review()).toEqual({ T17: 'met on site', T9: 'unmet on site' });
    expect((await score()).percent).toBe(percent);
  });

  it('refuse what is not theirs, and answer a foreign id like an unknown one', async () => {
    expect(await refused(save(answer(), outsider))).toBe('FORBIDDEN');
    expect(await refused(save(answer({ itemCode: 'A1' })))).toBe('NOT_FOUND');
    expect(await refused(save(answer({ basedOn: [foreignAnswer] })))).toBe('NOT_FOUND');
    expect(await refused(save(answer({ basedOn: [uuidv7()] })))).toBe('NOT_FOUND');
    // The id of somebody else's answer is free here: it names one's own row only.
    expect(await refused(save(answer({ id: foreignAnswer, itemCode: 'T10' })))).toBe('answered');
    const stranger = (await callAs(otherBureau)).onsite;
    for (const call of [
      () => stranger.saveAnswer(answer()),
      () => stranger.takePack({ inspectionId }),
      () => stranger.record({ inspectionId }),
    ])
      expect(await refused(call())).toBe('NOT_FOUND');
    expect(await refused(save(answer({ note: '本件为机密级' })))).toBe('CLASSIFIED_CONTENT_REFUSED');
  });
});

const photo = (bytes: Buffer, more: object = {}) => ({
  id: uuidv7(),
  inspectionId,
  itemCode: 'T8',
  fileName: '库房.png',
  takenAt: '2026-11-21T01:05:00.000Z',
  latitude: 30.25,
  longitude: 120.15,
  accuracyMetres: 12,
  wasReduced: false,
  sha256: sha256(bytes),
  ...more,
});
const store = async (input: ReturnType<typeof photo>, bytes: Buffer, person = first, tenant = bureau) =>
  storeSitePhoto(await testPools(), scopeOf(tenant, person), testObjects(), input, bytes);

describe('photos', () => {
  it('are kept once, with time and place, however often and from wherever they are sent', async () => {
    const bytes = onePixelPng(200);
    const one = photo(bytes);
    const answers = await Promise.all([store(one, bytes), store(one, bytes), store(photo(bytes), bytes, second)]);
    expect(new Set(answers.map((kept) => kept.id)).size).toBe(1);
    expect(answers.map((kept) => kept.sha256)).toEqual([one.sha256, one.sha256, one.sha256]);
    expect(await rows('select id from onsite_photo where inspection_id = $1')).toHaveLength(1);
    const { photos } = await (await callAs(bureau)).onsite.record({ inspectionId });
    expect(photos[0]).toMatchObject({ latitude: 30.25, longitude: 120.15, accuracyMetres: 12 });
    expect(photos[0]?.takenAt).toBe(one.takenAt);
    const file = await (await callAs(bureau)).onsite.downloadPhoto({ inspectionId, photoId: answers[0]!.id });
    expect(await readObject(testObjects(), file)).toEqual(bytes);
    const theirs = (await callAs(otherBureau)).onsite.downloadPhoto({ inspectionId, photoId: answers[0]!.id });
    expect(await refused(theirs)).toBe('NOT_FOUND');
  });

  it('are refused when they changed on the way, are no picture, or are not theirs', async () => {
    const bytes = onePixelPng(201);
    expect(await refused(store(photo(onePixelPng(202)), bytes))).toBe('UPLOAD_DAMAGED');
    const text = Buffer.from('不是照片');
    expect(await refused(store(photo(text), text))).toBe('UPLOAD_TYPE_REFUSED');
    expect(await refused(store(photo(bytes), bytes, outsider))).toBe('FORBIDDEN');
    expect(await refused(store(photo(bytes), bytes, otherBureau.worker, otherBureau))).toBe('NOT_FOUND');
    expect(await rows('select id from onsite_photo where inspection_id = $1')).toHaveLength(1);
  });
});

describe('an item that needs a photo', () => {
  const unmet = (more: object = {}) => answer({ itemCode: 'T8', ...more });
  it('has no conclusion without one that stands, on the phone or at the desk', async () => {
    const desk = async () =>
      (await callAs(bureau, first)).checklist.answer({ inspectionId, itemCode: 'T8', rowVersion: 0, verdict: 'unmet' });
    const bytes = onePixelPng(211);
    const [one] = await rows("select id from onsite_photo where inspection_id = $1 and item_code = 'T8'");
    expect(await refused(save(unmet()))).toBe('answered');
    const withdraw = { inspectionId, photoId: one.id, reason: '拍错了单位' };
    const asOther = (await callAs(otherBureau)).onsite;
    expect(await refused(asOther.withdrawPhoto(withdraw))).toBe('NOT_FOUND');
    expect(await refused(asOther.withdrawPhoto({ ...withdraw, photoId: uuidv7() }))).toBe('NOT_FOUND');
    const mine = (await callAs(bureau, first)).onsite;
    expect(await refused(mine.withdrawPhoto({ ...withdraw, photoId: uuidv7() }))).toBe('NOT_FOUND');
    expect(await refused((await callAs(bureau, outsider)).onsite.withdrawPhoto(withdraw))).toBe('FORBIDDEN');
    await (await callAs(bureau, first)).onsite.withdrawPhoto(withdraw);
    expect(await refused((await callAs(bureau, first)).onsite.withdrawPhoto(withdraw))).toBe('PHOTO_WITHDRAWN');
    const { photos } = await (await callAs(bureau)).onsite.record({ inspectionId });
    expect(photos.find((row) => row.id === one.id)).toMatchObject({
      withdrawnReason: '拍错了单位',
      withdrawnByName: first.displayName,
    });
    expect(await refused(save(unmet({ note: '再答' })))).toBe('PHOTO_NEEDED');
    expect(await refused(desk())).toBe('PHOTO_NEEDED');
    expect(await refused(save(unmet({ verdict: null, note: '先记下' })))).toBe('answered');
    expect(await refused(save(unmet({ verdict: 'na', severity: null })))).toBe('answered');
    const close = { inspectionId, conclusion: '现场检查完成', result: 'PASS' as const };
    expect(await refused((await callAs(bureau, first)).inspection.close(close))).toBe('PHOTO_NEEDED');
    await store(photo(bytes), bytes);
    expect(await refused(save(unmet({ note: '补拍之后' })))).toBe('answered');
    expect(await refused(desk())).toBe('answered');
  });

  it('comes into the draft of a finding with its basis, words and standing photos', async () => {
    const ask = { inspectionId, itemCode: 'T8' };
    const draft = await (await callAs(bureau, first)).inspection.draftFinding(ask);
    expect(draft).toMatchObject({ legalItem: 'LI2', severity: 'HAZARD', documentCode: 'RECTIFY' });
    expect(draft.fact).toContain('补拍之后');
    expect(draft.basis).toContain('第四十五条');
    expect(draft.photos).toHaveLength(1);
    expect(await refused((await callAs(otherBureau)).inspection.draftFinding(ask))).toBe('NOT_FOUND');
    expect(await refused((await callAs(bureau, first)).inspection.draftFinding({ ...ask, itemCode: 'A1' }))).toBe(
      'NOT_FOUND',
    );
  });
});

describe('pack, signature and record', () => {
  const statement = {
    unitName: '柳溪镇人民政府',
    lines: [
      { itemCode: 'T8', text: '库房', verdict: 'unmet' as const, value: null, outOf: null, note: '漏水', photos: [] },
    ],
  };
  const signed = {
    id: uuidv7(),
    kind: 'signed' as const,
    personName: '王某',
    personPost: '党政办主任',
    pngBase64: onePixelPng(7).toString('base64'),
    statement,
    signedAt: '2026-11-21T02:00:00.000Z',
  };

  it('hands the pack to the named inspectors while the grant has not ended, and logs it', async () => {
    // What was withdrawn does not go out with the pack.
    const pack = await (await callAs(bureau, second)).onsite.takePack({ inspectionId });
    expect(pack.items.length).toBeGreaterThan(10);
    expect(pack.standing.filter((row) => row.itemCode === 'T9').map((row) => row.note)).toEqual(['共同核对']);
    expect(pack.photos).toHaveLength(1);
    expect(pack.ownNotes.T9).toContain('共同核对');
    expect(await refused((await callAs(bureau, outsider)).onsite.takePack({ inspectionId }))).toBe('FORBIDDEN');
    const logged = await rows("select 1 from audit_event where action = 'inspection.takePack' and object_id = $1");
    expect(logged).toHaveLength(1);
  });

  it('keeps what was signed as it was, once', async () => {
    const call = async (more: object = {}) =>
      (await callAs(bureau, first)).onsite.sign({ ...signed, inspectionId, ...more });
    const kept = await call();
    expect(kept.statementSha256).toBe(sha256(JSON.stringify(statement)));
    expect(kept.pictureSha256).toBe(sha256(onePixelPng(7)));
    expect(await call()).toEqual(kept);
    expect(await refused(call({ personName: '李某' }))).toBe('CONFLICT');
    const { id: _id, kind: _kind, pngBase64: _png, ...rest } = signed;
    const no = { ...rest, id: uuidv7(), kind: 'refused' as const, reason: '对结果有异议', witnessName: '赵某' };
    await (await callAs(bureau, second)).onsite.sign({ ...no, inspectionId });
    const { signatures } = await (await callAs(bureau)).onsite.record({ inspectionId });
    expect(signatures.map((row) => [row.kind, row.personName, row.witnessName])).toEqual([
      ['signed', '王某', null],
      ['refused', '王某', '赵某'],
    ]);
    const change = (await testAdmin()).query('set role lantai_app; update onsite_signature set person_name = $$x$$');
    expect(await refused(change)).toContain('permission denied');
    await (await testAdmin()).query('reset role');
  });

  it('prints answers and signatures into the record, and takes nothing in once it is closed', async () => {
    const inspection = (await callAs(bureau, first)).inspection;
    await inspection.close({ inspectionId, conclusion: '现场检查完成', result: 'PASS' });
    const file = await (await callAs(bureau)).inspection.downloadRecord({ inspectionId });
    const text = await textOfPdf(await readObject(testObjects(), file));
    for (const words of ['现场检查情况', '共同核对', '党政办主任', '拒绝签字', '赵某']) expect(text).toContain(words);
    expect(await refused(save(answer()))).toBe('INSPECTION_STATE_WRONG');
    const bytes = onePixelPng(203);
    expect(await refused(store(photo(bytes), bytes))).toBe('INSPECTION_STATE_WRONG');
    expect(await refused((await callAs(bureau, first)).onsite.takePack({ inspectionId }))).toBe(
      'INSPECTION_STATE_WRONG',
    );
  });
});
