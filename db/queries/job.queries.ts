import type { TenantDb } from '../client.ts';

export const insertJobRun = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    name: string;
    payload: string;
    requestedBy: string | null;
    requestedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('jobRun').values(row).execute();
};
