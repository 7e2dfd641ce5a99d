import { callEach } from './calls.ts';
import type { TestTenant } from './tenancy.ts';

export const FORM_YEAR = 2025;

/** A form of a bureau's own with one cell to fill in, called for from one unit. */
export const makeCalledForm = async (bureau: TestTenant, unit: TestTenant): Promise<{ formId: string }> => {
  const { statistics } = callEach(bureau);
  const { id: formId } = await statistics.saveForm({
    rowVersion: 0,
    name: '档案培训情况',
    fillers: [unit.kind],
    parts: [{ columns: ['全年'], rows: [{ title: '参加培训人数', unit: '人', cells: ['entered'] }] }],
  });
  const asked = { year: FORM_YEAR, formKey: formId };
  await statistics.callUnits({ ...asked, dueOn: '2099-01-20', unitTenantIds: [unit.id] });
  return { formId };
};

/** The same filled in and handed up. */
export const makeSubmission = async (bureau: TestTenant, unit: TestTenant): Promise<{ formId: string }> => {
  const { formId } = await makeCalledForm(bureau, unit);
  const { statistics } = callEach(unit);
  const asked = { year: FORM_YEAR, formKey: formId };
  await statistics.save({ ...asked, rowVersion: 0, entered: [{ ref: 'r1.c1', value: 12 }], explanations: [] });
  await statistics.submit(asked);
  return { formId };
};
