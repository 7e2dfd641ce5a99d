import { define, RECORDS_OFFICES, TIMES } from './figure-definition.ts';

const PERSONS = { zh: '人', en: 'persons' };
const HOURS = { zh: '学时', en: 'hours' };
const LEARNERS = [...RECORDS_OFFICES, 'repository'] as const;

/** Figures of courses, sessions and hours of learning. */
export const TRAINING_FIGURES = {
  'S2-33': define({
    code: 'S2-33',
    name: { zh: '参加全省档案人员在线培训会人数', en: 'People at the provincial online training' },
    definition: {
      zh: '外出培训登记中，省级主办、线上举办、日期在本年度内的，按人计；同一人参加几次只计一人，作废的不计。各单位各自登记，报送后汇总。',
      en: 'Persons whose training outside is registered as hosted by the province, online, in the year; each person once. Void entries are left out. Each unit registers its own and releases.',
    },
    unit: PERSONS,
    tenantKinds: ['bureau', 'repository', 'department'],
    period: 'year',
    source: 'training_credit',
    aggregate: 'count',
  }),
  'S3-38': define({
    code: 'S3-38',
    name: { zh: '专项档案资料归集培训次数', en: 'Sessions on collecting special-topic archives' },
    definition: {
      zh: '专项为“专项归集”、本年度内已举办的培训场次；取消的不计。',
      en: 'Sessions of the programme “special-topic collecting” that were held in the year. Cancelled ones are left out.',
    },
    unit: TIMES,
    tenantKinds: ['repository', 'bureau'],
    period: 'year',
    source: 'course_session',
    aggregate: 'count',
  }),
  'S3-39': define({
    code: 'S3-39',
    name: { zh: '制作下发业务培训课件个数', en: 'Courseware produced and issued' },
    definition: {
      zh: '首次下发日期在本年度内的课件，一个课件不论几个版本只计一个；草稿、已停用的和手册、视频、资料不计。',
      en: 'Courseware first issued in the year; one however many versions it has. Drafts, withdrawn ones, handbooks, videos and documents are left out.',
    },
    unit: { zh: '个', en: 'pieces' },
    tenantKinds: ['repository', 'bureau'],
    period: 'year',
    source: 'course_material',
    aggregate: 'count',
  }),
  'S3-41': define({
    code: 'S3-41',
    name: { zh: '国企退休人员档案培训次数', en: 'Sessions for enterprises on retiree files' },
    definition: {
      zh: '专项为“国企退休人员档案”、本年度内已举办的培训场次；取消的不计。',
      en: 'Sessions of the programme “files of retirees of state enterprises” that were held in the year. Cancelled ones are left out.',
    },
    unit: TIMES,
    tenantKinds: ['repository', 'bureau'],
    period: 'year',
    source: 'course_session',
    aggregate: 'count',
  }),
  'S3-42': define({
    code: 'S3-42',
    name: { zh: '国企退休人员档案培训人数', en: 'People trained on retiree files' },
    definition: {
      zh: '上述场次的签到人数，逐场累加（人次）；未签到的不计。',
      en: 'People who checked in to those sessions, added up over the sessions. Who did not check in is left out.',
    },
    unit: PERSONS,
    tenantKinds: ['repository', 'bureau'],
    period: 'year',
    source: 'course_attendance',
    aggregate: 'count',
  }),
  'TRN-01': define(
    {
      code: 'TRN-01',
      name: { zh: '应参加继续教育人数', en: 'People who owe continuing education' },
      definition: {
        zh: '本年度内在岗、按岗位有学时要求的人员，按人计；没有学时要求的岗位不计。',
        en: 'People in post in the year for whose post hours are asked. Posts without a rule are left out.',
      },
      unit: PERSONS,
      tenantKinds: LEARNERS,
      period: 'year',
      source: 'trainee',
      aggregate: 'count',
    },
    { seenBy: ['bureau'] },
  ),
  'TRN-02': define(
    {
      code: 'TRN-02',
      name: { zh: '继续教育达标人数', en: 'People who completed continuing education' },
      definition: {
        zh: '应参加人员中，本年度学时和专业科目学时都达到要求的。当年学时当年有效，不结转。',
        en: 'Of those, the people whose hours and professional hours of the year both meet the rule. Hours do not carry over to another year.',
      },
      unit: PERSONS,
      tenantKinds: LEARNERS,
      period: 'year',
      source: 'trainee',
      aggregate: 'count',
    },
    { seenBy: ['bureau'] },
  ),
  'TRN-03': define(
    {
      code: 'TRN-03',
      name: { zh: '继续教育学时合计', en: 'Hours of continuing education' },
      definition: {
        zh: '本单位人员本年度取得的学时之和：参加培训、学完课件、外出培训、随人带入；作废的不计。',
        en: 'Hours of the year of the own people: sessions, materials read to the end, training outside, hours brought along. Void entries are left out.',
      },
      unit: HOURS,
      tenantKinds: LEARNERS,
      period: 'year',
      source: 'trainee',
      aggregate: 'sum',
    },
    { seenBy: ['bureau'], decimals: 2 },
  ),
  'TRN-04': define(
    {
      code: 'TRN-04',
      name: { zh: '还没参加系统使用培训的人数', en: 'Users of the system not yet trained' },
      definition: {
        zh: '统计时点在用本系统的人员中，还有角色没学过系统使用的，按人计；离开的、统计时点以后才加入的不计。培训以主办单位送来的结果和本单位自办的为准。',
        en: 'Persons with access to the system on the day, who have a role that they were not yet taught. Who left, or came later, is left out. What organisers sent and the own sessions count as taught.',
      },
      unit: PERSONS,
      tenantKinds: LEARNERS,
      period: 'point_in_time',
      source: 'membership',
      aggregate: 'count',
    },
    { seenBy: ['bureau'] },
  ),
};
