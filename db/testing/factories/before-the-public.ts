import { callEach } from './calls.ts';
import type { TestTenant } from './tenancy.ts';

/** A service item of an archives, with its steps and its time limit. */
export const makeServiceItem = (archives: TestTenant, code = 'CD-01') =>
  callEach(archives).service.add({
    code,
    name: '婚姻登记档案查阅',
    steps: [{ name: '受理', words: '核对证件' }, { name: '调卷' }, { name: '出证' }],
    promisedDays: 1,
  });

/** The first draft of a text for a panel. */
export const makeExhibitionText = (archives: TestTenant, title = '前言') =>
  callEach(archives).exhibition.draft({ title, place: '序厅', words: '清河因河得名。' });

/** A supervisor's word on the field of a unit. */
export const makeUnitField = (bureau: TestTenant, unit: TestTenant) =>
  callEach(bureau).district.assignField({ field: 'hospital', unitTenantIds: [unit.id] });
