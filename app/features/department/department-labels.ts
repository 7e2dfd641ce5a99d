import type { StatusKind } from '@/app/components/status';
import type { DepartmentSheetState } from '@/server/domain/assessment/department-words';

export const DEPARTMENT_STATUS: Record<DepartmentSheetState, StatusKind> = {
  open: 'none',
  submitted: 'live',
  reviewed: 'done',
};
