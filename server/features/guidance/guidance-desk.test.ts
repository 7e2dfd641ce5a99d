import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeDistrict, makePhoto } from '@/db/testing/factories/inspection';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let sister: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau, stranger } = district);
  [unit, sister] = district.units as [TestTenant, TestTenant];
});

const desk = async (tenant: TestTenant) => (await callAs(tenant)).guidanceDesk;
const ask = {
  title: '会计凭证的保管期限',
  words: '柳溪镇2015年的凭证标着15年，怎么办？',
  about: 'record_type',
} as const;

describe('a question', () => {
  let questionId = '';

  it('goes to the superior with a clock in working days', async () => {
    const foreign = await makePhoto(sister, '他人.png', 3);
    for (const objectId of [foreign, uuidv7()])
      expect(await refused((await desk(unit)).ask({ ...ask, fileObjectIds: [objectId] }))).toBe('NOT_FOUND');
    for (const about of ['retention_schedule', 'archive_item', 'finding'] as const)
      expect(await refused((await desk(unit)).ask({ ...ask, about, aboutId: uuidv7() }))).toBe('NOT_FOUND');
    expect((await (await desk(unit)).asked({})).rows).toEqual([]);
    const asked = await (await desk(unit)).ask({ ...ask, aboutLabel: '会计档案' });
    questionId = asked.questionId;
    expect(asked.dueOn).toMatch(/^20\d\d-/);
    const { rows } = await (await desk(bureau)).questions({});
    expect(rows).toMatchObject([{ id: questionId, unitName: unit.name, state: 'open', aboutLabel: '会计档案' }]);
    expect((await (await desk(bureau)).questions({ q: '凭证' })).rows).toHaveLength(1);
    expect((await (await desk(bureau)).questions({ state: 'overdue' })).rows).toEqual([]);
    const { rows: todos } = await (await callAs(bureau)).platform.todos({});
    expect(todos.some((todo) => todo.title.includes(ask.title))).toBe(true);
  });

  it('is read and answered by its two sides alone', async () => {
    for (const given of [questionId, uuidv7()]) {
      for (const other of [sister, stranger, otherBureau])
        expect(await refused((await desk(other)).questionById({ questionId: given }))).toBe('NOT_FOUND');
      expect(await refused((await desk(otherBureau)).answer({ questionId: given, words: '见办法' }))).toBe('NOT_FOUND');
      expect(await refused((await desk(sister)).askAgain({ questionId: given, words: '？' }))).toBe('NOT_FOUND');
      expect(await refused((await desk(sister)).close({ questionId: given, isUseful: true }))).toBe('NOT_FOUND');
    }
    expect(await refused((await desk(unit)).close({ questionId, isUseful: true }))).toBe('STEP_PASSED');
    const { replyNumber, guidanceId } = await (await desk(bureau)).answer({ questionId, words: '柳溪镇：改为30年。' });
    expect(replyNumber).toMatch(/^清档答〔20\d\d〕1号$/);
    expect(await refused((await desk(bureau)).answer({ questionId, words: '再说一遍' }))).toBe('STEP_PASSED');
    const event = await (await callAs(bureau)).guidance.byId({ guidanceId });
    expect(event).toMatchObject({ mode: 'online', subjectName: unit.name, questionId, topic: ask.title });
    expect((await (await callAs(unit)).guidance.received({})).rows).toMatchObject([{ questionId }]);
  });

  it('is asked again, answered under the next number, and closed by the unit', async () => {
    await (await desk(unit)).askAgain({ questionId, words: '已经销毁的呢？' });
    expect((await (await desk(unit)).asked({ state: 'open' })).rows).toHaveLength(1);
    const { replyNumber } = await (await desk(bureau)).answer({ questionId, words: '不再变动。' });
    expect(replyNumber).toMatch(/2号$/);
    await (await desk(unit)).close({ questionId, isUseful: true });
    expect(await refused((await desk(unit)).close({ questionId, isUseful: true }))).toBe('STEP_PASSED');
    const view = await (await desk(bureau)).questionById({ questionId });
    expect(view.state).toBe('closed');
    expect(view.steps.map((step) => step.kind)).toEqual(['question', 'answer', 'question', 'answer', 'receipt']);
    expect(view.steps.at(-1)?.isUseful).toBe(true);
  });

  it('is late when the clock says so', async () => {
    const late = await (await desk(sister)).ask({ title: '归档时间', words: '几月前归档？' });
    const admin = await testAdmin();
    await admin.query("update dispatch set due_on = '2026-03-02' where object_id = $1", [late.questionId]);
    const { rows } = await (await desk(bureau)).questions({ state: 'overdue' });
    expect(rows).toMatchObject([{ id: late.questionId, isOverdue: true }]);
  });

  it('becomes knowledge without the name of the unit, for every unit below and nobody else', async () => {
    const { publishableReplyId: replyId } = await (await desk(bureau)).questionById({ questionId });
    const words = { title: '会计凭证保管期限', question: '2015年的凭证怎么办？', answer: '未到期的改为30年。' };
    const named = { ...words, replyId: replyId!, answer: `${unit.name}：改为30年。` };
    expect(await refused((await desk(bureau)).publishKnowledge(named))).toBe('KNOWLEDGE_NAMES_UNIT');
    for (const foreign of [replyId!, uuidv7()])
      expect(await refused((await desk(otherBureau)).publishKnowledge({ ...words, replyId: foreign }))).toBe(
        'NOT_FOUND',
      );
    const { entryId } = await (await desk(bureau)).publishKnowledge({ ...words, replyId: replyId! });
    expect(await refused((await desk(bureau)).publishKnowledge({ ...words, replyId: replyId! }))).toBe(
      'ALREADY_EXISTS',
    );
    const { rows } = await (await desk(sister)).knowledge({ q: '凭证' });
    expect(rows).toMatchObject([{ isOwn: false, officeName: bureau.name, answer: words.answer, ownVote: null }]);
    expect((await (await desk(sister)).knowledge({ q: '凭证 30' })).rows).toHaveLength(1);
    expect((await (await desk(sister)).knowledge({ q: '照片' })).rows).toEqual([]);
    for (const other of [stranger, otherBureau]) expect((await (await desk(other)).knowledge({})).rows).toEqual([]);

    const copyId = rows[0]!.id;
    for (const given of [copyId, uuidv7()])
      expect(await refused((await desk(stranger)).vote({ copyId: given, isUseful: true }))).toBe('NOT_FOUND');
    await (await desk(sister)).vote({ copyId, isUseful: false });
    await (await desk(sister)).vote({ copyId, isUseful: true });
    expect((await (await desk(bureau)).knowledge({})).rows).toMatchObject([{ id: entryId, useful: 1, notUseful: 0 }]);

    // A unit that comes later has what was published before, as soon as anything is.
    const later = await makeTenant('village');
    await supervise(bureau, later);
    await (await desk(bureau)).publishKnowledge({ title: '村级归档', question: '几月前？', answer: '6月底前。' });
    expect((await (await desk(later)).knowledge({})).rows).toHaveLength(2);

    const change = { entryId, rowVersion: 1, about: 'general' as const, ...words, answer: '一律30年。' };
    for (const given of [entryId, uuidv7()])
      expect(await refused((await desk(otherBureau)).changeKnowledge({ ...change, entryId: given }))).toBe('NOT_FOUND');
    await (await desk(bureau)).changeKnowledge(change);
    expect((await (await desk(later)).knowledge({ q: '一律' })).rows).toHaveLength(1);
    await (await desk(bureau)).withdrawKnowledge({ entryId, rowVersion: 2 });
    expect((await (await desk(later)).knowledge({})).rows).toHaveLength(1);
    expect(await refused((await desk(bureau)).changeKnowledge({ ...change, rowVersion: 3 }))).toBe('STEP_PASSED');
  });
});

describe('a material', () => {
  it('goes to chosen units by versions, and who has signed is known', async () => {
    const file = await makePhoto(bureau, '封面样式.png', 7);
    const input = { kind: 'template' as const, title: '村级建档模板', words: '分五类', fileObjectIds: [file] };
    for (const foreign of [stranger.id, 2_000_000_000])
      expect(await refused((await desk(bureau)).publishMaterial({ ...input, unitTenantIds: [unit.id, foreign] }))).toBe(
        'NOT_FOUND',
      );
    const sent = await (await desk(bureau)).publishMaterial({ ...input, unitTenantIds: [unit.id, sister.id] });
    expect(sent.units).toBe(2);
    const { materialId } = sent;
    const [received] = (await (await desk(unit)).receivedMaterials({})).rows;
    expect(received).toMatchObject({ title: input.title, version: 1, isRead: false });
    await (await callAs(unit)).dispatch.acknowledge({ id: received!.dispatchId });
    const view = await (await desk(bureau)).materialById({ materialId });
    expect(view).toMatchObject({ sent: 2, read: 1, version: 1, files: [{ fileName: '封面样式.png' }] });
    expect(view.units.map((one) => [one.name, one.readAt !== null])).toEqual([
      [sister.name, false],
      [unit.name, true],
    ]);
    for (const given of [materialId, uuidv7()]) {
      expect(await refused((await desk(otherBureau)).materialById({ materialId: given }))).toBe('NOT_FOUND');
      const revise = { materialId: given, rowVersion: 1, words: '六类', unitTenantIds: [stranger.id] };
      expect(await refused((await desk(otherBureau)).reviseMaterial(revise))).toBe('NOT_FOUND');
      const ofFile = { materialId: given, objectId: file };
      expect(await refused((await desk(otherBureau)).downloadMaterialFile(ofFile))).toBe('NOT_FOUND');
    }
    expect((await (await desk(bureau)).downloadMaterialFile({ materialId, objectId: file })).fileName).toBe(
      '封面样式.png',
    );
    const revise = { materialId, rowVersion: 1, words: '分六类', unitTenantIds: [unit.id] };
    expect((await (await desk(bureau)).reviseMaterial(revise)).version).toBe(2);
    expect(await refused((await desk(bureau)).reviseMaterial(revise))).toBe('STALE_VERSION');
    expect((await (await desk(unit)).receivedMaterials({})).rows).toMatchObject([{ version: 2, isRead: false }]);
    expect((await (await desk(bureau)).materials({ q: '建档' })).rows).toMatchObject([
      { version: 2, sent: 1, read: 0 },
    ]);
    for (const other of [stranger, otherBureau])
      expect((await (await desk(other)).receivedMaterials({})).rows).toEqual([]);
  });
});

describe('a demonstration site', () => {
  const sites = async (tenant: TestTenant) => (await callAs(tenant)).demonstration;

  it('goes from its application to the title step by step, with every criterion met', async () => {
    const add = {
      kind: 'model_village' as const,
      name: '柳塘村',
      townshipName: '柳溪镇',
      criteria: ['有档案柜', '有台账'],
    };
    expect(await refused((await sites(bureau)).add({ ...add, unitTenantId: stranger.id }))).toBe('NOT_FOUND');
    const { siteId } = await (await sites(bureau)).add({ ...add, unitTenantId: unit.id });
    const step = { siteId, happenedOn: '2026-05-06' };
    expect(await refused((await sites(bureau)).move({ ...step, rowVersion: 1, stage: 'accepted' }))).toBe(
      'STEP_PASSED',
    );
    await (await sites(bureau)).move({ ...step, rowVersion: 1, stage: 'guided' });
    await (await sites(bureau)).move({ ...step, rowVersion: 2, stage: 'town_reviewed' });
    expect(await refused((await sites(bureau)).move({ ...step, rowVersion: 3, stage: 'accepted' }))).toBe(
      'SITE_CRITERIA_OPEN',
    );
    const criteria = add.criteria.map((text) => ({ text, isMet: true }));
    await (await sites(bureau)).checkCriteria({ siteId, rowVersion: 3, criteria });
    await (await sites(bureau)).move({ ...step, rowVersion: 4, stage: 'accepted' });
    expect(await refused((await sites(bureau)).checkCriteria({ siteId, rowVersion: 5, criteria: [] }))).toBe(
      'STEP_PASSED',
    );
    await (await sites(bureau)).move({ ...step, rowVersion: 5, stage: 'formed' });
    const visit = { siteId, visitedOn: '2026-06-01', visitors: '各村档案员', personCount: 20 };
    await (await sites(bureau)).visit(visit);
    const view = await (await sites(bureau)).byId({ siteId });
    expect(view).toMatchObject({ stage: 'formed', formedOn: '2026-05-06', reviewOn: '2028-05-06', visits: 1, met: 2 });
    for (const given of [siteId, uuidv7()]) {
      expect(await refused((await sites(otherBureau)).byId({ siteId: given }))).toBe('NOT_FOUND');
      expect(await refused((await sites(otherBureau)).visit({ ...visit, siteId: given }))).toBe('NOT_FOUND');
      const move = { ...step, siteId: given, rowVersion: 6, stage: 'revoked' as const };
      expect(await refused((await sites(otherBureau)).move(move))).toBe('NOT_FOUND');
      const check = { siteId: given, rowVersion: 6, criteria };
      expect(await refused((await sites(otherBureau)).checkCriteria(check))).toBe('NOT_FOUND');
    }
    await (await sites(bureau)).move({ ...step, rowVersion: 6, stage: 'revoked' });
    expect((await (await sites(bureau)).list({ stage: 'revoked' })).rows).toMatchObject([
      { id: siteId, reviewOn: null },
    ]);
    expect((await (await sites(otherBureau)).list({})).rows).toEqual([]);
  });

  it('to be shown to others is formed at once', async () => {
    const { siteId } = await (await sites(bureau)).add({ kind: 'observation', name: '观摩点', townshipName: '梅坞镇' });
    await (await sites(bureau)).move({ siteId, rowVersion: 1, stage: 'formed', happenedOn: '2026-05-06' });
    expect((await (await sites(bureau)).list({ kind: 'observation' })).rows).toMatchObject([{ stage: 'formed' }]);
  });
});
