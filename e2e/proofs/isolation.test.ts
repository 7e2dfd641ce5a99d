import { expect, inject, it } from 'vitest';
import { listProcedures, proveIsolation } from './isolation.ts';
import { emptyDatabase } from './scratch-database.ts';

it('shows nobody anything of another tenant without a live grant, in any procedure, role or context', async () => {
  const scratch = await emptyDatabase(inject('adminUrl'), 'isolation');
  try {
    const report = await proveIsolation(scratch.url, false);
    console.log(`isolation: ${report.procedures} procedures, ${report.calls} calls, ${report.leaks} leaks`);
    expect(report.details).toEqual([]);
    expect(report).toMatchObject({
      leaks: 0,
      tellingAnswers: 0,
      changedForeignRows: 0,
      internalErrors: 0,
      emptyTables: 0,
    });
    expect(report.procedures).toBeGreaterThan(60);
    expect(report.calls).toBeGreaterThan(report.procedures * 6);
  } finally {
    await scratch.drop();
  }
}, 3_600_000);

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
