/* 问卷: the words, without zod, so that screens may take them along. */

/** 满意度（五级）, 单选, 意见. */
export const QUESTION_TYPES = ['scale', 'choice', 'text'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];
/** 非常不满意 to 非常满意. */
export const SCALE = [1, 2, 3, 4, 5] as const;
export const MOST_QUESTIONS = 20;
export const MOST_CHOICES = 10;
/** Fewer anonymous answers than these would tell whose they are: they are shown when there are more. */
export const FEWEST_ANONYMOUS = 3;

export const QUESTIONNAIRE_STATES = ['open', 'closed'] as const;
export type QuestionnaireState = (typeof QUESTIONNAIRE_STATES)[number];

export interface Question {
  text: string;
  type: QuestionType;
  choices: string[];
  isRequired: boolean;
}

const scale = (text: string): Question => ({ text, type: 'scale', choices: [], isRequired: true });

/** 培训评价: what units are asked after a session of training. */
export const AFTER_TRAINING: readonly Question[] = [
  scale('培训内容是否对工作有用'),
  scale('老师讲得是否清楚'),
  scale('时间、地点、方式的安排是否合适'),
  {
    text: '最想再听哪方面的内容',
    type: 'choice',
    choices: ['收集与归档', '整理与著录', '数字化与系统', '库房与安全', '法规与检查'],
    isRequired: true,
  },
  { text: '对培训的意见和建议', type: 'text', choices: [], isRequired: false },
];

/** 检查后满意度: what a unit is asked after an inspection, until an office asks something else. */
export const AFTER_INSPECTION: readonly Question[] = [
  scale('检查前的通知是否清楚、及时'),
  scale('检查人员是否文明、公正、廉洁'),
  scale('检查意见是否准确、有用'),
  {
    text: '检查是否影响了正常工作',
    type: 'choice',
    choices: ['没有影响', '影响不大', '影响较大'],
    isRequired: true,
  },
  { text: '对档案检查工作的意见和建议', type: 'text', choices: [], isRequired: false },
];
