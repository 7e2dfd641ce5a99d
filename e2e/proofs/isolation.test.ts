import { expect, it } from 'vitest';
import { expectIsolation } from './expect-isolation.ts';
import { listProcedures } from './isolation.ts';

it(
  'shows nobody anything of another tenant without a live grant, in any procedure, role or context',
  () => expectIsolation({ at: 0, of: 2 }),
  1_800_000,
);

it('says of every procedure who may call it', async () => {
  const table = listProcedures().map(({ path, type, access }) =>
    [
      path,
      type,
      access.kind,
      'permission' in access ? access.permission : '-',
      'creates' in access && access.creates ? 'creates' : '',
    ]
      .join('\t')
      .trimEnd(),
  );
  await expect(`${table.sort().join('\n')}\n`).toMatchFileSnapshot('../../server/trpc/access.snapshot.txt');
});
