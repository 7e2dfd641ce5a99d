/* Words of questions, papers, exams and contests, without zod: screens import them. */

/** 题型. */
export const QUESTION_KINDS = ['single', 'multiple', 'boolean', 'blank'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** 难度. */
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** A question and a paper are in use or retired; nothing is deleted. */
export const BANK_STATES = ['current', 'retired'] as const;
export type BankState = (typeof BANK_STATES)[number];

/** 固定组卷, 随机组卷. */
export const PAPER_MODES = ['fixed', 'random'] as const;
export type PaperMode = (typeof PAPER_MODES)[number];

/** 考试, 小测验, 竞赛. */
export const EXAM_PURPOSES = ['exam', 'quiz', 'contest'] as const;
export type ExamPurpose = (typeof EXAM_PURPOSES)[number];

/** Where an exam stands, by the clock of the server. */
export const EXAM_PHASES = ['coming', 'running', 'over', 'cancelled'] as const;
export type ExamPhase = (typeof EXAM_PHASES)[number];

/** 交卷方式: by the person, or because the time was over. */
export const ENDINGS = ['person', 'time'] as const;
export type Ending = (typeof ENDINGS)[number];

/** 竞赛形式. */
export const CONTEST_FORMS = ['knowledge', 'skills', 'speech', 'essay', 'other'] as const;
export type ContestForm = (typeof CONTEST_FORMS)[number];

/** 竞赛级别. */
export const CONTEST_LEVELS = ['own', 'district', 'city', 'province', 'national'] as const;
export type ContestLevel = (typeof CONTEST_LEVELS)[number];

/** 奖次. */
export const AWARDS = ['first', 'second', 'third', 'merit'] as const;
export type Award = (typeof AWARDS)[number];

export const MOST_CHOICES = 8;
export const MOST_BLANKS = 6;
/** A paper that is longer is no exam. */
export const MOST_QUESTIONS = 200;
/** So many questions may be drawn from for one exam. */
export const MOST_IN_POOL = 2_000;
/** What was sent in time may arrive a little later. */
export const GRACE_SECONDS = 15;

/** A, B, C… of the choices as they stand on the paper. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);
