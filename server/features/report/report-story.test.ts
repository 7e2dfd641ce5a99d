import { beforeEach, describe, expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';

const year = 2025;
let unit: TestTenant;
let stranger: TestTenant;
let writer: TestPerson;
let leader: TestPerson;
beforeEach(async () => {
  [unit, stranger] = [await makeTenant('township'), await makeTenant('township')];
  writer = await makePerson(unit.id, ['unit_archivist'], '孙某');
  leader = await makePerson(unit.id, ['unit_lead'], '李某');
});

const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Error) => error.message,
  );
const api = (person = writer, tenant = unit) => callEach(tenant, person).report;
const visit = async (personCount: number, tenant = unit, visitedOn = `${year}-05-06`) =>
  (await callAs(tenant)).use.registerVisit({
    visitedOn,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });
const begin = async () => (await api().create({ year, template: 'records_office' })).id;
const view = (reportId: string, person = writer) => api(person).byId({ reportId });
const figure = async (reportId: string, key: string) => (await view(reportId)).figures.find((one) => one.key === key);
const write = async (reportId: string, paragraphs: string[], index = 0) => {
  const chapter = (await view(reportId)).chapters[index]!;
  const { id: chapterId, rowVersion, heading, level } = chapter;
  return api().saveChapter({ reportId, chapterId, rowVersion, heading, level, paragraphs });
};
const explainAll = async (reportId: string) => {
  for (const check of (await view(reportId)).checks.filter((one) => one.outcome === 'differs'))
    await api().explain({ reportId, checkCode: check.code, explanation: '上年登记不全' });
};
const submit = async (reportId: string) => {
  await explainAll(reportId);
  return api().submit({ reportId, rowVersion: (await view(reportId)).rowVersion });
};
const approve = async (reportId: string) =>
  api(leader).decide({ reportId, decision: 'approve', rowVersion: (await view(reportId)).rowVersion });

it('begins from its outline, once a year, and lives off the records', async () => {
  const reportId = await begin();
  expect(await refused(begin())).toBe('ALREADY_EXISTS');
  expect(await refused(api().create({ year: year - 1, template: 'archives' }))).toBe('BAD_INPUT');
  expect(await refused(api().create({ year: 2999, template: 'records_office' }))).toBe('BAD_INPUT');
  const begun = await view(reportId);
  expect(begun).toMatchObject({
    year,
    state: 'draft',
    title: `${unit.name}${year}年度档案工作总结及${year + 1}年工作计划`,
  });
  expect(begun.chapters[0]?.paragraphs[1]).toContain('{S0-01 接收并整理归档文书档案件数}');
  expect(await figure(reportId, 'S0-09|year')).toMatchObject({ now: { value: null, state: 'no_entry' } });
  await visit(3);
  await visit(50, stranger);
  await visit(9, unit, `${year - 1}-05-06`);
  expect(await figure(reportId, 'S0-09|year')).toMatchObject({
    now: { value: 3, rows: 1 },
    before: { value: 9 },
    from: `${year}-01-01`,
    to: `${year}-12-31`,
  });
  await api().saveHead({
    reportId,
    rowVersion: begun.rowVersion,
    title: '总结',
    signedOn: null,
    cutOff: `${year}-05-05`,
  });
  expect(await figure(reportId, 'S0-09|year')).toMatchObject({ now: { value: 0 }, to: `${year}-05-05` });
  expect(
    await refused(
      api().saveHead({ reportId, rowVersion: begun.rowVersion, title: '总结', signedOn: null, cutOff: null }),
    ),
  ).toBe('STALE_VERSION');
  expect((await api().list({})).rows).toMatchObject([{ id: reportId, title: '总结', differences: 0 }]);
});

it('judges the year before any of its figures is released, each office by its own', async () => {
  const [archives, neighbour] = [await makeTenant('repository'), await makeTenant('repository')];
  const deliver = async (tenant: TestTenant, topics: string[]) =>
    (await callAs(tenant)).disposition.registerAccession({
      sourceKind: 'unit',
      transferorKind: 'department',
      sourceName: '区农业局',
      mode: 'transfer',
      topics,
      receivedOn: `${year}-03-05`,
      handledBy: '接收征集科',
      lines: [
        { categoryCode: 'WS', unit: 'piece', quantity: 30 },
        { categoryCode: 'KU', unit: 'volume', quantity: 4 },
      ],
    });
  const judge = async (tenant: TestTenant) =>
    (await callEach(tenant).report.checksOfYear({ year })).checks.find(({ code }) => code === 'TWO_KINDS_OVERLAP');
  expect(await judge(archives)).toMatchObject({ outcome: 'not_judged' });
  await deliver(archives, []);
  await deliver(archives, ['脱贫攻坚']);
  await deliver(neighbour, ['疫情防控']);
  // 60 pieces of administrative records and 34 of the two kinds, of which 30 are both: 64 in all.
  expect(await judge(archives)).toMatchObject({ outcome: 'holds', left: 64, right: 64, less: 30 });
  expect((await judge(archives))?.codes).toEqual(['S2-11', 'S2-12', 'S2-15', 'S2-16']);
});

it('keeps each chip to its own period', async () => {
  await visit(3);
  await visit(9, unit, `${year - 1}-05-06`);
  const reportId = await begin();
  await write(reportId, ['{S0-09}、{S0-09·上年}、{S0-09·上年以来}']);
  expect((await figure(reportId, 'S0-09|last_year'))?.now.value).toBe(9);
  expect((await figure(reportId, 'S0-09|since_last_year'))?.now.value).toBe(12);
  expect((await view(reportId)).chapters[0]?.paragraphs).toEqual([
    '{S0-09 接待档案利用者人次}、{S0-09 接待档案利用者人次·上年}、{S0-09 接待档案利用者人次·上年以来}',
  ]);
});

it('lets two people write, and nobody over the other', async () => {
  const reportId = await begin();
  const [first, second] = (await view(reportId)).chapters;
  const save = (chapter: typeof first, text: string) =>
    api().saveChapter({
      reportId,
      chapterId: chapter!.id,
      rowVersion: chapter!.rowVersion,
      heading: chapter!.heading,
      level: chapter!.level,
      paragraphs: [text],
    });
  await save(first, '甲');
  await save(second, '乙');
  expect(await refused(save(first, '丙'))).toBe('STALE_VERSION');
  expect((await view(reportId)).chapters[0]?.paragraphs).toEqual(['甲']);
  expect(await refused(save(first, '绝密★五年'))).toBe('CLASSIFIED_CONTENT_REFUSED');

  const { id } = await api().addChapter({ reportId, afterChapterId: first!.id, heading: '（新）', level: 2 });
  const ids = async () => (await view(reportId)).chapters.map((chapter) => chapter.id);
  expect((await ids()).indexOf(id)).toBe(1);
  await api().moveChapter({ reportId, chapterId: id, direction: 'up' });
  expect((await ids())[0]).toBe(id);
  await api().removeChapter({ reportId, chapterId: id, rowVersion: 1 });
  expect(await ids()).not.toContain(id);
});

it('keeps versions and shows what changed', async () => {
  const reportId = await begin();
  await write(reportId, ['甲段', '乙段']);
  expect(await api().saveVersion({ reportId, note: '初稿' })).toEqual({ number: 1 });
  await write(reportId, ['甲段', '丙段']);
  const { lines } = await api().compare({ reportId, from: 1, to: null });
  expect(lines.filter((line) => line.change !== 'same')).toEqual([
    { change: 'gone', text: '乙段' },
    { change: 'new', text: '丙段' },
  ]);
  expect(await api().versions({ reportId })).toMatchObject([
    { number: 1, kind: 'saved', note: '初稿', byName: '孙某' },
  ]);
  expect(await refused(api().compare({ reportId, from: 7, to: null }))).toBe('NOT_FOUND');
});

describe('approval', () => {
  it('asks for figures that exist and for explanations', async () => {
    const reportId = await begin();
    await visit(20);
    await visit(200, unit, `${year - 1}-05-06`);
    await write(reportId, ['{S9-99}']);
    const rowVersion = async () => (await view(reportId)).rowVersion;
    expect(await refused(api().submit({ reportId, rowVersion: await rowVersion() }))).toBe('REPORT_NOT_READY');
    await write(reportId, ['接待{S0-09}']);
    expect((await view(reportId)).checks.find((check) => check.code === 'YEAR_S0-09')).toMatchObject({
      outcome: 'differs',
      left: 20,
      right: 200,
      explanation: null,
    });
    expect(await refused(api().submit({ reportId, rowVersion: await rowVersion() }))).toBe('REPORT_NOT_READY');
    await submit(reportId);
    expect(await refused(write(reportId, ['后来']))).toBe('REPORT_STATE_WRONG');
  });

  it('is another person’s, gives back with a reason, or freezes', async () => {
    await visit(3);
    const reportId = await begin();
    await submit(reportId);
    const rowVersion = async () => (await view(reportId)).rowVersion;
    const both = await makePerson(unit.id, ['unit_archivist', 'unit_lead']);
    expect(await refused(api().decide({ reportId, rowVersion: 1, decision: 'approve' }))).toBe('FORBIDDEN');
    expect(
      await refused(api(leader).decide({ reportId, rowVersion: await rowVersion(), decision: 'return' })),
    ).not.toBe('allowed');
    await api(leader).decide({ reportId, rowVersion: await rowVersion(), decision: 'return', reason: '补充问题' });
    expect(await view(reportId)).toMatchObject({ state: 'draft', returnReason: '补充问题' });
    await explainAll(reportId);
    await api(both).submit({ reportId, rowVersion: await rowVersion() });
    expect(await refused(api(both).decide({ reportId, rowVersion: await rowVersion(), decision: 'approve' }))).toBe(
      'REPORT_OWN',
    );
    await approve(reportId);
    expect(await view(reportId)).toMatchObject({ state: 'frozen', approvedByName: '李某', cutOff: `${year}-12-31` });
    expect((await api().versions({ reportId })).map((one) => one.kind)).toEqual([
      'frozen',
      'submitted',
      'returned',
      'submitted',
    ]);
    expect(await refused(write(reportId, ['后来']))).toBe('REPORT_STATE_WRONG');
  });
});

it('proposes sentences from the registers and from what changed', async () => {
  await visit(3);
  await visit(9, unit, `${year - 1}-05-06`);
  await visit(500, stranger);
  const reportId = await begin();
  const changes = await api().propose({ reportId, block: 'changes' });
  expect(changes.map((proposal) => proposal.key)).toContain('S0-09');
  expect(changes.find((one) => one.key === 'S0-09')?.text).toBe(
    '接待档案利用者人次{S0-09}，上年为{S0-09·上年}，比上年减少。',
  );
  const problems = await api().propose({ reportId, block: 'problems' });
  expect(problems.map((proposal) => proposal.key)).toContain('no-drill');
  for (const block of ['inspections', 'training', 'guidance', 'digitisation', 'deliveries', 'exhibitions'] as const)
    expect(await api().propose({ reportId, block })).toEqual([]);
  for (const block of [
    'study',
    'safety',
    'equipment',
    'drills',
    'honours',
    'cases',
    'events',
    'outsourcing',
    'next_year',
  ] as const)
    expect(await api().propose({ reportId, block })).toEqual([]);
});

it('is discussed, by whoever reads it', async () => {
  const reportId = await begin();
  const chapterId = (await view(reportId)).chapters[0]!.id;
  const { id: commentId } = await api(leader).addComment({ reportId, chapterId, body: '数字再核一下' });
  expect((await view(reportId)).comments).toMatchObject([{ id: commentId, byName: '李某', resolvedAt: null }]);
  await api().resolveComment({ reportId, commentId });
  expect((await view(reportId)).comments[0]?.resolvedByName).toBe('孙某');
  expect(await refused(api().resolveComment({ reportId, commentId }))).toBe('NOT_FOUND');
});

it('is nobody else’s', async () => {
  const reportId = await begin();
  const chapter = (await view(reportId)).chapters[0]!;
  const { id: commentId } = await api().addComment({ reportId, chapterId: null, body: '批注' });
  const other = callEach(stranger).report;
  const { id: own } = await other.create({ year, template: 'records_office' });
  const saving = { rowVersion: 1, heading: '一', level: 1 as const, paragraphs: [] };
  for (const call of [
    () => other.byId({ reportId }),
    () => other.saveChapter({ ...saving, reportId, chapterId: chapter.id }),
    () => other.saveChapter({ ...saving, reportId: own, chapterId: chapter.id }),
    () => other.addChapter({ reportId: own, afterChapterId: chapter.id, heading: '一', level: 1 }),
    () => other.removeChapter({ reportId: own, chapterId: chapter.id, rowVersion: 1 }),
    () => other.moveChapter({ reportId: own, chapterId: chapter.id, direction: 'up' }),
    () => other.addComment({ reportId: own, chapterId: chapter.id, body: '批注' }),
    () => other.resolveComment({ reportId: own, commentId }),
    () => other.propose({ reportId, block: 'changes' }),
    () => other.versions({ reportId }),
    () => other.submit({ reportId, rowVersion: 1 }),
    () => other.decide({ reportId, rowVersion: 1, decision: 'approve' }),
    () => other.explain({ reportId, checkCode: 'STAFF_AGES', explanation: '说明' }),
    () => other.downloadReport({ reportId, format: 'pdf', withFigures: false }),
  ])
    expect(await refused(call())).toBe('NOT_FOUND');
  expect((await other.list({})).rows.map((row) => row.id)).toEqual([own]);
});
