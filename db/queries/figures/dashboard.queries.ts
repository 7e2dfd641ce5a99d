import { sql } from 'kysely';
import type { TenantDb } from '../../client.ts';

export interface PlaceRow {
  figureCode: string;
  supervisorTenantId: number;
  place: number;
  among: number;
}

/** 位次. The tenant's own place in what was released; the others' values stay with their supervisor. */
export const readPlaces = async (tdb: TenantDb, year: number): Promise<PlaceRow[]> => {
  const { rows } =
    await sql<PlaceRow>`select * from figure_places(${year}) order by figure_code, supervisor_tenant_id`.execute(tdb);
  return rows;
};
