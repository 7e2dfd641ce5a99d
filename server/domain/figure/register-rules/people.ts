import { ARCHIVES, BUREAUS, type SaidFigures } from '../register-figure-rule.ts';

/** Study, staff and talents. */
export const PEOPLE_SAID = {
  'S1-12': {
    rule: { register: 'study_session', where: { kind: ['group'] }, filled: ['campaign'] },
    zh: ['主题教育集中学习次数', '本年度内举办、写明属于哪个教育活动的集体学习；一次只归一类。', '次'],
    en: [
      'Group study sessions of the campaign',
      'Sessions of group study held in the year that name the campaign they belong to; a sitting has one kind.',
      'times',
    ],
    tenantKinds: BUREAUS,
  },
  'S1-13': {
    rule: { register: 'study_session', where: { kind: ['discussion'] }, filled: ['campaign'] },
    zh: ['主题教育讨论次数', '本年度内举办、写明属于哪个教育活动的讨论；一次只归一类。', '次'],
    en: [
      'Discussion sessions of the campaign',
      'Sessions of discussions held in the year that name the campaign they belong to; a sitting has one kind.',
      'times',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-01': {
    rule: { register: 'study_session', where: { kind: ['group', 'party_day'] } },
    zh: ['集体学习和主题党日活动次数', '本年度内举办的集体学习和主题党日，一次只归一类。', '次'],
    en: [
      'Group study and Party-day sessions',
      'Group study and Party days held in the year; a sitting has one kind.',
      'times',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-34': {
    rule: {
      register: 'talent_nomination',
      where: { scheme: ['youth'], level: ['national'] },
      unless: { result: ['withdrawn'] },
      distinct: 'person',
    },
    zh: [
      '推荐国家级青年档案业务骨干名数',
      '推荐日期在本年度内的国家级青年档案业务骨干，一人计一次；撤回的不计。',
      '名',
    ],
    en: [
      'Young professionals nominated at national level',
      'People proposed in the year as national young backbones, each once; withdrawn ones are left out.',
      'persons',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-35': {
    rule: {
      register: 'talent_nomination',
      where: { scheme: ['expert'], level: ['province'] },
      unless: { result: ['withdrawn'] },
      distinct: 'person',
    },
    zh: ['推荐省档案专家人数', '推荐日期在本年度内的省级档案专家，一人计一次；撤回的不计。', '人'],
    en: [
      'People nominated as provincial archives experts',
      'People proposed in the year as provincial experts, each once; withdrawn ones are left out.',
      'persons',
    ],
    tenantKinds: BUREAUS,
  },
  'S3-06': {
    rule: {
      register: 'staff',
      where: { partyMember: ['true'] },
      when: 'standing',
      reached: { register: 'study_attendance', where: { mandatory: ['true'] }, by: 'person', own: 'name' },
    },
    zh: [
      '党员学习覆盖率',
      '分母：截止日在岗的党员；分子：其中本年度内至少一次必学内容签到的，按姓名对应。学习签到一条都没有时无登记。',
      '%',
    ],
    en: [
      'Share of Party members reached by study',
      'Of the Party members in post at the cut-off, those who signed in to at least one mandatory session of the year, matched by name. Without any sign-in there is no figure.',
      '%',
    ],
    tenantKinds: ARCHIVES,
    decimals: 2,
  },
  'S3-15': {
    rule: { register: 'staff', where: { entry: ['transfer'] } },
    zh: ['调入工作人员名数', '到岗日期在本年度内、以调入方式进入的人员；抽调（借调）不是调入。', '名'],
    en: ['Staff transferred in', 'People who joined in the year by transfer; a secondment is no transfer.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-16': {
    rule: { register: 'study_session', where: { kind: ['office'] } },
    zh: ['办公会议学习次数', '本年度内举办的办公会议学习。', '次'],
    en: ['Study sessions at office meetings', 'Study at office meetings held in the year.', 'times'],
    tenantKinds: ARCHIVES,
  },
  'S3-63': {
    rule: { register: 'staff', where: {}, when: 'standing' },
    zh: ['实有人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。', '人'],
    en: ['Staff actually in post', 'People in post at the cut-off: joined by then and not gone.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-64': {
    rule: { register: 'staff', where: { post: ['deputy'] }, when: 'standing' },
    zh: ['副馆长人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。岗位为副馆长。', '人'],
    en: ['Deputy directors', 'People in post at the cut-off: joined by then and not gone. Post: deputy.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-65': {
    rule: { register: 'staff', where: { post: ['worker'] }, when: 'standing' },
    zh: ['工作人员人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。岗位为工作人员。', '人'],
    en: [
      'Staff other than leaders',
      'People in post at the cut-off: joined by then and not gone. Post: staff.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-66': {
    rule: { register: 'staff', where: { employment: ['seconded'] }, when: 'standing' },
    zh: ['抽调人员人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。编制为抽调（借调）。', '人'],
    en: ['Seconded staff', 'People in post at the cut-off: joined by then and not gone. Seconded.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-67': {
    rule: { register: 'staff', where: { employment: ['regular', 'contract', 'agency'] }, when: 'standing' },
    zh: ['干部职工总人数', '截止日在岗的本单位人员；抽调（借调）的不计，所以可能少于实有人数。', '人'],
    en: [
      'Cadres and workers in all',
      'People in post at the cut-off; seconded ones are left out, so it may be less than the staff actually in post.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-68': {
    rule: { register: 'staff', where: {}, when: 'standing', age: { field: 'bornOn', from: 45, to: 49 } },
    zh: ['45至49岁人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。截止日满45岁、不满50岁。', '人'],
    en: [
      'Staff aged 45–49',
      'People in post at the cut-off: joined by then and not gone. Full years of age between 45 and 49.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-69': {
    rule: { register: 'staff', where: {}, when: 'standing', age: { field: 'bornOn', from: 50 } },
    zh: ['50岁以上人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。截止日满50岁，含50岁。', '人'],
    en: [
      'Staff aged 50 and over',
      'People in post at the cut-off: joined by then and not gone. Full years of age 50 or more.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-70': {
    rule: { register: 'staff', where: { archivalMajor: ['true'] }, when: 'standing' },
    zh: ['档案专业人员人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。有档案专业背景。', '人'],
    en: [
      'Staff with an archives background',
      'People in post at the cut-off: joined by then and not gone. With an archives background.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S4-50': {
    rule: { register: 'expert', where: { pool: ['own'] }, when: 'standing', distinct: 'name' },
    zh: ['档案专家库专家名数', '截止日在聘期内的本级专家库专家，一人计一次。', '名'],
    en: ['Experts in the pool', 'Experts of the own pool whose term runs at the cut-off, each once.', 'persons'],
    tenantKinds: BUREAUS,
  },
  'S4-51': {
    rule: {
      register: 'talent_nomination',
      where: { scheme: ['expert', 'craftsman', 'youth'], level: ['national'], result: ['selected'] },
      when: 'cumulative',
      day: 'decidedOn',
      distinct: 'person',
    },
    zh: [
      '入选全国档案系统“三支人才队伍”人数',
      '截止日前公布入选的国家级档案专家、工匠型人才、青年业务骨干，一人计一次。',
      '名',
    ],
    en: [
      'People selected for the national “three teams”',
      'People selected at national level as experts, craftsmen or young backbones by the cut-off, each once.',
      'persons',
    ],
    tenantKinds: BUREAUS,
  },
} satisfies SaidFigures;
