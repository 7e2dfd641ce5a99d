/** What other features may use of filing. */
export { listOwed } from './get-plan.ts';
export { ownDepartments, requireDepartment } from './require-department.ts';
