/* Words of guidance, without zod: screens import them. */

/** 指导方式: 上门, 电话, 口头, 线上, 群聊, 来馆咨询, 做样板. In the order of use: a phone shows them as large buttons. */
export const GUIDANCE_MODES = ['onsite', 'phone', 'oral', 'online', 'group', 'visit', 'model'] as const;
export type GuidanceMode = (typeof GUIDANCE_MODES)[number];

/** 工作专项. An event has one, so that nothing is counted under two. */
export const GUIDANCE_PROGRAMMES = [
  'general',
  'special_topic',
  'retired_staff',
  'village',
  'model_village',
  'transfer',
  'outsourcing',
] as const;
export type GuidanceProgramme = (typeof GUIDANCE_PROGRAMMES)[number];

export const GUIDANCE_STATES = ['draft', 'done', 'void'] as const;
export type GuidanceState = (typeof GUIDANCE_STATES)[number];

/** Kinds of guided units; `family` and `other` are none that has a workspace. */
export const SUBJECT_KINDS = [
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
  'bureau',
  'repository',
  'vendor',
  'family',
  'other',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const MOST_GUIDES = 10;
/** 多次登门: days of one case. */
export const MOST_DAYS = 10;
export const MOST_PHOTOS = 9;

/** 急, 难, 重: why a unit is to be guided before others. */
export const HARD_MARKS = ['urgent', 'heavy', 'hard'] as const;
export type HardMark = (typeof HARD_MARKS)[number];

/** 建议指导的理由, the weightiest first. */
export const GUIDANCE_REASONS = ['overdue', 'marked', 'asked', 'late', 'lowScore', 'open', 'never'] as const;
export type GuidanceReason = (typeof GUIDANCE_REASONS)[number];
/** Below this share of the points an inspection or an assessment was a weak one. */
export const LOW_SCORE = 70;

/** What a question may be about. */
export const QUESTION_SUBJECTS = [
  'general',
  'retention_schedule',
  'finding',
  'digitisation_batch',
  'archive_item',
  'transfer_batch',
  'record_type',
] as const;
export type QuestionSubject = (typeof QUESTION_SUBJECTS)[number];
export const QUESTION_STATES = ['open', 'answered', 'closed'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];
/** 答复时限, in working days from the day of asking. */
export const ANSWER_WORKING_DAYS = 5;

export const MATERIAL_KINDS = ['template', 'courseware', 'requirement', 'note'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

export const SITE_KINDS = ['model_village', 'observation'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];
/** 申报, 帮扶指导, 乡镇初审, 验收, 命名（形成）, 摘牌. */
export const SITE_STAGES = ['applied', 'guided', 'town_reviewed', 'accepted', 'formed', 'revoked'] as const;
export type SiteStage = (typeof SITE_STAGES)[number];
/** Where a site may go from where it stands: forward one by one, an observation site at once; a title can be taken away. */
export const nextStages = (kind: SiteKind, stage: SiteStage): readonly SiteStage[] => {
  if (stage === 'revoked') return [];
  if (stage === 'formed') return ['revoked'];
  if (kind === 'observation') return ['formed'];
  const at = SITE_STAGES.indexOf(stage);
  return SITE_STAGES.slice(at + 1, at + 2);
};
/** 验收 and 命名 need every criterion met. */
export const NEEDS_CRITERIA: readonly SiteStage[] = ['accepted', 'formed'];
export const MOST_CRITERIA = 30;
/** 复核 after two years. */
export const REVIEW_YEARS = 2;

/** What a model village is usually asked for; each office puts it right for itself. */
export const USUAL_CRITERIA: readonly string[] = [
  '有分管负责人和专（兼）职档案员，职责上墙',
  '有独立的档案柜（室），防火防盗防潮措施到位',
  '党群、村务、生产经营、民生、会计材料按年度收集齐全',
  '归档文件整理规范，档号、目录、装盒符合要求',
  '永久、30年档案完成目录数据库',
  '借阅、移交、温湿度等台账齐全',
  '为村民查档有登记、有实例',
];

/** What a day of the calendar is about. Guidance that is planned and guidance that was given are one kind. */
export const CALENDAR_KINDS = ['guidance', 'inspection', 'assessment', 'training', 'deadline'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];
/** 已安排 and 已完成; a deadline is met or not. */
export const CALENDAR_STANDINGS = ['planned', 'held'] as const;
