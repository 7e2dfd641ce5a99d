import { beforeAll, describe, expect, it } from 'vitest';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import {
  dayFromNow,
  fileItem,
  makeDistrict,
  makeNoticedCampaign,
  makePhoto,
  readEvents,
  textOfPdf,
} from '@/db/testing/factories/inspection';
import { makePerson, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';

/* One story in order: each test begins where the one before it ended. */
type District = Awaited<ReturnType<typeof makeDistrict>>;
let district: District;
let bureau: TestTenant;
let unit: TestTenant;
let sister: TestTenant;
let inspector: TestPerson;
let campaignId = '';
let inspectionId = '';
let sisterInspectionId = '';
let itemId = '';
let sisterItemId = '';
let photoId = '';
const findingIds: string[] = [];
const documents: string[] = [];

const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const asInspector = async () => (await callAs(bureau, inspector)).inspection;
const asUnit = async () => (await callAs(unit)).inspection;

beforeAll(async () => {
  district = await makeDistrict();
  ({ bureau } = district);
  const made = await makeNoticedCampaign(bureau, 2);
  campaignId = made.campaignId;
  const [first, second] = made.campaign.drawn!.units;
  unit = district.units.find((candidate) => candidate.slug === first!.slug)!;
  sister = district.units.find((candidate) => candidate.slug === second!.slug)!;
  inspector = district.inspectors.find((person) => person.accountId === first!.inspectors[0]!.accountId)!;
  inspectionId = made.campaign.inspections.find((row) => row.subjectSlug === unit.slug)!.id;
  sisterInspectionId = made.campaign.inspections.find((row) => row.subjectSlug === sister.slug)!.id;
  itemId = await fileItem(unit, 'C012', 2025);
  sisterItemId = await fileItem(sister, 'C013', 2025);
  photoId = await makePhoto(bureau, '库房.png', 10);
});

const draft = (more: object = {}) => ({
  inspectionId,
  checklistCode: 'T6',
  severity: 'MINOR' as const,
  fact: '文号著录为圆括号，与原文不一致',
  basis: 'DA/T 22-2015 归档文件目录',
  requirement: '更正本件文号，并复核2025年度全部目录',
  dueOn: dayFromNow(30),
  pin: { kind: 'checklist_item' as const },
  ...more,
});

describe('notice', () => {
  it('reaches the unit with legal basis, inspectors and scope; the unit signs for it once', async () => {
    const { rows } = await (await asUnit()).received({});
    expect(rows.map((row) => [row.kind, row.state])).toEqual([['inspection_notice', 'waiting']]);
    const { notice } = await (await asUnit()).receivedById({ dispatchId: rows[0]!.dispatchId });
    expect(notice?.legalBasis).toContain('第四十二条');
    expect(notice?.inspectors).toHaveLength(2);
    expect(notice?.scope.recordClasses).toEqual(['archive']);
    const sign = async () => (await callAs(unit)).dispatch.acknowledge({ id: rows[0]!.dispatchId });
    await sign();
    expect(await refused(sign())).not.toBe('answered');
    expect((await (await asUnit()).received({})).rows[0]?.state).toBe('done');
    expect((await (await asInspector()).byId({ inspectionId })).acknowledgedAt).not.toBeNull();
    const theirs = (await callAs(sister)).inspection.receivedById({ dispatchId: rows[0]!.dispatchId });
    expect(await refused(theirs)).toBe('NOT_FOUND');
  });
});

describe('findings', () => {
  it('pin a record: its copy is frozen and the unit reads in its log that it was read', async () => {
    const before = (await readEvents(unit)).length;
    const pin = { kind: 'archive_item' as const, unitSlug: unit.slug, id: itemId };
    const made = await (await asInspector()).addFinding(draft({ pin }));
    expect(made.number).toBe(1);
    findingIds.push(made.id);
    expect((await readEvents(unit)).slice(before)).toEqual(['inspection.pinRecord']);
    expect(await readEvents(sister)).toEqual([]);
    const { findings, state } = await (await asInspector()).byId({ inspectionId });
    expect(state).toBe('inspecting');
    expect(findings[0]).toMatchObject({ legalItem: 'LI4', documentCode: 'ADVICE', state: 'draft' });
    expect(findings[0]?.pinnedCopy).toMatchObject({ documentNumber: '柳政发(2025)12号', unitSlug: unit.slug });
  });

  it('derive the document from the severity and carry photos', async () => {
    const hazard = draft({
      checklistCode: 'T8',
      severity: 'HAZARD',
      fact: '库房顶部空调冷凝水滴漏',
      photoObjectIds: [photoId],
    });
    findingIds.push((await (await asInspector()).addFinding(hazard)).id);
    const { findings } = await (await asInspector()).byId({ inspectionId });
    expect(findings[1]).toMatchObject({ legalItem: 'LI2', documentCode: 'RECTIFY' });
    expect(findings[1]?.photos.map((photo) => photo.fileName)).toEqual(['库房.png']);
    const file = await (await asInspector()).downloadPhoto({ findingId: findingIds[1]!, objectId: photoId });
    expect(file.tenantId).toBe(bureau.id);
  });

  it('refuse records outside the grant, of another unit, and photos of another tenant', async () => {
    const tooOld = await fileItem(unit, 'C014', 2015);
    const pinned = (unitSlug: string, id: string) => draft({ pin: { kind: 'archive_item' as const, unitSlug, id } });
    expect(await refused((await asInspector()).addFinding(pinned(unit.slug, tooOld)))).toBe('NOT_FOUND');
    expect(await refused((await asInspector()).addFinding(pinned(sister.slug, sisterItemId)))).toBe('NOT_FOUND');
    expect(await refused((await asInspector()).addFinding(pinned(unit.slug, sisterItemId)))).toBe('NOT_FOUND');
    const foreignPhoto = await makePhoto(unit, '他人.png', 99);
    expect(await refused((await asInspector()).addFinding(draft({ photoObjectIds: [foreignPhoto] })))).toBe(
      'NOT_FOUND',
    );
    expect(await refused((await asInspector()).addFinding(draft({ checklistCode: 'A1' })))).toBe('NOT_FOUND');
    const secret = draft({ fact: '机密★10年 文件散落' });
    expect(await refused((await asInspector()).addFinding(secret))).toBe('CLASSIFIED_CONTENT_REFUSED');
  });

  it('are changed and withdrawn only as drafts, only by the inspectors of the notice', async () => {
    const extra = await (await asInspector()).addFinding(draft({ fact: '多余的一条' }));
    const change = { findingId: extra.id, rowVersion: 1, severity: 'VIOLATION' as const };
    const outsider = await makePerson(bureau.id, ['bureau_inspector']);
    const asOutsider = (await callAs(bureau, outsider)).inspection;
    expect(await refused(asOutsider.updateFinding(change))).toBe('FORBIDDEN');
    expect(await refused(asOutsider.addFinding(draft()))).toBe('FORBIDDEN');
    await (await asInspector()).updateFinding(change);
    expect(await refused((await asInspector()).updateFinding(change))).toBe('STALE_VERSION');
    const { findings } = await (await asInspector()).byId({ inspectionId });
    expect(findings[2]).toMatchObject({ severity: 'VIOLATION', documentCode: 'CORRECT' });
    await (await asInspector()).withdrawFinding({ findingId: extra.id });
    expect(await refused((await asInspector()).withdrawFinding({ findingId: extra.id }))).toBe('FINDING_STATE_WRONG');
  });

  it('are nothing to the unit while they are drafts', async () => {
    const { rows } = await (await asUnit()).received({ kind: 'finding' });
    expect(rows).toEqual([]);
    expect(await refused((await asUnit()).byId({ inspectionId }))).toBe('NOT_FOUND');
    const download = (await asUnit()).downloadPhoto({ findingId: findingIds[1]!, objectId: photoId });
    expect(await refused(download)).toBe('NOT_FOUND');
  });

  it('go out one document each, once', async () => {
    const { documentNumbers } = await (await asInspector()).issueFindings({ inspectionId });
    expect(documentNumbers.map((text) => text.slice(0, 3)).sort()).toEqual(['清档意', '清档改']);
    expect(await refused((await asInspector()).issueFindings({ inspectionId }))).toBe('FINDING_STATE_WRONG');
    const { rows } = await (await asUnit()).received({ kind: 'finding' });
    expect(rows.map((row) => row.state)).toEqual(['waiting', 'waiting']);
    for (const row of rows) documents.push(row.dispatchId);
    const change = { findingId: findingIds[0]!, rowVersion: 2, fact: '改掉' };
    expect(await refused((await asInspector()).updateFinding(change))).toBe('FINDING_STATE_WRONG');
    expect((await (await callAs(sister)).inspection.received({ kind: 'finding' })).rows).toEqual([]);
  });
});

const documentOf = async (documentCode: string) => {
  for (const dispatchId of documents) {
    const view = await (await asUnit()).receivedById({ dispatchId });
    if (view.finding?.documentCode === documentCode) return view;
  }
  throw new Error(`no ${documentCode} was received`);
};

describe('answers', () => {
  it('the unit reads the order with its photo and the frozen record, and nothing of the grant', async () => {
    const order = await documentOf('RECTIFY');
    expect(order.finding?.legalBasis).toContain('第四十五条');
    expect(order.attachments.map((file) => file.fileName.split('_')[0])).toEqual(['库房.png', '责令限期整改通知书']);
    const file = await (await callAs(unit)).dispatch.downloadAttachment({
      dispatchId: order.dispatchId,
      objectId: photoId,
    });
    expect(file.tenantId).toBe(bureau.id);
    const advice = await documentOf('ADVICE');
    expect(advice.finding?.pinned).toEqual({
      referenceCode: expect.stringContaining('C012'),
      title: expect.stringContaining('防汛防台'),
      documentNumber: '柳政发(2025)12号',
      documentDate: '20250318',
    });
  });

  it('wait one at a time; a stranger and a sister cannot answer', async () => {
    const findingDispatchId = (await documentOf('RECTIFY')).dispatchId;
    const proof = await makePhoto(unit, '整改后.png', 200);
    const answer = {
      findingDispatchId,
      measure: '空调检修完毕，更换灭火器2具',
      doneOn: dayFromNow(0),
      proofObjectIds: [proof],
    };
    for (const tenant of [sister, district.stranger, bureau]) {
      expect(await refused((await callAs(tenant)).inspection.answerFinding(answer))).not.toBe('answered');
    }
    expect(await refused((await asUnit()).answerFinding({ ...answer, doneOn: dayFromNow(2) }))).toBe('BAD_INPUT');
    expect(await refused((await asUnit()).answerFinding({ ...answer, proofObjectIds: [photoId] }))).toBe('NOT_FOUND');
    const both = await Promise.all([
      refused((await asUnit()).answerFinding(answer)),
      refused((await asUnit()).answerFinding(answer)),
    ]);
    expect(both.sort()).toEqual(['FINDING_STATE_WRONG', 'answered']);
    expect(await refused((await asUnit()).answerFinding(answer))).toBe('FINDING_STATE_WRONG');
    const { findings } = await (await asInspector()).byId({ inspectionId });
    expect(findings.map((finding) => finding.state)).toEqual(['issued', 'answered']);
    const { rows: todos } = await (await callAs(bureau, inspector)).platform.todos({});
    expect(todos.map((todo) => todo.link)).toContain(`inspections/${campaignId}/${inspectionId}`);
    const [received] = await (await asInspector()).answers({ inspectionId });
    expect(received?.attachments.map((file) => file.fileName)).toEqual(['整改后.png']);
    const proofFile = await (await callAs(bureau, inspector)).dispatch.downloadAttachment({
      dispatchId: received!.dispatchId,
      objectId: proof,
    });
    expect(proofFile.tenantId).toBe(unit.id);
  });

  it('are returned with a reason, answered again, and accepted once', async () => {
    const findingId = findingIds[1]!;
    const verify = async (accepted: boolean) =>
      (await asInspector()).verifyFinding({ findingId, accepted, reason: '现场复核' });
    expect(
      await refused((await asInspector()).verifyFinding({ findingId: findingIds[0]!, accepted: true, reason: '未答' })),
    ).toBe('FINDING_STATE_WRONG');
    await verify(false);
    expect(await refused(verify(true))).toBe('FINDING_STATE_WRONG');
    const order = await documentOf('RECTIFY');
    expect(order.state).toBe('returned');
    const { rows: todos } = await (await callAs(unit)).platform.todos({});
    expect(todos.map((todo) => todo.link)).toContain(`received/${order.dispatchId}`);
    expect(order.answers[0]?.verdict).toMatchObject({ accepted: false, reason: '现场复核' });
    const again = { findingDispatchId: order.dispatchId, measure: '移架抢救，42卷晾干复核', doneOn: dayFromNow(0) };
    await (await asUnit()).answerFinding(again);
    await verify(true);
    expect(await refused(verify(true))).toBe('FINDING_STATE_WRONG');
    expect(await refused((await asUnit()).answerFinding(again))).toBe('FINDING_STATE_WRONG');
    expect((await documentOf('RECTIFY')).state).toBe('done');
  });
});

describe('closing', () => {
  const closing = { conclusion: '问题均已整改到位，予以办结。', result: 'HAZARD' as const };

  it('waits for the last finding', async () => {
    expect(await refused((await asInspector()).close({ inspectionId, ...closing }))).toBe('FINDINGS_OPEN');
    const advice = await documentOf('ADVICE');
    const answer = { findingDispatchId: advice.dispatchId, measure: '更正文号，复核全部目录', doneOn: dayFromNow(0) };
    await (await asUnit()).answerFinding(answer);
    await (await asInspector()).verifyFinding({ findingId: findingIds[0]!, accepted: true, reason: '目录已更正' });
  });

  it('makes a record in Chinese, sends it, ends the grant, and happens once', async () => {
    const items = { unitSlug: unit.slug };
    await (await callAs(bureau, inspector)).archive.grantedList(items);
    const { documentNumber } = await (await asInspector()).close({ inspectionId, ...closing });
    expect(await refused((await asInspector()).close({ inspectionId, ...closing }))).toBe('INSPECTION_STATE_WRONG');
    const file = await (await asInspector()).downloadRecord({ inspectionId });
    const text = await textOfPdf(await readObject(testObjects(), file));
    const words = ['检查记录', documentNumber, unit.name, '防汛防台', '库房顶部空调冷凝水滴漏', '移架抢救', '予以办结'];
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    const { rows } = await (await asUnit()).received({ kind: 'inspection_record' });
    const record = await (await asUnit()).receivedById({ dispatchId: rows[0]!.dispatchId });
    expect(record.record?.conclusion).toBe(closing.conclusion);
    expect(record.attachments).toHaveLength(1);
    expect(await refused((await callAs(bureau, inspector)).archive.grantedList(items))).toBe('NOT_FOUND');
    const byId = (await callAs(bureau, inspector)).archive.grantedById({ ...items, id: itemId });
    expect(await refused(byId)).toBe('NOT_FOUND');
    expect((await (await asInspector()).byId({ inspectionId })).grant?.isLive).toBe(false);
    expect(await refused((await asInspector()).addFinding(draft()))).toBe('INSPECTION_STATE_WRONG');
    expect(await readEvents(unit)).toEqual(['inspection.pinRecord', 'archive.grantedList']);
  });

  it('closes the campaign with its last inspection, one without findings too', async () => {
    const api = await callAs(bureau);
    expect((await api.inspection.campaignById({ campaignId })).state).toBe('inspecting');
    const campaign = await api.inspection.campaignById({ campaignId });
    const second = campaign.drawn!.units.find((candidate) => candidate.slug === sister.slug)!.inspectors[0]!;
    const person = district.inspectors.find((candidate) => candidate.accountId === second.accountId)!;
    const pass = { inspectionId: sisterInspectionId, conclusion: '未发现问题。', result: 'PASS' as const };
    await (await callAs(bureau, person)).inspection.close(pass);
    expect((await (await callAs(bureau)).inspection.campaignById({ campaignId })).state).toBe('closed');
    const file = await (await callAs(bureau)).inspection.downloadRecord({ inspectionId: sisterInspectionId });
    expect(await textOfPdf(await readObject(testObjects(), file))).toContain('未发现问题');
  });
});
