import { callEach } from './calls.ts';
import type { TestTenant } from './tenancy.ts';

const inDays = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** 预约查档 at an archives. */
export const makeReservation = (archives: TestTenant) =>
  callEach(archives).reservation.reserve({
    readerName: '陈某某',
    contact: '0571-00000000',
    purpose: 'proof',
    subject: '宅基地确权材料',
    wishedOn: inDays(3),
    lines: [{ title: '1982年土地证存根' }],
  });

/** A visit that an office plans to a unit. */
export const makePlannedVisit = (bureau: TestTenant, unit: TestTenant) =>
  callEach(bureau).guidance.planVisit({
    unitTenantId: unit.id,
    mode: 'visit',
    topic: '归档文件整理',
    plannedOn: inDays(5),
    guides: ['周某'],
  });

/** 人才推荐 from a unit to the office above, which decides it. */
export const makeNomination = async (bureau: TestTenant, unit: TestTenant): Promise<{ dispatchId: string }> => {
  const { dispatchId } = await callEach(unit).talent.nominate({
    scheme: 'model',
    personName: '江晚舟',
    post: '档案员',
    merits: '二十年如一日守着库房',
  });
  await callEach(bureau).talent.decide({ dispatchId, result: 'selected', reason: '事迹突出' });
  return { dispatchId };
};
