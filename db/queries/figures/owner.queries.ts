import type { SystemDb } from '../../client.ts';

/** The workspace of a slug, for the command line: whoever runs that holds the database anyway. */
export const findFigureOwner = (
  sdb: SystemDb,
  slug: string,
): Promise<{ tenantId: number; tenantKind: string; name: string } | undefined> =>
  sdb
    .selectFrom('tenant')
    .select(['id as tenantId', 'kind as tenantKind', 'name'])
    .where('slug', '=', slug)
    .executeTakeFirst();
