/**
 * The files of a new feature, as small as they can be and still be one feature from the words to the procedure with a
 * test. The query reads the tenant's own row, so that the skeleton runs before the feature has a table.
 */
export const featureSkeleton = (name) => {
  const camel = name.replace(/-(.)/g, (_match, letter) => letter.toUpperCase());
  const pascal = camel[0].toUpperCase() + camel.slice(1);
  return {
    router: `${camel}Router`,
    key: camel,
    files: {
      [`server/domain/${name}/${name}.ts`]: `import { z } from 'zod';
import { tenantId } from '@/server/domain/shared/ids';

export const ${camel}View = z.object({ tenantId, name: z.string() });
export type ${pascal}View = z.infer<typeof ${camel}View>;
`,
      [`db/queries/${name}.queries.ts`]: `import type { TenantDb } from '../client.ts';

export interface ${pascal}Row {
  tenantId: number;
  name: string;
}

export const find${pascal} = (tdb: TenantDb, tenantId: number): Promise<${pascal}Row | undefined> =>
  tdb.selectFrom('tenant').select(['id as tenantId', 'name']).where('id', '=', tenantId).executeTakeFirst();
`,
      [`server/features/${name}/get-${name}.ts`]: `import type { TenantDb } from '@/db/client';
import { find${pascal} } from '@/db/queries/${name}.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { ${pascal}View } from '@/server/domain/${name}/${name}';
import type { TenantScope } from '@/server/tenancy/scope';

export const get${pascal} = async (tdb: TenantDb, scope: TenantScope): Promise<${pascal}View> => {
  const row = await find${pascal}(tdb, scope.tenantId);
  if (!row) {
    throw new AppError('NOT_FOUND', \`tenant \${scope.tenantId}\`);
  }
  return row;
};
`,
      [`server/features/${name}/${name}.router.ts`]: `import { ${camel}View } from '@/server/domain/${name}/${name}';
import { router, tenantProcedure } from '@/server/trpc/init';
import { get${pascal} } from './get-${name}.ts';

export const ${camel}Router = router({
  get: tenantProcedure('workspace.enter')
    .output(${camel}View)
    .query(({ ctx }) => get${pascal}(ctx.tdb, ctx.scope)),
});
`,
      [`server/features/${name}/${name}.test.ts`]: `import { expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makeSupervisedPair } from '@/db/testing/factories/tenancy';

it('answers for the workspace of the address and no other', async () => {
  const { unit, stranger } = await makeSupervisedPair();
  expect((await (await callAs(unit)).${camel}.get()).tenantId).toBe(unit.id);
  await expect((await callAs(unit, stranger.worker)).${camel}.get()).rejects.toThrow('NOT_FOUND');
});
`,
    },
  };
};

/** The list of routers with one more: its import before the others, its entry behind them. */
export const addToAppRouter = (source, name, { key, router }) =>
  source
    .replace(/^/, `import { ${router} } from '@/server/features/${name}/${name}.router';\n`)
    .replace(/(appRouter = router\(\{[\s\S]*?)(\}\);)/, `$1  ${key}: ${router},\n$2`);
