import { RECORDS_OFFICES } from '@/server/domain/figure/figure-definition';
import type { Stage } from './cast.ts';

const FORM = 'DJ3';

/** Fills in what nobody records, explains what the checks ask, and hands the form up. */
const fillIn = async (stage: Stage, login: string, year: number, isHandedUp: boolean): Promise<void> => {
  const asked = { year, formKey: FORM };
  const view = await stage.as(login).statistics.get(asked);
  await stage.as(login).statistics.save({
    ...asked,
    rowVersion: view.rowVersion,
    entered: view.cells.flatMap(({ ref, state }) => (state === 'empty' ? [{ ref, value: 126 }] : [])),
    explanations: view.problems.flatMap(({ key, kind }) =>
      kind === 'missing' ? [] : [{ key, text: '已与登记簿核对，数字无误；早年档案入库日期未登记全。' }],
    ),
  });
  if (isHandedUp) await stage.as(login).statistics.submit(asked);
};

const SURVEY = {
  rowVersion: 0,
  name: '档案人员培训情况',
  fillers: [...RECORDS_OFFICES],
  parts: [
    {
      title: '参加培训',
      columns: ['上半年', '下半年', '全年'],
      rows: [
        { title: '参加市级培训', unit: '人次', cells: ['entered', 'entered', 'row_sum'] },
        { title: '参加区级培训', unit: '人次', cells: ['entered', 'entered', 'row_sum'] },
        { title: '合计', unit: '人次', cells: ['column_sum', 'column_sum', 'column_sum'] },
      ],
    },
    {
      title: '人员',
      columns: ['人数'],
      rows: [
        { title: '专职档案人员', unit: '人', cells: ['indicator:S003'] },
        { title: '其中：取得培训证书的', unit: '人', cells: ['entered'] },
      ],
    },
  ],
  checks: [
    {
      text: '取得培训证书的人数不大于专职档案人员数',
      left: [{ part: 1, row: 1, column: 0 }],
      op: 'at_most' as const,
      right: [{ part: 1, row: 0, column: 0 }],
    },
  ],
};

/** 统计年报: last year's is handed up and looked at, this year's is begun; a form of the bureau's own is on its way. */
export const actStatistics = async (stage: Stage, inspectors: readonly string[]): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  for (const login of ['liuxi.arch', 'songling.arch', 'qinghe-water.arch', 'linjiang-water.arch']) {
    await fillIn(stage, login, year - 1, true);
    await fillIn(stage, login, year, false);
  }
  for (const inspector of inspectors) {
    const asked = { year: year - 1, formKey: FORM };
    const { units } = await stage.as(inspector).statistics.received(asked);
    const [first, second] = units.filter((unit) => unit.state === 'released');
    if (first)
      await stage.as(inspector).statistics.review({ ...asked, unitTenantId: first.tenantId, decision: 'accepted' });
    if (second) {
      const reason = '专职人员数与人员台账不符，请核对。';
      await stage
        .as(inspector)
        .statistics.review({ ...asked, unitTenantId: second.tenantId, decision: 'returned', reason });
    }
    if (first) await stage.as(inspector).statistics.handOn(asked);
    const { id } = await stage.as(inspector).statistics.saveForm(SURVEY);
    const called = units.filter((unit) => unit.kind !== null).slice(0, 2);
    if (called.length > 0)
      await stage.as(inspector).statistics.callUnits({
        year,
        formKey: id,
        dueOn: `${year}-12-28`,
        unitTenantIds: [...new Set(called.map((unit) => unit.tenantId))],
      });
  }
};
