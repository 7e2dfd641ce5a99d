import { AppError } from '@/server/domain/shared/app-error';

/** Integrity constraint violations: a rule that the database keeps for every writer. */
const CONSTRAINT = /^23/;

/** What one record of many was refused for; null for a fault of ours, which must not be passed over. */
export const refusalOf = (error: unknown): AppError | null => {
  if (error instanceof AppError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return CONSTRAINT.test(code) ? new AppError('CONFLICT', `constraint ${code}`) : null;
};
