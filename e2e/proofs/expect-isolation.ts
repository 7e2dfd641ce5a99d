import { expect, inject } from 'vitest';
import { type IsolationPart, proveIsolation } from './isolation.ts';
import { emptyDatabase } from './scratch-database.ts';

/** Half of the procedures in a district of their own: the halves run side by side. */
export const expectIsolation = async (part: IsolationPart): Promise<void> => {
  const scratch = await emptyDatabase(inject('adminUrl'), 'isolation');
  try {
    const report = await proveIsolation(scratch.url, false, part);
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
};
