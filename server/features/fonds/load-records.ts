import type { TenantDb } from '@/db/client';
import { type CodeConditions, listCodedRecords, listInside } from '@/db/queries/fonds-codes.queries';
import type { CodedRecord } from '@/server/domain/fonds/coded-record';

const STEP = 5_000;
const PARENTS = 1_000;

/** The records of a selection in the order of their codes, step by step; the last step may hold one more than `most`. */
export const loadRecords = async (
  tdb: TenantDb,
  tenantId: number,
  conditions: CodeConditions,
  most = Number.POSITIVE_INFINITY,
): Promise<CodedRecord[]> => {
  const records: CodedRecord[] = [];
  let after: readonly [string, string] | undefined;
  while (records.length <= most) {
    const step = await listCodedRecords(tdb, tenantId, conditions, after, STEP);
    for (const record of step) records.push(record);
    const last = step.at(-1);
    if (!last || step.length < STEP) break;
    after = [last.codeSort, last.id];
  }
  return records;
};

/** The records with what lies inside their volumes, each once. */
export const withInside = async (
  tdb: TenantDb,
  tenantId: number,
  records: readonly CodedRecord[],
): Promise<CodedRecord[]> => {
  const known = new Set(records.map((record) => record.id));
  const volumes = records.filter((record) => record.level !== 'piece').map((record) => record.id);
  const all = [...records];
  for (let from = 0; from < volumes.length; from += PARENTS) {
    const inside = await listInside(tdb, tenantId, volumes.slice(from, from + PARENTS), 500_000);
    for (const record of inside) if (!known.has(record.id)) all.push(record);
  }
  return all;
};
