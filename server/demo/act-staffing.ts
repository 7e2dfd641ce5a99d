import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/* 人员: a line of the study plan that became a session, training on the system, a contest of two rounds, rules read. */

/** The line whose day is past becomes a session to which the staff came. */
const actStudyPlan = async (stage: Stage, organiser: string): Promise<void> => {
  const { rows } = await stage.as(organiser).studyPlan.lines({ standing: 'overdue', limit: 1 });
  const [line] = rows;
  if (!line) return;
  const session = await stage.as(organiser).studyPlan.hold({
    entryId: line.entryId,
    kind: 'business_study',
    mode: 'onsite',
    subjectField: 'archives',
    hours: 2,
    place: '三楼会议室',
  });
  await hold(stage, organiser, session.id, { slug: organiser.split('.')[0] ?? '', names: ['何静', '郑云舟'] });
};

const hold = async (
  stage: Stage,
  organiser: string,
  sessionId: string,
  present: { slug: string; names: readonly string[] },
): Promise<void> => {
  await stage.as(organiser).training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
  const unit = (await stage.as(organiser).training.units()).find(({ slug }) => slug === present.slug);
  const { tenant: own } = await stage.as(organiser).workspace.current();
  const people = present.names.map((personName) => ({ unitTenantId: unit?.tenantId ?? own.id, personName }));
  await stage.as(organiser).training.recordAttendance({ sessionId, people });
  await stage.as(organiser).training.moveSession({ sessionId, to: 'held', rowVersion: 2 });
};

/** One archivist of a unit was taught to work with the system; its part-time colleagues were not yet. */
const actSystemTraining = async (stage: Stage, organiser: string, login: string): Promise<void> => {
  const member = stage.cast.members.find((one) => one.login === login);
  if (!member) return;
  const { id: sessionId } = await stage.as(organiser).training.createSession({
    title: '档案管理系统使用培训',
    kind: 'special',
    mode: 'onsite',
    hours: 3,
    heldOn: plusDays(stage.today, -15),
    place: '区档案局机房',
    audience: '各单位档案员、兼职档案员',
    systemRoles: ['unit_archivist', 'unit_dept', 'village_archivist'],
  });
  await hold(stage, organiser, sessionId, { slug: member.slug, names: [member.name] });
};

const ENTRANTS = [
  ['柳溪镇人民政府', '梁若谷', 91],
  ['松岭乡人民政府', '葛闻笛', 88.5],
  ['清河区水利局', '江晚舟', 86],
  ['清河区财政局', '方砚青', 86],
  ['清河区民政局', '魏清和', 79],
] as const;

/** A first round with two people of as many points at the cut, both of whom go on, and a final that runs. */
const actRounds = async (stage: Stage, organiser: string): Promise<void> => {
  const { id: contestId } = await stage.as(organiser).contest.create({
    title: '档案整理技能竞赛',
    form: 'skills',
    level: 'district',
    organiser: '区档案局',
    heldOn: plusDays(stage.today, -12),
    examId: null,
  });
  const blank = { score: null, rank: null, award: null };
  const entries = ENTRANTS.map(([unitName, entrantName]) => ({ ...blank, unitName, entrantName }));
  await stage.as(organiser).contest.enter({ contestId, entries });
  const { id: roundId } = await stage.as(organiser).contest.openRound({
    contestId,
    title: '初赛',
    heldOn: plusDays(stage.today, -12),
    advances: 3,
  });
  const { rows } = await stage.as(organiser).contest.roundResults({ roundId });
  const scores = rows.map(({ entryId, entrantName }) => ({
    entryId,
    score: ENTRANTS.find(([, name]) => name === entrantName)?.[2] ?? null,
  }));
  await stage.as(organiser).contest.scoreRound({ roundId, scores });
  const { tied } = await stage.as(organiser).contest.roundCut({ roundId });
  await stage.as(organiser).contest.closeRound({ roundId, rowVersion: 1, tied: tied.map(({ entryId }) => entryId) });
  await stage.as(organiser).contest.openRound({
    contestId,
    title: '决赛',
    heldOn: plusDays(stage.today, 5),
    advances: null,
  });
};

/** Two people of an office confirm its secrecy rules, one of them only the first. */
const actRules = async (stage: Stage, first: string, second: string): Promise<void> => {
  for (const login of [first, second]) {
    const { rows } = await stage.as(login).rules.list({ shown: 'mine' });
    for (const { entryId, version } of login === first ? rows : rows.slice(0, 1))
      await stage.as(login).rules.confirm({ entryId, version });
  }
};

/** The archives asks units that transfer to it to a session of its own. */
const actArchivesTraining = async (stage: Stage, director: string): Promise<void> => {
  const { id: sessionId } = await stage.as(director).training.createSession({
    title: '移交进馆整理要求培训',
    kind: 'special',
    mode: 'onsite',
    programme: 'special_topic',
    hours: 2,
    heldOn: plusDays(stage.today, 18),
    enrolBy: plusDays(stage.today, 12),
    place: '区档案馆报告厅',
    audience: '近三年有移交任务的单位档案员',
  });
  await stage.as(director).training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
  const units = await stage.as(director).training.units();
  const unitTenantIds = units.slice(0, 4).map((unit) => unit.tenantId);
  if (unitTenantIds.length > 0) await stage.as(director).training.inviteUnits({ sessionId, unitTenantIds });
};

/** What people of a district do about their own skills, and whom it puts forward to the city. */
export const actStaffing = async (stage: Stage, organiser: string): Promise<void> => {
  await actStudyPlan(stage, organiser);
  await actSystemTraining(stage, organiser, 'liuxi.arch');
  await actRounds(stage, organiser);
  await stage.as(organiser).talent.nominate({
    scheme: 'expert',
    personName: '梁若谷',
    workUnit: '柳溪镇人民政府',
    post: '档案员',
    jobTitle: '副研究馆员',
    merits: '区级专家，村级档案规范化整理的带头人，推荐为市级档案专家。',
  });
  await actRules(stage, 'qinghe-archives.dir', 'qinghe-archives.desk');
  await actArchivesTraining(stage, 'qinghe-archives.dir');
};
