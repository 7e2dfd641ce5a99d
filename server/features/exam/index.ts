/** What other features and the worker may use of the exams. */

export { handInDueJob } from './exam.jobs.ts';
export { handInDue } from './save-answers.ts';
