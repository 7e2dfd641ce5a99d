/* 创建工作: the words, without zod, so that screens may take them along. */

export const MOST_STEPS = 60;
export const MOST_STEP_FILES = 12;

/** What a unit may begin with on its way to a level; every line is its own to change. */
export const CREATION_STEPS = [
  '成立创建工作小组，定责任人和时间表',
  '对照测评表逐项自查，列出差距',
  '补齐制度、库房和设备',
  '整理、补齐目录和数字化成果',
  '逐项收集佐证材料',
  '完成自检，达到申报分数',
  '提出申报，准备现场测评',
] as const;

interface Stepped {
  dueOn: string;
  doneOn: string | null;
}

/** How far a plan is: steps done, and steps that should be done by now. */
export const progressOf = (steps: readonly Stepped[], today: string): { done: number; late: number; all: number } => ({
  done: steps.filter((step) => step.doneOn !== null).length,
  late: steps.filter((step) => step.doneOn === null && step.dueOn < today).length,
  all: steps.length,
});
