import type { TenantDb } from '@/db/client';
import { type CustomFigureRow, findCustomFigure, listCustomFigures } from '@/db/queries/figures/custom-figure.queries';
import { listPlatformFigures } from '@/db/queries/figures/platform-figure.queries';
import type { FigureOwner } from '../compute-figures.ts';

/** What an office counts besides the report: what the platform defines for its kind, then what it defines itself. */
export const listDefinedFigures = async (tdb: TenantDb, owner: FigureOwner): Promise<CustomFigureRow[]> => [
  ...(await listPlatformFigures(tdb, owner.tenantKind)),
  ...(await listCustomFigures(tdb, owner.tenantId)),
];

export const findDefinedFigure = async (
  tdb: TenantDb,
  owner: FigureOwner,
  id: string,
): Promise<CustomFigureRow | undefined> =>
  (await findCustomFigure(tdb, { tenantId: owner.tenantId, id })) ??
  (await listPlatformFigures(tdb, owner.tenantKind)).find((row) => row.id === id);
