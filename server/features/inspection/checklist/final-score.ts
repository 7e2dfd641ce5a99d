import type { TenantDb } from '@/db/client';
import { findSelfCheckOfInspection } from '@/db/queries/self-check-paper.queries';
import type { FrozenList } from '@/server/domain/inspection/checklist-review';
import { inspectorAnswer } from '@/server/domain/inspection/checklist-review';
import { LEGAL_ITEMS } from '@/server/domain/inspection/legal-item';
import { scoreChecklist } from '@/server/domain/inspection/scoring';
import type { TenantScope } from '@/server/tenancy/scope';
import { readFrozenList } from './answer-item.ts';
import { readStandingAnswers } from './standing-answers.ts';

const givenAnswers = inspectorAnswer.omit({ files: true }).array();

export interface FinalScore {
  percent: number;
  gradeName: string | null;
  sections: { name: string; full: number; got: number; percent: number }[];
}

/** A list without sections is compared by the legal items that its items belong to. */
const partsOf = (list: FrozenList): FrozenList => {
  if (list.sections.length > 0) return list;
  const names = new Map<string, string>(LEGAL_ITEMS.map(({ code, zh }) => [code, zh]));
  return {
    ...list,
    items: list.items.map((item) => ({ ...item, section: names.get(item.legalItem) ?? '' })),
    sections: [...names.values()].map((name) => ({ name, passPercent: null })),
  };
};

/** What an inspection has come to on the day it is closed; null where no item was judged. */
export const readFinalScore = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
): Promise<FinalScore | null> => {
  const list = await readFrozenList(tdb, scope, inspectionId);
  const answers = givenAnswers.parse((await readStandingAnswers(tdb, scope, inspectionId, list)).answers);
  const { askedAt, answer } = await findSelfCheckOfInspection(tdb, scope.tenantId, inspectionId);
  const { percent, grade, sections } = scoreChecklist(
    partsOf(list),
    answers,
    askedAt === null ? null : answer !== null,
  );
  if (percent === null) return null;
  return {
    percent,
    gradeName: grade?.zh ?? null,
    sections: sections.flatMap((one) =>
      one.percent === null ? [] : [{ name: one.name, full: one.full, got: one.got, percent: one.percent }],
    ),
  };
};
