import { callEach } from './calls.ts';
import type { TestTenant } from './tenancy.ts';

/** 自定义指标: readers who came for a proof. */
export const makeCustomFigure = (tenant: TestTenant, name = '出证查档人数') =>
  callEach(tenant).customFigure.create({
    name,
    unit: '人',
    subject: 'reading_visit',
    spec: {
      conditions: [{ field: 'purpose', op: 'any_of', values: ['proof'] }],
      sum: 'personCount',
      group: null,
      period: 'year',
    },
  });

/** A link that opens the wall to whoever has it. */
export const makeWallLink = (tenant: TestTenant, days = 30) =>
  callEach(tenant).wall.createLink({ label: '大厅屏幕', days });

/** 年度结账 of the year that is over. */
export const makeYearClose = (tenant: TestTenant, year = new Date().getFullYear() - 1) =>
  callEach(tenant).holdings.closeYear({ year });
