import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { templatesFor } from '@/server/domain/report/report-templates';
import { REPORT_BLOCKS } from '@/server/domain/report/report-vocabulary';

it.each([
  ['bureau', 3],
  ['repository', 1],
  ['village', 1],
] as const)('begins, judges and proposes in a %s along each of its outlines', async (kind, outlines) => {
  const tenant = await makeTenant(kind);
  const { report } = callEach(tenant);
  const templates = templatesFor(kind);
  expect(templates).toHaveLength(outlines);
  for (const [index, { code, chapters }] of templates.entries()) {
    const { id: reportId } = await report.create({ year: 2025 - index, template: code });
    const view = await report.byId({ reportId });
    expect(view.chapters).toHaveLength(chapters.length);
    expect(view.figures.length).toBeGreaterThan(0);
    expect(view.checks.every((check) => check.outcome !== 'differs')).toBe(true);
    const said = [];
    for (const block of REPORT_BLOCKS) said.push(...(await report.propose({ reportId, block })));
    // Nothing is entered yet: only what is wanting is said.
    expect(said.every((proposal) => proposal.text.endsWith('。') && !proposal.text.includes('undefined'))).toBe(true);
  }
});
