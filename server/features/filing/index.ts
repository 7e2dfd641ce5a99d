/** What other features may use of filing. */
export { listOwed } from './get-plan.ts';
export { ownDepartments } from './require-department.ts';
