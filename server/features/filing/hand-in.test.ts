import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { listOwedLines } from '@/db/queries/filing-owed.queries';
import { makeFonds, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { runCheck } from '@/server/features/archive/check/run-check';
import { pagesOf } from '@/server/features/archive/print/testing/printed-pages';
import { objectKey } from '@/server/objects/object-store';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';

let unit: TestTenant;
let stranger: TestTenant;
let handler: TestPerson;
let other: TestPerson;
let departmentId: string;
let otherDepartmentId: string;

/** A real .docx as far as a reader of its text is concerned. */
const docx = (paragraphs: readonly string[]): Buffer => {
  const xml = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  const body = deflateRawSync(Buffer.from(`<w:document><w:body>${xml}</w:body></w:document>`));
  const name = Buffer.from('word/document.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(body.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(body.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + body.length, 16);
  return Buffer.concat([local, name, body, entry, name, end]);
};

let serial = 0;
const upload = async (person: TestPerson, fileName: string, bytes?: Buffer, tenant = unit): Promise<string> => {
  serial += 1;
  const scope = scopeOf(tenant, person);
  const received = await receiveUpload(testObjects(), tenant.id, {
    stream: bytes ?? Buffer.from(`%PDF-1.7 ${serial}`),
    fileName,
    maxBytes: 1_000_000,
  });
  const stored = await withTenantDb(await testPools(), scope, (tdb) => registerUpload(tdb, scope, received));
  return stored.id;
};

beforeEach(async () => {
  ({ unit, stranger } = await makeSupervisedPair());
  handler = await makePerson(unit.id, ['unit_dept'], '钱某');
  other = await makePerson(unit.id, ['unit_dept'], '孙某');
  const archivist = callEach(unit);
  departmentId = (await archivist.filing.addDepartment({ code: 'dzb', name: '党政办' })).id;
  otherDepartmentId = (await archivist.filing.addDepartment({ code: 'CZS', name: '财政所' })).id;
  await archivist.filing.assignHandlers({ departmentId, membershipIds: [handler.membershipId] });
  await archivist.filing.assignHandlers({ departmentId: otherDepartmentId, membershipIds: [other.membershipId] });
});

const handOne = async (fileName = '柳政发〔2024〕3号 关于做好防汛工作的通知.pdf') => {
  const objectId = await upload(handler, fileName);
  const { documents } = await callEach(unit, handler).filing.handFiles({
    departmentId,
    year: 2024,
    objectIds: [objectId],
  });
  const [document] = documents;
  if (!document) throw new Error('nothing was taken in');
  return document;
};
const todos = async (person: TestPerson) =>
  (await callEach(unit, person).platform.todos({ tab: 'open' })).rows.map((todo) => todo.title);

describe('handing in', () => {
  it('suggests fields, goes to the archivist, comes back with a reason, is sent again and becomes a record', async () => {
    const [department, archivist] = [callEach(unit, handler), callEach(unit)];
    const fonds = await makeFonds(unit);
    const draft = await handOne();
    expect(draft).toMatchObject({
      state: 'draft',
      documentNumber: '柳政发〔2024〕3号',
      title: '关于做好防汛工作的通知',
      departmentName: '党政办',
      handedByName: '钱某',
    });
    await department.filing.submit({ ids: [draft.id] });
    expect(await todos(unit.worker)).toContain('党政办移交1件，待接收');
    const sent = await archivist.filing.document({ id: draft.id });
    await archivist.filing.returnDocument({
      id: sent.id,
      rowVersion: sent.rowVersion,
      reasons: [{ field: 'responsibleParty', reason: '缺责任者' }],
    });
    expect(await todos(unit.worker)).not.toContain('党政办移交1件，待接收');
    expect(await todos(handler)).toEqual(['退回修改：关于做好防汛工作的通知']);
    const back = await department.filing.document({ id: draft.id });
    expect(back).toMatchObject({ state: 'returned', reasons: [{ field: 'responsibleParty', reason: '缺责任者' }] });
    await department.filing.updateDocument({
      id: back.id,
      rowVersion: back.rowVersion,
      title: back.title,
      categoryCode: 'WS',
      documentNumber: back.documentNumber ?? undefined,
      documentDate: '20240506',
      responsibleParty: '柳溪镇人民政府',
    });
    expect((await department.filing.submit({ ids: [draft.id] })).submitted).toBe(1);
    // Sent twice it is sent once.
    expect((await department.filing.submit({ ids: [draft.id] })).submitted).toBe(0);
    expect(await todos(handler)).toEqual([]);
    const again = await archivist.filing.document({ id: draft.id });
    const accept = { id: again.id, rowVersion: again.rowVersion, fondsId: fonds.id, retentionCode: 'D30' };
    const key = 'accept-only-once';
    const accepted = await (await callAs(unit, unit.worker, key)).filing.acceptDocument(accept);
    expect((await (await callAs(unit, unit.worker, key)).filing.acceptDocument(accept)).itemId).toBe(accepted.itemId);
    expect(accepted).toMatchObject({ state: 'accepted', referenceCode: 'B028-WS·2024-D30-DZB-0001' });
    const record = await archivist.archive.byId({ id: accepted.itemId ?? '' });
    expect(record.item).toMatchObject({ responsibleParty: '柳溪镇人民政府', expiresOn: '2054-05-06' });
    await expect(archivist.filing.acceptDocument(accept)).rejects.toThrow('FILING_STATE_WRONG');
    expect((await archivist.filing.downloadDocument({ id: draft.id })).fileName).toContain('防汛');
    expect((await archivist.filing.document({ id: draft.id })).history.map((event) => event.action)).toEqual([
      'filing.submit',
      'filing.return',
      'filing.updateDocument',
      'filing.resubmit',
      'filing.accept',
    ]);
  });

  it('belongs to an event, and another file takes the place of the one that came back', async () => {
    const [department, archivist] = [callEach(unit, handler), callEach(unit)];
    const event = await archivist.filing.addEvent({ kind: 'activity', name: '防汛演练', heldFrom: '2024-06-01' });
    const alien = await callEach(stranger).filing.addEvent({ kind: 'activity', name: '别处', heldFrom: '2024-06-01' });
    expect(await department.filing.handInEvents({})).toEqual([
      { id: event.id, name: '防汛演练', heldFrom: '2024-06-01' },
    ]);
    const draft = await handOne();
    const values = { id: draft.id, title: draft.title, categoryCode: 'WS' };
    await expect(
      department.filing.updateDocument({ ...values, rowVersion: draft.rowVersion, eventId: alien.id }),
    ).rejects.toThrow('NOT_FOUND');
    await department.filing.updateDocument({ ...values, rowVersion: draft.rowVersion, eventId: event.id });
    await department.filing.submit({ ids: [draft.id] });
    expect((await archivist.filing.events({})).rows).toMatchObject([{ id: event.id, handedIn: 1 }]);
    const { rowVersion } = await archivist.filing.document({ id: draft.id });
    await archivist.filing.returnDocument({
      id: draft.id,
      rowVersion,
      reasons: [{ field: 'file', reason: '扫描不清' }],
    });
    const back = await department.filing.document({ id: draft.id });
    const again = { ...values, rowVersion: back.rowVersion, eventId: event.id };
    for (const [name, bytes] of [
      ['【机密】重扫.pdf', undefined],
      ['重扫.docx', docx(['秘密★5年', '柳溪镇人民政府文件'])],
    ] as const) {
      const objectId = await upload(handler, name, bytes);
      await expect(department.filing.updateDocument({ ...again, objectId })).rejects.toThrow('CLASSIFIED');
    }
    const foreign = await upload(other, '别人的.pdf');
    await expect(department.filing.updateDocument({ ...again, objectId: foreign })).rejects.toThrow('NOT_FOUND');
    await department.filing.updateDocument({ ...again, objectId: await upload(handler, '重扫.pdf') });
    await department.filing.submit({ ids: [draft.id] });
    expect(await archivist.filing.document({ id: draft.id })).toMatchObject({
      state: 'submitted',
      eventId: event.id,
      file: { fileName: '重扫.pdf' },
    });
  });

  it('reads what a document says of itself', async () => {
    const bytes = docx([
      '柳溪镇人民政府文件',
      '柳政发〔2024〕12号',
      '关于印发防汛预案的通知',
      '各村：',
      '柳溪镇人民政府',
      '2024年3月8日',
    ]);
    const objectId = await upload(handler, 'a1.docx', bytes);
    const { documents } = await callEach(unit, handler).filing.handFiles({
      departmentId,
      year: 2024,
      objectIds: [objectId],
    });
    expect(documents[0]).toMatchObject({
      title: '关于印发防汛预案的通知',
      documentNumber: '柳政发〔2024〕12号',
      responsibleParty: '柳溪镇人民政府',
      documentDate: '20240308',
    });
  });

  it('stops what looks classified, by name or by its head, and keeps the rest', async () => {
    const department = callEach(unit, handler);
    const objectIds = [
      await upload(handler, '关于机密事项的请示.pdf'),
      await upload(handler, 'b.docx', docx(['秘密★5年', '柳溪镇人民政府文件'])),
      await upload(handler, '关于植树的通知.pdf'),
    ];
    const taken = await department.filing.handFiles({ departmentId, year: 2024, objectIds });
    expect(taken.refused).toEqual([
      { position: 0, reason: 'CLASSIFIED' },
      { position: 1, reason: 'CLASSIFIED' },
    ]);
    expect(taken.documents.map((document) => document.title)).toEqual(['关于植树的通知']);
    const { rows } = await (await testAdmin()).query(
      "select count(*)::int as n from stored_object where tenant_id = $1 and state = 'quarantined'",
      [unit.id],
    );
    expect(rows).toEqual([{ n: 2 }]);
    await expect(
      department.filing.listDocument({ departmentId, year: 2024, categoryCode: 'WS', title: '绝密文件清单' }),
    ).rejects.toThrow('CLASSIFIED_CONTENT_REFUSED');
  });

  it('notices the same bytes twice, and material from outside the list says where it comes from', async () => {
    const bytes = Buffer.from('%PDF-1.7 the same');
    const department = callEach(unit, handler);
    for (const name of ['甲件通知.pdf', '乙件通知.pdf'])
      await department.filing.handFiles({ departmentId, year: 2024, objectIds: [await upload(handler, name, bytes)] });
    const { rows } = await department.filing.documents({});
    expect(rows.map((row) => row.hasTwin)).toEqual([true, true]);
    const paper = { departmentId, year: 2024, categoryCode: 'WS', title: '老会议记录本', isOffList: true } as const;
    await expect(department.filing.listDocument(paper)).rejects.toThrow('BAD_INPUT');
    await department.filing.listDocument({ ...paper, originNote: '搬家时在三楼柜中发现' });
    expect((await department.filing.documents({ offListOnly: true })).rows.map((row) => row.originNote)).toEqual([
      '搬家时在三楼柜中发现',
    ]);
    const narrowed = async (isPlanned: boolean) => (await department.filing.documents({ isPlanned, year: 2024 })).rows;
    expect((await narrowed(false)).map((row) => row.title)).toContain('老会议记录本');
    expect((await narrowed(true)).every((row) => row.planKind !== null)).toBe(true);
  });

  it('is for the own department only', async () => {
    const draft = await handOne();
    const neighbour = callEach(unit, other);
    expect((await neighbour.filing.documents({})).rows).toEqual([]);
    expect((await neighbour.filing.departments()).map((department) => department.name)).toEqual(['财政所']);
    await expect(neighbour.filing.document({ id: draft.id })).rejects.toThrow('NOT_FOUND');
    await expect(neighbour.filing.submit({ ids: [draft.id] })).rejects.toThrow('NOT_FOUND');
    await expect(neighbour.filing.downloadDocument({ id: draft.id })).rejects.toThrow('NOT_FOUND');
    const objectId = await upload(other, '财政报表.pdf');
    await expect(neighbour.filing.handFiles({ departmentId, year: 2024, objectIds: [objectId] })).rejects.toThrow(
      'NOT_FOUND',
    );
    // A colleague's upload is not there either.
    await expect(
      callEach(unit, handler).filing.handFiles({ departmentId, year: 2024, objectIds: [objectId] }),
    ).rejects.toThrow('NOT_FOUND');
    await expect(neighbour.filing.plan({ year: 2024 })).rejects.toThrow('FORBIDDEN');
    const { rowVersion } = await callEach(unit, handler).filing.document({ id: draft.id });
    await expect(
      callEach(unit, handler).filing.returnDocument({
        id: draft.id,
        rowVersion,
        reasons: [{ field: 'title', reason: '无' }],
      }),
    ).rejects.toThrow('FORBIDDEN');
    const alien = callEach(stranger);
    for (const call of [
      () => alien.filing.document({ id: draft.id }),
      () => alien.filing.submit({ ids: [draft.id] }),
      () => alien.filing.withdraw({ id: draft.id, rowVersion }),
      () => alien.filing.handFiles({ departmentId, year: 2024, objectIds: [objectId] }),
      () => alien.filing.assignHandlers({ departmentId, membershipIds: [] }),
    ])
      await expect(call()).rejects.toThrow('NOT_FOUND');
    expect((await alien.filing.documents({})).rows).toEqual([]);
    expect(await alien.filing.departments()).toEqual([]);
  });

  it('is listed on paper and in a workbook to be signed, for its own department', async () => {
    await handOne();
    const department = callEach(unit, handler);
    const paper = await department.filing.downloadHandedPdf({});
    expect(paper).toMatchObject({ mediaType: 'application/pdf', fileName: expect.stringContaining('移交清单') });
    const parts: Buffer[] = [];
    for await (const part of testObjects().open(objectKey(unit.id, paper.sha256))) parts.push(part as Buffer);
    const [sheet] = await pagesOf(Buffer.concat(parts));
    for (const text of ['归档文件移交清单', '移交部门：党政办', '关于做好防汛工作的通知', '移交人', '接收人'])
      expect(sheet).toContain(text);
    expect(await callEach(unit).filing.downloadHandedList({ departmentId })).toMatchObject({
      fileName: expect.stringContaining('.xlsx'),
    });
    for (const nobody of [callEach(unit, other), callEach(stranger)])
      await expect(nobody.filing.downloadHandedPdf({})).rejects.toThrow('PRINT_NOTHING');
  });

  it('walks a long list by key', async () => {
    for (const name of ['一', '二', '三']) await handOne(`关于第${name}件事的通知.pdf`);
    const caller = callEach(unit);
    const first = await caller.filing.documents({ limit: 2 });
    const second = await caller.filing.documents({ limit: 2, cursor: first.page.nextCursor ?? undefined });
    expect([...first.rows, ...second.rows].map((row) => row.title)).toEqual([
      '关于第三件事的通知',
      '关于第二件事的通知',
      '关于第一件事的通知',
    ]);
    expect(first.page.total).toBe(3);
  });
});

describe('the plan of the year', () => {
  const line = { categoryCode: 'WS', kind: '年度工作总结', expectedCount: 2, deadlineCode: 'DOC' } as const;

  it('counts what is expected, handed in and accepted, and reminds those who owe', async () => {
    const archivist = callEach(unit);
    const { lineId } = await archivist.filing.addPlanLine({ ...line, year: 2024, departmentId });
    await archivist.filing.addPlanLine({ ...line, year: 2024, departmentId: otherDepartmentId });
    const before = await archivist.filing.plan({ year: 2024 });
    expect(before.lines[0]).toMatchObject({ dueOn: '2025-06-30', standing: 'late' });
    expect(await archivist.filing.remind({ year: 2024 })).toEqual({ departments: 2, persons: 2, withoutPerson: 0 });
    expect(await archivist.filing.remind({ year: 2024 })).toMatchObject({ persons: 2 });
    expect(await todos(handler)).toEqual(['请交2024年归档文件：还差2件（党政办）']);
    const department = callEach(unit, handler);
    expect(await department.filing.owed()).toEqual([
      expect.objectContaining({ departmentName: '党政办', year: 2024, owed: 2, isLate: true, dueOn: '2025-06-30' }),
    ]);
    expect((await department.workspace.home()).handIn).toHaveLength(1);
    const objectIds = [await upload(handler, '上半年工作总结.pdf'), await upload(handler, '全年工作总结.pdf')];
    const { documents } = await department.filing.handFiles({
      departmentId,
      year: 2024,
      planLineId: lineId,
      objectIds,
    });
    await department.filing.submit({ ids: documents.map((document) => document.id) });
    expect(await todos(handler)).toEqual([]);
    const after = await archivist.filing.plan({ year: 2024 });
    expect(after.lines.find((one) => one.id === lineId)).toMatchObject({ handedIn: 2, accepted: 0 });
    expect(after.totals).toMatchObject({ expected: 4, handedIn: 2 });
    await expect(archivist.filing.removePlanLine({ lineId })).rejects.toThrow('FILING_STATE_WRONG');
    // What was handed in outside the plan waits in the same inbox.
    const beside = await handOne('关于防汛值班的通知.pdf');
    await department.filing.submit({ ids: [beside.id] });
    const waiting = await archivist.filing.plan({ year: 2024 });
    expect(waiting.totals.handedIn).toBe(3);
    expect(waiting.departments.find((one) => one.departmentId === departmentId)).toMatchObject({ handedIn: 3 });
    const rowVersion = after.plan?.rowVersion ?? 0;
    await expect(archivist.filing.closePlan({ year: 2024, rowVersion, note: '结束' })).rejects.toThrow(
      'FILING_STATE_WRONG',
    );
  });

  it('is copied from last year once, with this year’s days, and closed with a note on what is missing', async () => {
    const archivist = callEach(unit);
    await archivist.filing.addPlanLine({ ...line, year: 2024, departmentId });
    await archivist.filing.setDeadline({
      code: 'DOC',
      yearFrom: 2025,
      yearsAfter: 1,
      month: 3,
      day: 31,
      basis: '本单位规定',
    });
    expect(await archivist.filing.copyPlan({ year: 2025 })).toEqual({ added: 1 });
    expect(await archivist.filing.copyPlan({ year: 2025 })).toEqual({ added: 0 });
    const plan = await archivist.filing.plan({ year: 2025 });
    expect(plan.lines.map((one) => one.dueOn)).toEqual(['2026-03-31']);
    // What is owed is read to the end, however small the steps.
    const { whole, steps } = await withTenantDb(await testPools(), scopeOf(unit), async (tdb) => ({
      whole: await listOwedLines(tdb, unit.id, [departmentId]),
      steps: await listOwedLines(tdb, unit.id, [departmentId], 1),
    }));
    expect(whole.length).toBeGreaterThan(1);
    expect(steps.map((one) => one.id)).toEqual(whole.map((one) => one.id));
    // What the year is closed with is seen before it is closed; another unit's check is not among it.
    const check = async (tenant: TestTenant) => {
      const { runId } = await callEach(tenant).archive.startCheck({ scope: { kind: 'year', filingYear: 2025 } });
      await runCheck(await stepsFor(tenant, { runId }));
    };
    await check(stranger);
    expect(plan.holdings).toEqual({ filed: 0, checkedOn: null, checkErrors: null });
    expect((await archivist.filing.plan({ year: 2025 })).holdings.checkErrors).toBeNull();
    await check(unit);
    expect((await archivist.filing.plan({ year: 2025 })).holdings).toMatchObject({ filed: 0, checkErrors: 0 });
    const close = { year: 2025, rowVersion: plan.plan?.rowVersion ?? 0 };
    await expect(archivist.filing.closePlan(close)).rejects.toThrow('BAD_INPUT');
    expect((await archivist.filing.closePlan({ ...close, note: '总结未形成' })).plan).toMatchObject({
      state: 'closed',
      missingCount: 2,
      filedCount: 0,
    });
    await expect(archivist.filing.addPlanLine({ ...line, kind: '计划', year: 2025, departmentId })).rejects.toThrow(
      'FILING_STATE_WRONG',
    );
  });

  it('is nobody else’s', async () => {
    const archivist = callEach(unit);
    const { lineId } = await archivist.filing.addPlanLine({ ...line, year: 2024, departmentId });
    const alien = callEach(stranger);
    await expect(alien.filing.removePlanLine({ lineId })).rejects.toThrow('NOT_FOUND');
    await expect(alien.filing.addPlanLine({ ...line, year: 2024, departmentId })).rejects.toThrow('NOT_FOUND');
    expect((await alien.filing.plan({ year: 2024 })).lines).toEqual([]);
  });
});

describe('registers', () => {
  it('binds collection to a major event', async () => {
    const archivist = callEach(unit);
    const event = await archivist.filing.addEvent({
      kind: 'activity',
      name: '柳溪桃花节',
      heldFrom: '2025-03-20',
      heldTo: '2025-03-28',
      topicCode: '四重',
      tasks: [{ departmentId, material: 'photo', dueOn: '2025-04-30' }],
    });
    const done = await archivist.filing.deliverTask({
      eventId: event.id,
      departmentId,
      material: 'photo',
      deliveredOn: '2025-04-10',
    });
    expect(done.tasks).toEqual([expect.objectContaining({ departmentName: '党政办', deliveredOn: '2025-04-10' })]);
    const task = { eventId: event.id, departmentId, material: 'photo' } as const;
    await expect(callEach(stranger).filing.judgeTask({ ...task, isAccepted: true })).rejects.toThrow('NOT_FOUND');
    const back = await archivist.filing.judgeTask({ ...task, isAccepted: false, reason: '缺开幕式照片' });
    expect(back.tasks).toMatchObject([{ deliveredOn: null, returnReason: '缺开幕式照片', acceptedOn: null }]);
    await expect(archivist.filing.judgeTask({ ...task, isAccepted: true })).rejects.toThrow('FILING_STATE_WRONG');
    const again = await archivist.filing.deliverTask({ ...task, deliveredOn: '2025-04-20' });
    expect(again.tasks).toMatchObject([{ deliveredOn: '2025-04-20', returnReason: null }]);
    expect((await archivist.filing.judgeTask({ ...task, isAccepted: true })).tasks[0]?.acceptedOn).not.toBeNull();
    await expect(archivist.filing.deliverTask({ ...task, deliveredOn: '2025-05-01' })).rejects.toThrow('NOT_FOUND');
    const alien = callEach(stranger);
    await expect(
      alien.filing.deliverTask({ eventId: event.id, departmentId, material: 'photo', deliveredOn: '2025-04-10' }),
    ).rejects.toThrow('NOT_FOUND');
    expect((await alien.filing.events({})).rows).toEqual([]);
    expect((await archivist.filing.events({ kind: 'activity' })).rows).toHaveLength(1);
  });

  it('numbers corrections by year without a gap', async () => {
    const archivist = callEach(unit);
    const fonds = await makeFonds(unit, { number: 'B029' });
    const made = await archivist.archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'D30',
      orgCode: 'DZB',
      title: '关于植树的通知',
      referenceCode: 'B029-WS·2024-D30-DZB-0001',
    });
    const correct = (rowVersion: number, title: string) =>
      archivist.archive.correct({ id: made.id, rowVersion, changes: { title }, reason: '题名有误' });
    await correct(1, '关于植树活动的通知');
    await expect(correct(1, '又改')).rejects.toThrow('STALE_VERSION');
    await correct(2, '关于春季植树活动的通知');
    const { rows } = await archivist.filing.corrections({ q: '植树' });
    expect(rows.map((row) => row.number)).toEqual([2, 1]);
    expect(rows[0]?.changes).toEqual([{ field: 'title', from: '关于植树活动的通知', to: '关于春季植树活动的通知' }]);
    const id = rows[0]?.id ?? '';
    expect((await archivist.filing.downloadCorrectionPdf({ correctionId: id })).mediaType).toBe('application/pdf');
    expect((await archivist.filing.downloadCorrections({})).fileName).toContain('更正单');
    await expect(callEach(stranger).filing.downloadCorrectionPdf({ correctionId: id })).rejects.toThrow('NOT_FOUND');
  });
});
