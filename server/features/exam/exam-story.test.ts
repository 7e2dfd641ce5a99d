import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import {
  makePerson,
  makeSupervisedPair,
  makeTenant,
  supervise,
  type TestPerson,
  type TestTenant,
} from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { SCHEDULES } from '@/jobs/schedules';
import type { QuestionSaid } from '@/server/domain/exam/question';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import { mintScope } from '@/server/tenancy/mint-scope';
import { listPassed } from './list-exams.ts';
import { handInDue } from './save-answers.ts';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;

beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

const base = { topic: '档案法', difficulty: 'easy' as const, explanation: '见条文', source: '档案法第十三条' };
const single = (n: number): QuestionSaid => ({
  ...base,
  kind: 'single',
  stem: `第 ${n} 问：保管期限最长的是（　）`,
  choices: ['永久', '30年', '10年', '5年'],
  key: [0],
  blanks: [],
});
const trueOrFalse: QuestionSaid = {
  ...base,
  kind: 'boolean',
  stem: '档案可以随意销毁',
  choices: [],
  key: [1],
  blanks: [],
};
const fillIn: QuestionSaid = {
  ...base,
  kind: 'blank',
  stem: '国际档案日是6月____日',
  choices: [],
  key: [],
  blanks: [['9', '九']],
};

const api = (tenant: TestTenant, person?: TestPerson) => callEach(tenant, person);
const scopeOf = (tenant: TestTenant, accountId: string | null = null) =>
  mintScope({
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    tenantKind: tenant.kind,
    accountId,
    actorName: '系统',
    roles: [],
    requestId: 'test',
  });
const instant = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

/** A random paper of three singles, one true or false, one blank; ten points. */
const fillBank = async (singles = 6): Promise<{ paperId: string; questionIds: string[] }> => {
  const questionIds: string[] = [];
  const questions = [...Array.from({ length: singles }, (_, n) => single(n + 1)), trueOrFalse, fillIn];
  for (const said of questions) questionIds.push((await api(bureau).exam.createQuestion({ said })).id);
  const line = { topic: null, difficulty: null, points: 2 };
  const { id: paperId } = await api(bureau).exam.createPaper({
    title: '业务考试卷',
    shuffles: true,
    halves: false,
    content: {
      mode: 'random',
      lines: [
        { ...line, kind: 'single', count: 3 },
        { ...line, kind: 'boolean', count: 1 },
        { ...line, kind: 'blank', count: 1 },
      ],
    },
  });
  return { paperId, questionIds };
};
const publish = async (over: Record<string, unknown> = {}) => {
  const { paperId, questionIds } = await fillBank();
  const { id: examId } = await api(bureau).exam.publish({
    title: '年度业务考试',
    purpose: 'exam',
    paperId,
    opensAt: instant(-1),
    closesAt: instant(60),
    minutes: 30,
    attempts: 1,
    passPoints: 6,
    audience: { by: 'units', unitTenantIds: [unit.id], includesOwn: false },
    ...over,
  });
  return { examId, paperId, questionIds };
};
const sit = async (examId: string, person: TestPerson = unit.worker) => {
  const { attemptId } = await api(unit, person).sitting.start({ examId });
  return { attemptId, view: await api(unit, person).sitting.attempt({ attemptId }) };
};

/** The right answers of a paper: the key is looked up in the database, which no procedure tells. */
const rightAnswers = async (attemptId: string) => {
  const { rows } = await (await testAdmin()).query<{
    paper: { questionId: string; order: number[] }[];
    examId: string;
  }>('select paper, exam_id as "examId" from exam_attempt where id = $1', [attemptId]);
  const { paper, examId } = rows[0]!;
  const items = await (await testAdmin()).query<{ id: string; said: QuestionSaid }>(
    'select question_id as id, said from exam_item where exam_id = $1',
    [examId],
  );
  return paper.map(({ questionId, order }, at) => {
    const { said } = items.rows.find((item) => item.id === questionId)!;
    const choices = said.kind === 'boolean' ? said.key : said.key.map((place) => order.indexOf(place));
    return { position: at + 1, answer: { choices, texts: said.blanks.map(([first = '']) => first) }, sequence: at + 1 };
  });
};
const letTimePass = async (attemptId: string, minutes: number) =>
  (await testAdmin()).query(
    `update exam_attempt set started_at = started_at - make_interval(mins => $2), ends_at = ends_at - make_interval(mins => $2) where id = $1`,
    [attemptId, minutes],
  );

/** Bytes as an office's old spreadsheet program writes them: the decoder's table of two bytes, turned round. */
const gb18030 = (text: string): Buffer => {
  const table = new Map<string, [number, number]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const sign = decoder.decode(Uint8Array.of(high, low));
      if ([...sign].length === 1 && sign !== '\ufffd') table.set(sign, [high, low]);
    }
  return Buffer.from([...text].flatMap((sign) => table.get(sign) ?? [sign.charCodeAt(0)]));
};

describe('the bank', () => {
  it('corrects a question by a version more and warns of a twin', async () => {
    const first = await api(bureau).exam.createQuestion({ said: single(1) });
    expect(first.twins).toBe(0);
    const typed = { ...single(1), stem: '第１问:保管期限最长的是( )' };
    expect((await api(bureau).exam.createQuestion({ said: typed })).twins).toBe(1);
    const said = { ...single(1), explanation: '改过的解析' };
    await api(bureau).exam.correctQuestion({ questionId: first.id, rowVersion: 1, said, reason: '解析有误' });
    const question = await api(bureau).exam.question({ questionId: first.id });
    expect(question).toMatchObject({ version: 2, said: { explanation: '改过的解析' } });
    expect(question.versions.map((one) => one.said.explanation)).toEqual(['改过的解析', '见条文']);
    await expect(
      api(bureau).exam.correctQuestion({ questionId: first.id, rowVersion: 1, said, reason: '再改' }),
    ).rejects.toThrow('STALE_VERSION');
    for (const tenant of [otherBureau, stranger])
      await expect(api(tenant).exam.question({ questionId: first.id })).rejects.toThrow('NOT_FOUND');
    await expect(api(unit, await makePerson(unit.id, ['unit_archivist'])).exam.questions({})).rejects.toThrow(
      'FORBIDDEN',
    );
  });

  it('takes in a workbook in GB18030 row by row, telling what is wrong with which', async () => {
    const lines = [
      '题型,题目,选项A,选项B,答案,知识点',
      '单选,甲问,子,丑,A,档案法',
      '单选,乙问,子,丑,E,档案法',
      '判断,丙问,,,对,',
      '单选,甲问,丑,子,B,档案法',
    ];
    const bytes = gb18030(lines.join('\n'));
    const scope = scopeOf(bureau, bureau.worker.accountId);
    const received = await receiveUpload(testObjects(), bureau.id, {
      stream: bytes,
      fileName: '题库.csv',
      maxBytes: 10_000,
    });
    const { id: objectId } = await withTenantDb(await testPools(), scope, (tdb) =>
      registerUpload(tdb, scope, received),
    );
    const preview = await api(bureau).exam.previewQuestions({ objectId });
    expect(preview.rows.map((row) => [row.problem, row.isTwin])).toEqual([
      [null, false],
      ['answer', false],
      [null, false],
      [null, true],
    ]);
    await expect(api(otherBureau).exam.previewQuestions({ objectId })).rejects.toThrow('NOT_FOUND');
    expect(await api(bureau).exam.importQuestions({ objectId, withTwins: false })).toEqual({
      entered: 2,
      twins: 1,
      wrong: 1,
    });
    expect((await api(bureau).exam.questions({})).rows.map((row) => row.said.stem)).toEqual(['丙问', '甲问']);
  });
});

describe('a paper', () => {
  it('says which line the bank is short for, and is not published then', async () => {
    const { paperId } = await fillBank(2);
    expect((await api(bureau).exam.paper({ paperId })).short).toEqual({ line: 1, has: 2, needs: 3 });
    await expect(
      api(bureau).exam.publish({
        title: '考试',
        purpose: 'exam',
        paperId,
        opensAt: instant(0),
        closesAt: instant(60),
        minutes: 30,
        attempts: 1,
        passPoints: 6,
        audience: { by: 'units', unitTenantIds: [unit.id], includesOwn: false },
      }),
    ).rejects.toThrow('EXAM_POOL_TOO_SMALL');
  });

  it('is the same under one number, and prints with its answer sheet', async () => {
    const { paperId } = await fillBank();
    const read = async (variant: string) =>
      (await api(bureau).exam.paper({ paperId, variant })).questions.map((one) => one.questionId);
    expect(await read('A')).toEqual(await read('A'));
    const file = await api(bureau).exam.downloadPaper({ paperId, variant: 'B', withKey: false });
    expect(file).toMatchObject({ tenantId: bureau.id, fileName: '业务考试卷_B卷.pdf', mediaType: 'application/pdf' });
    await expect(api(otherBureau).exam.paper({ paperId })).rejects.toThrow('NOT_FOUND');
  });

  it('of fixed questions knows only those of the own bank', async () => {
    const { questionIds } = await fillBank();
    const content = {
      mode: 'fixed' as const,
      lines: questionIds.slice(0, 2).map((questionId) => ({ questionId, points: 5 })),
    };
    const fields = { title: '固定卷', shuffles: false, halves: false, content };
    expect((await api(bureau).exam.createPaper(fields)).id).toBeTruthy();
    await expect(api(otherBureau).exam.createPaper(fields)).rejects.toThrow('NOT_FOUND');
  });
});

describe('sitting an exam', () => {
  it('never tells the key before the exam is over', async () => {
    const { examId } = await publish();
    const { view } = await sit(examId);
    expect(view.questions).toHaveLength(5);
    expect(JSON.stringify(view)).not.toContain('见条文');
    expect(view.explained).toBeNull();
    const notice = await (await testAdmin()).query('select body from dispatch where object_id = $1', [examId]);
    expect(JSON.stringify(notice.rows)).not.toContain('保管期限');
  });

  it('is marked at once, and explained when it is over', async () => {
    const { examId } = await publish();
    const { attemptId } = await sit(examId);
    const answers = await rightAnswers(attemptId);
    await api(unit).sitting.save({ attemptId, answers: answers.slice(0, 4) });
    await api(unit).sitting.handIn({ attemptId, answers: answers.slice(4) });
    const view = await api(unit).sitting.attempt({ attemptId });
    expect(view.outcome).toMatchObject({ score: 10, totalPoints: 10, isPassed: true, endedBy: 'person' });
    expect(view.explained).toBeNull();
    await (await testAdmin()).query(
      "update exam set closes_at = now() - interval '1 second', opens_at = now() - interval '1 hour' where id = $1",
      [examId],
    );
    const after = await api(unit).sitting.attempt({ attemptId });
    expect(after.explained?.every((one) => one.isRight)).toBe(true);
    expect(after.explained?.[0]).toMatchObject({ explanation: '见条文', source: '档案法第十三条' });
  });

  it('comes to one paper however often it is begun, and loses nothing in between', async () => {
    const { examId } = await publish();
    const [one, two] = await Promise.all([sit(examId), sit(examId)]);
    expect(one.attemptId).toBe(two.attemptId);
    const answer = { choices: [1], texts: [] };
    const save = (sequence: number, choice: number) =>
      api(unit).sitting.save({
        attemptId: one.attemptId,
        answers: [{ position: 1, answer: { ...answer, choices: [choice] }, sequence }],
      });
    expect((await save(5, 1)).acknowledged).toEqual([{ position: 1, sequence: 5 }]);
    // An earlier one that was held up by the network changes nothing, and is told what stands.
    expect((await save(3, 2)).acknowledged).toEqual([{ position: 1, sequence: 5 }]);
    await save(5, 1);
    const resumed = await sit(examId);
    expect(resumed.view.answers).toEqual([{ position: 1, answer: { choices: [1], texts: [] }, sequence: 5 }]);
    expect(resumed.view.questions).toEqual(one.view.questions);
  });

  it('draws a paper of its own for everybody', async () => {
    const { examId } = await publish();
    const papers = new Set<string>();
    for (const name of ['甲', '乙', '丙', '丁', '戊'])
      papers.add(JSON.stringify((await sit(examId, await makePerson(unit.id, ['unit_dept'], name))).view.questions));
    expect(papers.size).toBeGreaterThan(1);
  });

  it('ends with the time: what was saved is handed in by the first touch, and what comes later is not taken', async () => {
    const { examId } = await publish();
    const { attemptId } = await sit(examId);
    const answers = await rightAnswers(attemptId);
    await api(unit).sitting.save({ attemptId, answers: answers.slice(0, 3) });
    await letTimePass(attemptId, 31);
    expect(await api(unit).sitting.save({ attemptId, answers })).toMatchObject({ acknowledged: [], isOver: true });
    expect((await api(unit).sitting.attempt({ attemptId })).outcome).toMatchObject({
      score: 6,
      endedBy: 'time',
      isPassed: true,
    });
    await expect(api(unit).sitting.start({ examId })).rejects.toThrow('EXAM_ATTEMPTS_USED');
    await api(unit).sitting.handIn({ attemptId, answers });
    expect((await api(unit).sitting.attempt({ attemptId })).outcome).toMatchObject({ score: 6 });
  });

  it('is handed in by the worker for whoever went away', async () => {
    const { examId } = await publish();
    const { attemptId } = await sit(examId);
    await api(unit).sitting.save({ attemptId, answers: (await rightAnswers(attemptId)).slice(0, 2) });
    await letTimePass(attemptId, 31);
    const pools = await testPools();
    const schedule = SCHEDULES.find((one) => one.name === 'exam.hand-in');
    await schedule?.run({ pools, dataDir: '', stopping: new AbortController().signal });
    const owed = await (await testAdmin()).query(
      "select 1 from job_run where tenant_id = $1 and name = 'exam.hand-in-due'",
      [unit.id],
    );
    expect(owed.rows).toHaveLength(1);
    const scope = scopeOf(unit);
    expect(await withTenantDb(pools, scope, (tdb) => handInDue(tdb, scope))).toEqual({ handedIn: 1 });
    expect(await withTenantDb(pools, scope, (tdb) => handInDue(tdb, scope))).toEqual({ handedIn: 0 });
    expect((await api(unit).sitting.attempt({ attemptId })).outcome).toMatchObject({ score: 4, endedBy: 'time' });
  });

  it('takes no text that looks classified, and the other answers all the same', async () => {
    const { examId } = await publish();
    const { attemptId, view } = await sit(examId);
    const at = view.questions.find((one) => one.kind === 'blank')!.position;
    const saved = await api(unit).sitting.save({
      attemptId,
      answers: [
        { position: at, answer: { choices: [], texts: ['机密★10年'] }, sequence: 1 },
        { position: at === 1 ? 2 : 1, answer: { choices: [0], texts: [] }, sequence: 2 },
      ],
    });
    expect(saved).toMatchObject({ refused: [at] });
    expect(saved.acknowledged).toHaveLength(1);
  });

  it('is for nobody else: not another unit, not another person’s paper, not before or after', async () => {
    const { examId } = await publish();
    const { attemptId } = await sit(examId);
    const colleague = await makePerson(unit.id, ['unit_dept'], '李某');
    for (const [tenant, person] of [
      [stranger, stranger.worker],
      [bureau, bureau.worker],
      [unit, colleague],
    ] as const) {
      await expect(api(tenant, person).sitting.attempt({ attemptId })).rejects.toThrow('NOT_FOUND');
      await expect(
        api(tenant, person).sitting.save({
          attemptId,
          answers: [{ position: 1, answer: { choices: [0], texts: [] }, sequence: 1 }],
        }),
      ).rejects.toThrow('NOT_FOUND');
      await expect(api(tenant, person).sitting.handIn({ attemptId, answers: [] })).rejects.toThrow('NOT_FOUND');
    }
    for (const tenant of [stranger, otherBureau, bureau]) {
      await expect(api(tenant).sitting.start({ examId })).rejects.toThrow('NOT_FOUND');
      expect((await api(tenant).sitting.mine({})).rows).toEqual([]);
    }
    const { examId: later } = await publish({ opensAt: instant(60), closesAt: instant(200) });
    await expect(api(unit).sitting.start({ examId: later })).rejects.toThrow('EXAM_NOT_OPEN');
  });
});

describe('the owner of an exam', () => {
  it('sees papers that were handed in and no others, with units and questions counted', async () => {
    const { examId } = await publish();
    const { attemptId } = await sit(examId);
    await sit(examId, await makePerson(unit.id, ['unit_dept'], '还在答'));
    expect((await api(bureau).exam.byId({ examId })).totals).toMatchObject({ handedIn: 0, people: 0 });
    const answers = await rightAnswers(attemptId);
    await api(unit).sitting.handIn({ attemptId, answers: answers.slice(0, 4) });
    const view = await api(bureau).exam.byId({ examId });
    expect(view.totals).toMatchObject({ handedIn: 1, people: 1, passed: 1, average: 8, best: 8 });
    expect(view.units).toEqual([{ unitName: unit.name, people: 1, passed: 1, average: 8 }]);
    expect(view.questions.map((one) => [one.right, one.asked]).toSorted()).toEqual([
      [0, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    const { rows } = await api(bureau).exam.results({ examId });
    expect(rows).toMatchObject([
      { personName: unit.worker.displayName, unitName: unit.name, score: 8, isPassed: true },
    ]);
    expect((await api(bureau).exam.downloadResults({ examId })).fileName).toBe('成绩_年度业务考试.xlsx');
    expect((await api(bureau).exam.downloadPassed({ examId })).fileName).toBe('合格名单_年度业务考试.xlsx');
    await expect(api(otherBureau).exam.downloadPassed({ examId })).rejects.toThrow('NOT_FOUND');
    for (const tenant of [otherBureau, unit, stranger])
      await expect(api(tenant).exam.byId({ examId })).rejects.toThrow('NOT_FOUND');
    await expect(api(otherBureau).exam.results({ examId })).rejects.toThrow('NOT_FOUND');
  });

  it('keeps a published exam as it was, whatever becomes of the bank', async () => {
    const { examId, questionIds } = await publish();
    for (const questionId of questionIds)
      await api(bureau).exam.retireQuestion({ questionId, rowVersion: 1, isRetired: true });
    expect((await sit(examId)).view.questions).toHaveLength(5);
    const [first = ''] = questionIds;
    expect((await api(bureau).exam.question({ questionId: first })).usedIn).toBe(1);
  });

  it('moves an exam that has not begun, puts off the end of one that has, and takes back only the first', async () => {
    const { examId } = await publish({ opensAt: instant(30), closesAt: instant(90) });
    await api(bureau).exam.move({ examId, rowVersion: 1, opensAt: instant(-1), closesAt: instant(90) });
    const { opensAt, closesAt } = await api(bureau).exam.byId({ examId });
    await expect(api(bureau).exam.move({ examId, rowVersion: 2, opensAt: instant(5), closesAt })).rejects.toThrow(
      'STEP_PASSED',
    );
    await api(bureau).exam.move({ examId, rowVersion: 2, opensAt, closesAt: instant(300) });
    await expect(api(bureau).exam.cancel({ examId, rowVersion: 3, reason: '改期' })).rejects.toThrow('STEP_PASSED');
    const { examId: other } = await publish({ opensAt: instant(30), closesAt: instant(90) });
    await api(bureau).exam.cancel({ examId: other, rowVersion: 1, reason: '改期' });
    const mine = await api(unit).sitting.mine({});
    expect(mine.rows.find((row) => row.id === other)?.phase).toBe('cancelled');
    for (const tenant of [otherBureau, unit])
      await expect(api(tenant).exam.move({ examId, rowVersion: 3, opensAt, closesAt: instant(400) })).rejects.toThrow(
        'NOT_FOUND',
      );
  });

  it('may ask only units below, and its own people when it says so', async () => {
    const { paperId } = await fillBank();
    const fields = {
      title: '考试',
      purpose: 'quiz' as const,
      paperId,
      opensAt: instant(-1),
      closesAt: instant(60),
      minutes: 10,
      attempts: 2,
      passPoints: 6,
    };
    await expect(
      api(bureau).exam.publish({
        ...fields,
        audience: { by: 'units', unitTenantIds: [stranger.id], includesOwn: false },
      }),
    ).rejects.toThrow('NOT_FOUND');
    await expect(
      api(bureau).exam.publish({ ...fields, audience: { by: 'units', unitTenantIds: [], includesOwn: false } }),
    ).rejects.toThrow('EXAM_FOR_NOBODY');
    const { id: examId } = await api(bureau).exam.publish({
      ...fields,
      audience: { by: 'units', unitTenantIds: [], includesOwn: true },
    });
    const { attemptId } = await api(bureau).sitting.start({ examId });
    await api(bureau).sitting.handIn({ attemptId, answers: [] });
    expect((await api(bureau).exam.byId({ examId })).totals.people).toBe(1);
    expect((await api(bureau).sitting.exam({ examId })).canSit).toBe(true);
  });
});

describe('a unit', () => {
  it('reads what its own people handed in, and nothing of papers that are open or of other units', async () => {
    const neighbour = await makeTenant('village');
    await supervise(bureau, neighbour);
    const { examId } = await publish({
      audience: { by: 'units', unitTenantIds: [unit.id, neighbour.id], includesOwn: true },
    });
    const { attemptId } = await sit(examId);
    const answers = await rightAnswers(attemptId);
    await sit(examId, await makePerson(unit.id, ['unit_dept'], '还在答'));
    for (const tenant of [neighbour, bureau]) {
      const other = await api(tenant).sitting.start({ examId });
      await api(tenant).sitting.handIn({ attemptId: other.attemptId, answers: [] });
    }
    expect((await api(unit).exam.ownResults({})).rows).toEqual([]);
    await api(unit).sitting.handIn({ attemptId, answers });
    const { rows } = await api(unit).exam.ownResults({ examId });
    expect(rows).toMatchObject([
      {
        title: '年度业务考试',
        ownerName: bureau.name,
        personName: unit.worker.displayName,
        score: 10,
        passPoints: 6,
        isPassed: true,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('choices');
    expect((await api(unit).exam.ownResults({ passed: false })).rows).toEqual([]);
    const own = (await api(bureau).exam.ownResults({})).rows;
    expect(own.map((row) => [row.personName, row.isPassed])).toEqual([[bureau.worker.displayName, false]]);
    expect((await api(stranger).exam.ownResults({ examId })).rows).toEqual([]);
    const file = await api(unit).exam.downloadOwnResults({ passed: true });
    expect(file).toMatchObject({ tenantId: unit.id, fileName: '本单位考试成绩.xlsx' });
    const colleague = await makePerson(unit.id, ['unit_dept'], '同事');
    await expect(api(unit, colleague).exam.ownResults({})).rejects.toThrow('FORBIDDEN');
  });
});

describe('a contest', () => {
  it('takes its ranks and awards from the papers, best first', async () => {
    const { examId } = await publish({ purpose: 'contest' });
    const people = [
      unit.worker,
      await makePerson(unit.id, ['unit_dept'], '冠军'),
      await makePerson(unit.id, ['unit_dept'], '冠军'),
    ];
    for (const [at, person] of people.entries()) {
      const { attemptId } = await sit(examId, person);
      await api(unit, person).sitting.handIn({ attemptId, answers: (await rightAnswers(attemptId)).slice(0, at * 2) });
    }
    const held = {
      title: '知识竞赛',
      form: 'knowledge' as const,
      level: 'district' as const,
      organiser: bureau.name,
      heldOn: '2026-06-09',
    };
    const { id: contestId } = await api(bureau).contest.create({ ...held, examId });
    const places = { contestId, first: 1, second: 1, third: 0, merit: 0 };
    await expect(api(bureau).contest.rank(places)).rejects.toThrow('EXAM_STILL_RUNS');
    await (await testAdmin()).query(
      "update exam set closes_at = now() - interval '1 second', opens_at = now() - interval '1 hour' where id = $1",
      [examId],
    );
    expect(await api(bureau).contest.rank(places)).toEqual({ entries: 3, awards: 2 });
    expect(await api(bureau).contest.rank(places)).toEqual({ entries: 3, awards: 2 });
    const { rows } = await api(bureau).contest.entries({ contestId });
    expect(rows.map((row) => [row.rank, row.entrantName, row.score, row.award])).toEqual([
      [1, '冠军', 8, 'first'],
      [2, '冠军（2）', 4, 'second'],
      [3, unit.worker.displayName, 0, null],
    ]);
    await expect(api(otherBureau).contest.byId({ contestId })).rejects.toThrow('NOT_FOUND');
    await expect(api(otherBureau).contest.create({ ...held, examId })).rejects.toThrow('NOT_FOUND');
  });

  it('held elsewhere is entered by hand', async () => {
    const held = {
      title: '市技能竞赛',
      form: 'skills' as const,
      level: 'city' as const,
      organiser: '市档案局',
      heldOn: '2026-05-20',
      examId: null,
    };
    const { id: contestId } = await api(bureau).contest.create(held);
    const entry = { unitName: unit.name, entrantName: '一队', score: 88.5, rank: 2, award: 'second' as const };
    expect(await api(bureau).contest.enter({ contestId, entries: [entry] })).toEqual({ entered: 1, changed: 0 });
    expect(await api(bureau).contest.enter({ contestId, entries: [{ ...entry, score: 90 }] })).toEqual({
      entered: 0,
      changed: 1,
    });
    const { rows } = await api(bureau).contest.entries({ contestId });
    await api(bureau).contest.changeEntry({
      entryId: rows[0]!.id,
      rowVersion: 2,
      entry: { ...entry, rank: 1, award: 'first' },
    });
    await expect(api(otherBureau).contest.changeEntry({ entryId: rows[0]!.id, rowVersion: 3, entry })).rejects.toThrow(
      'NOT_FOUND',
    );
    expect((await api(bureau).contest.list({ year: 2026 })).rows).toMatchObject([{ entryCount: 1, awardCount: 1 }]);
    expect((await api(bureau).contest.list({ year: 2025 })).rows).toEqual([]);
  });
});

describe('a session of training', () => {
  const heldSession = async (people: readonly { unitTenantId: number; personName: string }[]) => {
    const heldOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const { id: sessionId } = await api(bureau).training.createSession({
      title: '整理实务',
      kind: 'special',
      mode: 'onsite',
      hours: 4,
      heldOn,
    });
    await api(bureau).training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
    await api(bureau).training.inviteUnits({ sessionId, unitTenantIds: [unit.id] });
    await api(bureau).training.recordAttendance({ sessionId, people: [...people] });
    await api(bureau).training.moveSession({ sessionId, to: 'held', rowVersion: 2 });
    return { sessionId, heldOn };
  };

  it('gives an exam to those who are on its list, and the list of who passed', async () => {
    const { sessionId } = await heldSession([{ unitTenantId: unit.id, personName: '何某' }]);
    const { examId } = await publish({ audience: { by: 'session', sessionId } });
    const present = await makePerson(unit.id, ['unit_dept'], '何某');
    await expect(api(unit).sitting.start({ examId })).rejects.toThrow('NOT_FOUND');
    expect((await api(unit).sitting.mine({})).rows).toEqual([]);
    const { attemptId } = await sit(examId, present);
    await api(unit, present).sitting.handIn({ attemptId, answers: await rightAnswers(attemptId) });
    const scope = scopeOf(bureau);
    const passed = await withTenantDb(await testPools(), scope, (tdb) => listPassed(tdb, scope, { sessionId }));
    expect(passed).toMatchObject([{ examId, unitTenantId: unit.id, personName: '何某', score: 10, totalPoints: 10 }]);
    const foreign = scopeOf(otherBureau);
    expect(await withTenantDb(await testPools(), foreign, (tdb) => listPassed(tdb, foreign, { examId }))).toEqual([]);
  });

  it('with an exam certifies those who passed it, and the others when they have passed it too', async () => {
    const names = ['何某', '林某'];
    const { sessionId } = await heldSession(names.map((personName) => ({ unitTenantId: unit.id, personName })));
    const certify = () => api(bureau).certificates.issue({ sessionId, validUntil: null });
    const { examId } = await publish({ audience: { by: 'session', sessionId }, attempts: 2 });
    await expect(certify()).rejects.toThrow('NOBODY_PASSED_YET');
    const [good, weak] = await Promise.all(names.map((name) => makePerson(unit.id, ['unit_dept'], name)));
    const paper = await sit(examId, good!);
    await api(unit, good!).sitting.handIn({
      attemptId: paper.attemptId,
      answers: await rightAnswers(paper.attemptId),
    });
    const first = await sit(examId, weak!);
    await api(unit, weak!).sitting.handIn({ attemptId: first.attemptId, answers: [] });
    expect(await certify()).toEqual({ issued: 1, already: 0, notPassed: 1 });
    const again = await sit(examId, weak!);
    await api(unit, weak!).sitting.handIn({
      attemptId: again.attemptId,
      answers: await rightAnswers(again.attemptId),
    });
    expect(await certify()).toEqual({ issued: 1, already: 1, notPassed: 0 });
  });

  it('is evaluated without names, by three units at least', async () => {
    const { sessionId, heldOn } = await heldSession([{ unitTenantId: unit.id, personName: '何某' }]);
    const input = { sessionId, closesOn: heldOn };
    await expect(api(bureau).exam.evaluateSession(input)).rejects.toThrow('TOO_FEW_TO_ASK');
    await expect(api(otherBureau).exam.evaluateSession(input)).rejects.toThrow('NOT_FOUND');
    const others = [await makeTenant('village'), await makeTenant('village')];
    for (const other of others) await supervise(bureau, other);
    const { id: later } = await api(bureau).training.createSession({
      title: '著录实务',
      kind: 'special',
      mode: 'onsite',
      hours: 4,
      heldOn,
    });
    await api(bureau).training.moveSession({ sessionId: later, to: 'open', rowVersion: 1 });
    await api(bureau).training.inviteUnits({
      sessionId: later,
      unitTenantIds: [unit.id, ...others.map((one) => one.id)],
    });
    await expect(api(bureau).exam.evaluateSession({ ...input, sessionId: later })).rejects.toThrow(
      'SESSION_STATE_WRONG',
    );
    await api(bureau).training.moveSession({ sessionId: later, to: 'held', rowVersion: 2 });
    const asked = await api(bureau).exam.evaluateSession({ ...input, sessionId: later });
    expect(asked.units).toBe(3);
    expect(await api(bureau).questionnaire.byId({ questionnaireId: asked.id })).toMatchObject({
      isAnonymous: true,
      isWithheld: true,
    });
  });
});

it('shows a to-do to whoever has still to sit, and takes it away with the paper', async () => {
  const { examId } = await publish();
  const open = async () =>
    (await api(unit).platform.todos({ tab: 'open' })).rows.filter((row) => row.kind === 'exam_invitation');
  expect(await open()).toMatchObject([{ link: `my-exams/${examId}` }]);
  const { attemptId } = await sit(examId);
  await api(unit).sitting.handIn({ attemptId, answers: [] });
  expect(await open()).toEqual([]);
});
