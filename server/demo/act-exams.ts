import { plusDays } from '@/db/demo/calendar';
import type { AskedQuestion, SentAnswer } from '@/server/domain/exam/sitting';
import type { Stage } from './cast.ts';

/* A bank as an office would have typed it, a paper drawn from it, an exam that people of several units sit, contests. */

const BANK = `题型,题目,选项A,选项B,选项C,选项D,答案,知识点,难度,解析,依据
单选,新修订的《中华人民共和国档案法》自哪一天起施行？,2020年6月20日,2021年1月1日,2021年6月9日,2024年3月1日,B,法律法规,易,2020年6月20日修订，2021年1月1日起施行。,档案法第五十三条
单选,《中华人民共和国档案法实施条例》自哪一天起施行？,2021年1月1日,2023年12月29日,2024年3月1日,2024年6月9日,C,法律法规,易,,档案法实施条例第五十二条
单选,机关文书档案的保管期限分为（ ）。,永久、长期、短期,永久和定期,长期和短期,50年和15年,B,收集归档,易,定期一般分为30年、10年。,机关文件材料归档范围和文书档案保管期限规定
单选,文书材料应当在办理完毕后的（ ）归档。,当年年底前,第二年6月底前,第二年年底前,第三年6月底前,B,收集归档,中,,机关档案管理规定
单选,归档文件一般以什么为整理单位？,卷,件,盒,袋,B,整理著录,易,,DA/T 22—2015
单选,县级国家档案馆的档案，满多少年由单位移交进馆？,5年,10年,20年,25年,B,移交接收,中,,档案法实施条例
单选,国家档案馆的档案，一般自形成之日起满多少年向社会开放？,10年,20年,25年,30年,C,移交接收,中,,档案法第二十七条
单选,纸质档案库房的相对湿度一般应当控制在（ ）。,20%—35%,45%—60%,65%—80%,80%以上,B,库房安全,中,,档案馆建筑设计规范
单选,下面哪一项不属于电子档案的“四性”？,真实性,完整性,可用性,保密性,D,数字化,易,四性是真实性、完整性、可用性、安全性。,DA/T 70—2018
单选,纸质档案数字化依据的行业标准是（ ）。,DA/T 22—2015,DA/T 31—2017,DA/T 13—2022,DA/T 70—2018,B,数字化,中,,DA/T 31—2017
多选,下面哪些属于库房“八防”的内容？,防火,防盗,防潮,防涨价,ABC,库房安全,易,,档案库房管理制度
多选,电子档案的“四性”包括（ ）。,真实性,完整性,可用性,安全性,ABCD,数字化,易,,DA/T 70—2018
多选,归档章一般包括哪些项目？,全宗号,年度,件号,经办人电话,ABC,整理著录,中,,DA/T 22—2015
多选,下面哪些做法是档案法禁止的？,损毁、丢失档案,擅自复制、公布国家所有的档案,篡改、伪造档案,依法查阅已开放的档案,ABC,法律法规,中,,档案法第四十九条
判断,档案工作人员调离，应当办理档案交接手续。,,,,,对,法律法规,易,,
判断,电子档案与传统载体档案具有同等效力。,,,,,对,数字化,中,,档案法第三十七条
判断,到期的档案，本单位档案员可以自己决定销毁。,,,,,错,法律法规,易,销毁要经过鉴定和批准，两人以上监销。,
判断,应当归档的材料，个人可以留在自己手里。,,,,,错,收集归档,易,,档案法第十四条
填空,国际档案日是每年的____月____日。,,,,,6|六；9|九,法律法规,易,,
填空,《归档文件整理规则》的标准号是DA/T ____—2015。,,,,,22,整理著录,中,,
填空,纸质归档文件以____为单位整理。,,,,,件,整理著录,易,,DA/T 22—2015
`;

const CELLS = BANK.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

/** What somebody who knows the matter answers; `slips` are the places at which they do not. */
const answersOf = (questions: readonly AskedQuestion[], slips: readonly number[]): SentAnswer[] =>
  questions.map(({ position, kind, stem, choices }) => {
    const cells = CELLS.find(([, asked]) => asked === stem) ?? [];
    const key = cells[6] ?? '';
    const written = [...key].map((letter) => cells[2 + letter.charCodeAt(0) - 65] ?? '');
    const right =
      kind === 'boolean'
        ? [key === '对' ? 0 : 1]
        : choices.flatMap((choice, place) => (written.includes(choice) ? [place] : []));
    const places = slips.includes(position) ? [((right[0] ?? 0) + 1) % Math.max(2, choices.length)] : right;
    const texts = key.split('；').map((one) => (slips.includes(position) ? '不清楚' : (one.split('|')[0] ?? '')));
    const answer = kind === 'blank' ? { choices: [], texts } : { choices: places, texts: [] };
    return { position, answer, sequence: position };
  });

/** Units whose people are seen to sit the exam. */
const SITTING = ['liuxi', 'songling', 'baisha', 'meiwu', 'guqiao', 'yunxi'];

const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

/** Fills the bank, draws up a paper, publishes two exams and a contest. Answers the exam that is open. */
export const actExams = async (stage: Stage, organiser: string, region: string): Promise<string> => {
  const as = () => stage.as(organiser);
  const objectId = await stage.file(organiser, '业务题库.csv', Buffer.from(`\ufeff${BANK}`, 'utf8'));
  await as().exam.importQuestions({ objectId, withTwins: false });
  const any = { topic: null, difficulty: null };
  const { id: paperId } = await as().exam.createPaper({
    title: '档案业务基础知识',
    shuffles: true,
    halves: true,
    content: {
      mode: 'random',
      lines: [
        { ...any, kind: 'single', count: 6, points: 8 },
        { ...any, kind: 'multiple', count: 2, points: 10 },
        { ...any, kind: 'boolean', count: 3, points: 4 },
        { ...any, kind: 'blank', count: 2, points: 10 },
      ],
    },
  });
  const below = await as().exam.units();
  const units = [
    ...below.filter(({ slug }) => SITTING.includes(slug)),
    ...below.filter(({ slug }) => !SITTING.includes(slug)),
  ].map((unit) => unit.tenantId);
  const fields = { paperId, minutes: 60, passPoints: 60 };
  const { id: examId } = await as().exam.publish({
    ...fields,
    title: `${region}档案员业务考试`,
    purpose: 'exam',
    opensAt: at(plusDays(stage.today, -5), '09:00'),
    closesAt: at(plusDays(stage.today, 9), '17:30'),
    attempts: 2,
    audience: { by: 'units', unitTenantIds: units.slice(0, 12), includesOwn: true },
  });
  const { id: contestExam } = await as().exam.publish({
    ...fields,
    title: `${region}档案知识竞赛`,
    purpose: 'contest',
    opensAt: at(plusDays(stage.today, 20), '09:00'),
    closesAt: at(plusDays(stage.today, 20), '11:30'),
    attempts: 1,
    audience: { by: 'units', unitTenantIds: units.slice(0, 6), includesOwn: false },
  });
  const contest = { form: 'knowledge' as const, organiser: `${region}档案局` };
  await as().contest.create({
    ...contest,
    title: `${region}档案知识竞赛`,
    level: 'district',
    heldOn: plusDays(stage.today, 20),
    examId: contestExam,
  });
  const { id: contestId } = await as().contest.create({
    title: '全市档案职业技能竞赛',
    form: 'skills',
    level: 'city',
    organiser: '市档案局',
    heldOn: plusDays(stage.today, -60),
    examId: null,
  });
  await as().contest.enter({
    contestId,
    entries: [
      { unitName: `${region}档案局`, entrantName: '代表队', score: 92.5, rank: 2, award: 'second' },
      { unitName: `${region}水利局`, entrantName: '江晚舟', score: 88, rank: 5, award: 'merit' },
    ],
  });
  await stage.as(organiser).sitting.start({ examId });
  return examId;
};

/** One person sits an exam: hands in, or leaves the paper open. Who was not invited passes it by. */
export const actSitting = async (
  stage: Stage,
  login: string,
  slips: readonly number[],
  handsIn = true,
): Promise<void> => {
  const [exam] = (await stage.as(login).sitting.mine({})).rows.filter((one) => one.canSit);
  if (!exam) return;
  const { attemptId } = await stage.as(login).sitting.start({ examId: exam.id });
  const { questions } = await stage.as(login).sitting.attempt({ attemptId });
  const answers = answersOf(questions, slips);
  await stage.as(login).sitting.save({ attemptId, answers: handsIn ? answers : answers.slice(0, 5) });
  if (handsIn) await stage.as(login).sitting.handIn({ attemptId, answers: [] });
};
