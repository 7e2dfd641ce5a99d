import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/* 外包备案, 安全事件, 应急演练 of one unit, and what its authority says to them. */

const actContract = async (stage: Stage, archivist: string): Promise<void> => {
  const contract = await stage.photograph(archivist, '委托合同.png');
  const { id, rowVersion } = await stage.as(archivist).outsourcing.save({
    rowVersion: 0,
    providerName: '明镜数字科技有限公司',
    providerCode: '91330100MA2ABCDE1X',
    serviceType: 'digitise',
    contractNumber: `WB-${stage.today.slice(0, 4)}-01`,
    workScope: '2020—2022年度文书档案数字化加工，约1200件',
    workPlace: 'onsite',
    siteAddress: '本单位三楼加工室',
    amountYuan: 48_000,
    startOn: plusDays(stage.today, 10),
    endOn: plusDays(stage.today, 70),
    capability: '企业法人，有档案数字化加工业绩和专业人员12名',
    secrecyTerms: '签订保密协议，加工人员逐一承诺，现场监控',
    mediaReturn: '加工硬盘验收后当面清除，出具清除记录',
    lacking: ['equipment', 'people'],
    why: '没有扫描设备和专职扫描人员，自行加工三年也做不完',
    staff: [
      { name: '赵某', post: '扫描' },
      { name: '钱某', post: '质检' },
    ],
    fileObjectIds: [contract],
  });
  await stage.as(archivist).outsourcing.submit({ id, rowVersion });
};

const actIncident = async (stage: Stage, archivist: string): Promise<void> => {
  const found = Date.now() - 40 * 60_000;
  await stage.as(archivist).safety.report({
    title: '库房空调冷凝水滴漏',
    kind: 'water',
    level: 'IV',
    occurredAt: new Date(found - 60 * 60_000).toISOString(),
    discoveredAt: new Date(found).toISOString(),
    affected: '靠墙2列密集架底层，文书档案约42卷受潮',
    measures: '已关闭空调，移架晾干，逐卷查看字迹',
    fileObjectIds: [await stage.photograph(archivist, '滴漏.png')],
  });
};

export const actDrills = async (stage: Stage, archivist: string): Promise<void> => {
  const drill = {
    planVersion: '2026年第1版',
    mode: 'field' as const,
    place: '二楼库房',
    script: '1 发现火情，报警断电；2 疏散人员；3 按清单抢救重要档案；4 清点复位',
    people: [
      { name: '周某', task: '总指挥' },
      { name: '吴某', task: '抢救组' },
      { name: '郑某', task: '警戒组' },
    ],
  };
  const held = {
    ...drill,
    title: '库房火灾实战演练',
    scenario: 'fire' as const,
    plannedOn: plusDays(stage.today, -20),
  };
  const { id: drillId } = await stage.as(archivist).safety.planDrill(held);
  await stage.as(archivist).safety.reviewDrill({
    drillId,
    rowVersion: 1,
    heldOn: plusDays(stage.today, -20),
    people: drill.people,
    recoveryMinutes: null,
    issues: '抢救路线不熟，应急灯1盏不亮',
    improvement: '张贴路线图，更换应急灯',
    improveBy: plusDays(stage.today, 10),
    photoObjectIds: [await stage.photograph(archivist, '演练.png')],
  });
  const next = { ...drill, title: '防汛桌面推演', scenario: 'flood' as const, plannedOn: plusDays(stage.today, 30) };
  await stage.as(archivist).safety.planDrill({ ...next, mode: 'tabletop' });
};

export const actSafety = async (stage: Stage, archivist: string): Promise<void> => {
  await actContract(stage, archivist);
  await actIncident(stage, archivist);
  await actDrills(stage, archivist);
};

/** The authority accepts what waits, keeps an eye on the provider, and instructs on what was reported. */
export const actOversight = async (stage: Stage, planner: string): Promise<void> => {
  const { rows: filings } = await stage.as(planner).outsourcing.received({ state: 'submitted' });
  for (const { dispatchId } of filings) await stage.as(planner).outsourcing.decide({ dispatchId, decision: 'accept' });
  const { rows: providers } = await stage.as(planner).outsourcing.providers({});
  const fresh = providers.find((provider) => provider.rowVersion === 0);
  if (fresh) {
    const { code, rowVersion } = fresh;
    const said = { standing: 'listed' as const, reason: '资质、人员、场所已核对' };
    await stage.as(planner).outsourcing.setStanding({ code, rowVersion, ...said });
  }
  const { rows: incidents } = await stage.as(planner).safety.received({ state: 'open' });
  for (const { id: incidentId } of incidents)
    await stage.as(planner).safety.instruct({ incidentId, words: '立即组织抢救，查明原因，按时续报' });
};
