import type { StatusKind } from '@/app/components/status';
import type { ChecklistState, Verdict } from '@/server/domain/inspection/checklist-vocabulary';

export const VERDICT_STATUS: Record<Verdict, StatusKind> = {
  met: 'done',
  mostly: 'done',
  partly: 'attention',
  unmet: 'failed',
  na: 'none',
};
export const CHECKLIST_STATUS: Record<ChecklistState, StatusKind> = {
  draft: 'live',
  published: 'done',
  withdrawn: 'none',
};

/** The neighbour of an item in its list, for J and K. */
export const neighbourOf = (items: readonly { code: string }[], code: string | null, by: number): string | null => {
  const at = items.findIndex((item) => item.code === code);
  return at < 0 ? null : (items[at + by]?.code ?? null);
};
