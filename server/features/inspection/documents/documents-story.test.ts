import { beforeAll, describe, expect, it } from 'vitest';
import { callAs, requestContext, testObjects } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow, textOfPdf } from '@/db/testing/factories/inspection';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { createCaller } from '@/server/trpc/app-router';

/* One story in order: what a finding is pinned to, and the papers that come of it. */
let world: Awaited<ReturnType<typeof makeFoundInspection>>;
const anybody = async () => createCaller(await requestContext(null, null));
const asInspector = () => world.asInspector();

beforeAll(async () => {
  world = await makeFoundInspection();
});

const received = async (kind: 'finding' | 'official_document') =>
  (await (await world.asUnit()).inspection.received({ kind })).rows;

describe('a finding', () => {
  it('is pinned to a record, a room and a line of a register, each frozen; a box only when the grant shows it', async () => {
    const box = { pin: { kind: 'box', unitSlug: world.unit.slug, boxNumber: '0001' } };
    expect(await refused((await asInspector()).inspection.addFinding(world.draft(box)))).toBe('NOT_FOUND');
    const view = await (await asInspector()).inspection.byId({ inspectionId: world.inspectionId });
    expect(view.findings.map((finding) => finding.pinnedLabel)).toEqual([
      expect.stringContaining('C012'),
      '二楼库房',
      '温湿度登记簿 2026年3月',
    ]);
    expect(view.findings[1]?.pinnedFacts?.slice(0, 2)).toEqual([
      { label: '地点', value: '二楼库房' },
      { label: '所见', value: '顶部滴水' },
    ]);
  });
});

describe('documents', () => {
  it('feedback is issued on the spot with the drafts, sent, served and readable', async () => {
    const issue = { inspectionId: world.inspectionId, code: 'FEEDBACK' as const, text: '总体情况较好。', send: true };
    expect(await refused((await callAs(world.sister)).documents.issue(issue))).not.toBe('answered');
    expect(await refused((await asInspector()).documents.issue({ ...issue, code: 'RECTIFY' }))).toBe('BAD_INPUT');
    const made = await (await asInspector()).documents.issue(issue);
    expect(made.documentNumber).toBe(`清档馈〔${dayFromNow(0).slice(0, 4)}〕1号`);
    const [row] = await received('official_document');
    expect(row?.documentNumber).toBe(made.documentNumber);
    const file = await (await asInspector()).documents.downloadPdf({ documentId: made.id });
    const text = await textOfPdf(await readObject(testObjects(), file));
    for (const words of ['反馈意见书', world.unit.name, '库房漏水', '总体情况较好', '问题3条'])
      expect(text).toContain(words);
    const word = await (await asInspector()).documents.downloadWord({ documentId: made.id });
    expect((await readObject(testObjects(), word)).subarray(0, 2).toString()).toBe('PK');
    expect(await refused((await callAs(world.sister)).documents.downloadPdf({ documentId: made.id }))).toBe(
      'NOT_FOUND',
    );
  });

  it('go out by the terms of the law, one paper a kind, each demand by itself', async () => {
    const { documentNumbers } = await (await asInspector()).inspection.issueFindings({
      inspectionId: world.inspectionId,
    });
    expect(documentNumbers.map((number) => number.slice(0, 3))).toEqual(['清档改', '清档意']);
    const demands = await received('finding');
    expect(demands.map((row) => row.documentNumber).sort()).toEqual(
      [documentNumbers[0], documentNumbers[1], documentNumbers[1]].sort(),
    );
    const list = await (await asInspector()).documents.ofInspection({ inspectionId: world.inspectionId });
    expect(list.map((document) => [document.code, document.demandCount])).toEqual([
      ['NOTICE', 0],
      ['FEEDBACK', 3],
      ['RECTIFY', 1],
      ['ADVICE', 2],
    ]);
    expect(list.every((document) => document.services.length === 1)).toBe(true);
    const advice = await world.demandOf('温湿度漏记');
    expect(advice.attachments.map((file) => file.fileName.split('_')[0])).toContain('整改意见书');
    expect(advice.finding?.pinnedFacts?.[0]).toEqual({ label: '登记簿', value: '温湿度登记簿' });
  });

  it('are verified by whoever holds the paper, and never changed', async () => {
    const [notice, document] = await (await asInspector()).documents.ofInspection({ inspectionId: world.inspectionId });
    expect(notice).toMatchObject({ code: 'NOTICE', title: '检查通知书' });
    const { verifyCode, digest, documentNumber } = document!;
    const page = await (await anybody()).documents.verify({ verifyCode });
    expect(page).toEqual({
      digest,
      documentNumber,
      title: '反馈意见书',
      issuerName: world.bureau.name,
      issuedOn: dayFromNow(0),
    });
    expect(await refused((await anybody()).documents.verify({ verifyCode: 'ab'.repeat(16) }))).toBe('NOT_FOUND');
    const change = (await testAdmin()).query('update official_document set title = $1 where id = $2', [
      '改过',
      document!.id,
    ]);
    expect(await refused(change)).toContain('OFFICIAL_DOCUMENT_IS_FINAL');
  });

  it('service is recorded with the receiver, or refused with a note', async () => {
    const [document] = await (await asInspector()).documents.ofInspection({ inspectionId: world.inspectionId });
    const service = { documentId: document!.id, servedOn: dayFromNow(0), method: 'direct' as const };
    expect(await refused((await asInspector()).documents.recordService(service))).toContain('receiverName');
    await (await asInspector()).documents.recordService({ ...service, receiverName: '周某', receiverPost: '主任' });
    expect(await refused((await asInspector()).documents.recordService({ ...service, refused: true }))).toContain(
      'note',
    );
    expect(
      await refused(
        (await callAs(world.district.stranger)).documents.recordService({ ...service, receiverName: '周某' }),
      ),
    ).not.toBe('answered');
    const [after] = await (await asInspector()).documents.ofInspection({ inspectionId: world.inspectionId });
    expect(after?.services.map((one) => [one.method, one.receiverName])).toEqual([
      ['electronic', world.unit.name],
      ['direct', '周某'],
    ]);
  });

  it('follow the template of the bureau from its next version on', async () => {
    const api = async () => (await asInspector()).documents;
    const form = (await (await api()).templates()).find((template) => template.code === 'INQUIRY')!;
    const { savedAt: _at, savedByName: _by, issued: _issued, ...wording } = form;
    const save = async (change: object) => (await api()).saveTemplate({ ...wording, ...change });
    expect(await refused(save({ opening: ['{不认识}'] }))).toContain('opening');
    expect(await refused(save({ series: '改' }))).toBe('ALREADY_EXISTS');
    await save({ title: '调查询问笔录', opening: ['本局对{单位}的询问：', '{正文}'] });
    expect(await refused(save({ title: '又一版' }))).toBe('STALE_VERSION');
    await (await api()).issue({ inspectionId: world.inspectionId, code: 'INQUIRY', text: '问：何时归档？' });
    const { rows } = await (await api()).list({ code: 'INQUIRY' });
    expect(rows[0]).toMatchObject({ title: '调查询问笔录', templateVersion: 1 });
    const theirs = await (await callAs(world.district.otherBureau)).documents.templates();
    expect(theirs.find((template) => template.code === 'INQUIRY')?.title).toBe('询问笔录');
    expect((await (await callAs(world.district.otherBureau)).documents.list({})).rows).toEqual([]);
  });
});
