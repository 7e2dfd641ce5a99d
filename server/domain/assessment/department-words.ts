/* 科室考核: the words, without zod, so that screens may take them along. */

export const DEPARTMENT_ROUND_STATES = ['open', 'closed'] as const;
/** `open`: the department fills it in. `submitted`: it waits for the archivist. `reviewed`: it has its points. */
export const DEPARTMENT_SHEET_STATES = ['open', 'submitted', 'reviewed'] as const;
export type DepartmentSheetState = (typeof DEPARTMENT_SHEET_STATES)[number];

export const MOST_DEPARTMENT_ITEMS = 40;
/** Of one item. */
export const MOST_EVIDENCE_FILES = 10;

export interface DepartmentItem {
  zh: string;
  score: number;
}

/** What a unit may begin with; every line is its own to change. */
export const DEPARTMENT_ITEMS: readonly DepartmentItem[] = [
  { zh: '档案工作列入科室年度计划，与业务一起安排、一起检查', score: 10 },
  { zh: '有兼职档案员，换人时办交接', score: 10 },
  { zh: '应归档的文件收集齐全，办完一件收一件', score: 20 },
  { zh: '按归档计划的期限移交上年度文件', score: 20 },
  { zh: '移交的文件签署、附件、页数完整，目录与实物相符', score: 15 },
  { zh: '业务系统和办公系统里的电子文件按要求归档', score: 10 },
  { zh: '照片、实物等其他材料按要求移交', score: 5 },
  { zh: '借出的档案按期归还，不自行留存', score: 5 },
  { zh: '落实保密和安全要求，涉密文件按规定管理', score: 5 },
];
