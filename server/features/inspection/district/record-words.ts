import type { RecordGroup } from '@/server/domain/inspection/district-vocabulary';
import type { RecordLineView } from '@/server/domain/inspection/supervision-record';
import type { InspectionResult } from '@/server/domain/inspection/vocabulary';
import type { DispatchKind } from '@/server/domain/tenancy/dispatch';
import { RESULT_WORDS, SEVERITY_WORDS } from '../inspection-record.ts';

/* The record is filed as an official paper: its words are Chinese whatever language the screens have. */
export const GROUP_WORDS: Record<RecordGroup, string> = {
  inspection: '检查',
  demand: '整改',
  assessment: '考核评级',
  grant: '查阅授权',
  guidance: '业务指导',
  training: '培训',
  filing: '归档',
  figure: '报送',
  exchange: '其他往来',
};

const KINDS: Readonly<Record<DispatchKind | 'grant' | 'guidance' | 'training' | 'filing' | 'figure', string>> = {
  inspection_notice: '检查通知',
  finding: '整改要求',
  rectification: '整改回复',
  verification: '复核意见',
  training_invitation: '培训通知',
  training_change: '培训变更',
  training_material: '课件下发',
  training_lesson: '指定学习',
  training_reminder: '培训报名提醒',
  training_result: '培训结果',
  training_rule: '学时要求',
  exam_invitation: '考试通知',
  grant_objection: '授权异议',
  objection_answer: '异议答复',
  grant_extension: '授权延期',
  access_request: '申请查阅',
  access_answer: '查阅申请答复',
  question: '咨询',
  answer: '答复',
  receipt: '回执',
  inspection_record: '检查记录',
  retention_schedule: '归档范围送审',
  schedule_decision: '归档范围审核意见',
  key_filing_tasks: '重点归档任务',
  key_filing_report: '重点归档情况',
  transfer: '移交清单',
  transfer_answer: '接收回执',
  intake_plan: '接收计划',
  filing_reminder: '归档催办',
  figure_call: '指标报送通知',
  figure_return: '指标退回',
  figure_acceptance: '指标确认',
  statistics_call: '统计年报布置',
  statistics_return: '统计年报退回',
  statistics_acceptance: '统计年报审核通过',
  collection_check: '收集检查',
  collection_answer: '收集检查答复',
  collection_verdict: '收集检查复核',
  extension_request: '延期申请',
  extension_answer: '延期批复',
  official_document: '执法文书',
  self_check_request: '自查通知',
  self_check: '自查情况',
  assessment_score: '考核评分',
  assessment_objection: '考核异议',
  assessment_result: '考核结果',
  rating_application: '评级申报',
  rating_decision: '评定结果',
  creation_report: '创建进展',
  creation_word: '创建指导意见',
  case_submission: '案例报送',
  case_result: '案例评审结果',
  talent_nomination: '人才推荐',
  talent_decision: '人才推荐结果',
  expert_invitation: '专家邀请',
  expert_answer: '专家邀请答复',
  honour: '授予称号',
  questionnaire: '问卷',
  major_event_reminder: '重大活动归档催办',
  outsourcing_filing: '外包备案',
  outsourcing_decision: '备案答复',
  incident_report: '安全事件报告',
  incident_instruction: '安全事件批示',
  supervision_reminder: '督办提醒',
  work_state: '工作情况上报',
  inspection_change: '检查改期',
  checks_call: '布置上报检查考核情况',
  safety_call: '布置上报安全状况',
  assessment_visit_notice: '现场考核通知',
  intake_plan_change: '接收计划改期',
  guidance_material: '资料下发',
  exchange_minutes: '交流研讨纪要',
  grant: '查阅授权',
  guidance: '业务指导',
  training: '参加培训',
  filing: '年度归档情况',
  figure: '指标报送',
};
export const kindText = (line: Pick<RecordLineView, 'kind'>): string =>
  (KINDS as Readonly<Record<string, string>>)[line.kind] ?? line.kind;

/** A release has the year for its title. */
export const titleText = ({ source, title }: Pick<RecordLineView, 'source' | 'title'>): string =>
  source === 'filing' || source === 'figure' ? `${title}年度` : title;

const HOURS_AHEAD = 8 * 3_600_000;
export const shanghaiMinute = (at: string): string =>
  new Date(new Date(at).getTime() + HOURS_AHEAD).toISOString().slice(0, 16).replace('T', ' ');

const MODES: Readonly<Record<string, string>> = {
  onsite: '上门',
  phone: '电话',
  oral: '口头',
  online: '线上',
  visit: '来馆咨询',
  model: '做样板',
};
const DECISIONS: Readonly<Record<string, string>> = {
  approve: '同意',
  accept: '同意备案',
  return: '退回',
  uphold: '成立',
  reject: '不成立',
};
const RESULTS: Readonly<Record<string, string>> = {
  ...(RESULT_WORDS satisfies Record<InspectionResult, string>),
  selected: '入选',
  declined: '未入选',
  excellent: '优秀',
  good: '良好',
  none: '未获评',
};
const worded = (words: Readonly<Record<string, string>>, code: string | null | undefined): string | null =>
  code ? (words[code] ?? code) : null;

/** What a line says, in one cell. */
export const factsText = ({ facts, looks }: Pick<RecordLineView, 'facts' | 'looks'>): string =>
  [
    worded(SEVERITY_WORDS, facts.severity),
    facts.fact,
    facts.requirement && `要求：${facts.requirement}`,
    facts.measure && `措施：${facts.measure}`,
    typeof facts.accepted === 'boolean' ? (facts.accepted ? '通过' : '退回') : null,
    typeof facts.granted === 'boolean' ? (facts.granted ? '同意' : '不同意') : null,
    worded(DECISIONS, facts.decision),
    worded(RESULTS, facts.result),
    facts.conclusion,
    typeof facts.score === 'number' ? `得分 ${facts.score}${facts.grade ? `（${facts.grade}）` : ''}` : null,
    facts.reason,
    worded(MODES, facts.mode),
    typeof facts.hours === 'number' ? `${facts.hours} 学时` : null,
    typeof facts.people === 'number' ? `${facts.people} 人` : null,
    typeof facts.expected === 'number' ? `应归档 ${facts.expected} 件，已归档 ${facts.filed ?? 0} 件` : null,
    typeof facts.figures === 'number' ? `${facts.figures} 项指标` : null,
    facts.names && `查阅人：${facts.names.join('、')}`,
    facts.until && `至 ${shanghaiMinute(facts.until)}`,
    facts.revokedAt && `${shanghaiMinute(facts.revokedAt)} 收回`,
    looks === null ? null : `查看 ${looks} 次`,
  ]
    .filter(Boolean)
    .join('；');
