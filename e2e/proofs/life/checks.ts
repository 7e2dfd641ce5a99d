import type { Pools } from '@/db/client';
import { actChecks } from '@/server/demo/act-checks';
import type { Stage } from '@/server/demo/cast';
import { runCheck } from '@/server/features/archive/check/run-check';
import { archivistScope } from './member-scope.ts';

/** A check that has run, one of its results explained, and saved views, in a unit that the proof looks at. */
export const addCheckLife = async (stage: Stage, pools: Pools, slug: string): Promise<void> => {
  const login = `${slug}.arch`;
  const scope = await archivistScope(stage, slug);
  await actChecks(stage, login);
  const { runId } = await stage.as(login).archive.startCheck({ scope: { kind: 'unit' } });
  const steps = { pools, scope, payload: { runId }, signal: new AbortController().signal };
  await runCheck({ ...steps, progress: async () => undefined });
  const { rows } = await stage.as(login).archive.checkResults({ runId, severity: 'warning', limit: 1 });
  const resultIds = rows.map((row) => row.id);
  if (resultIds.length > 0)
    await stage.as(login).archive.explainCheck({ runId, resultIds, reason: '经核实，材料未形成' });
};
