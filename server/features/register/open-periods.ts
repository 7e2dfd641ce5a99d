import type { TenantDb } from '@/db/client';
import { findKeptSpans, readFirstDays } from '@/db/queries/register-period.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { type DueSpan, lateSpans, type Span, spansSince, waitingSpans } from '@/server/domain/register/register-period';
import { addDays } from '@/server/domain/shared/working-days';

/** What nobody entered for so long is no longer work to do. */
const LOOK_BACK_DAYS = 400;

export interface OpenPeriods {
  definition: RegisterDefinition;
  /** Youngest first. */
  late: DueSpan[];
  /** Late, over, or about to end. Youngest first. */
  waiting: DueSpan[];
  hasEntry: (span: Pick<Span, 'name'>) => boolean;
}

/**
 * The periods that lack an entry, by register. A register is not asked about before its first entry: nobody owes the
 * days before it was begun.
 */
export const readOpenPeriods = async (
  tdb: TenantDb,
  tenantId: number,
  definitions: readonly RegisterDefinition[],
): Promise<{ today: string; open: OpenPeriods[] }> => {
  const today = await readShanghaiToday(tdb);
  const earliest = addDays(today, -LOOK_BACK_DAYS);
  const periodic = new Map(definitions.filter(({ period }) => period).map((one) => [one.code, one]));
  const firstDays = await readFirstDays(tdb, tenantId, [...periodic.keys()]);
  const begun = firstDays.flatMap(({ registerCode, firstOn }) => {
    const definition = periodic.get(registerCode);
    const [, since = earliest] = [firstOn, earliest].sort();
    return definition?.period ? [{ definition, since }] : [];
  });
  const asked = begun.flatMap(({ definition, since }) =>
    definition.period
      ? spansSince(definition.period, since, today).map(({ name, from, to }) => ({
          code: definition.code,
          name,
          from,
          to,
        }))
      : [],
  );
  const kept = await findKeptSpans(tdb, tenantId, asked);
  const open = begun.map(({ definition, since }): OpenPeriods => {
    const hasEntry = ({ name }: Pick<Span, 'name'>) => kept.has(`${definition.code} ${name}`);
    return {
      definition,
      late: lateSpans(definition, since, today, hasEntry),
      waiting: waitingSpans(definition, since, today, hasEntry),
      hasEntry,
    };
  });
  return { today, open };
};
