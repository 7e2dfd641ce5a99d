import { crc32, deflateSync } from 'node:zlib';
import { testAdmin } from '../test-db.ts';
import { makeFonds, makeObject } from './archive.ts';
import { callAs, callEach } from './calls.ts';
import { makePerson, makeTenant, supervise, type TestPerson, type TestTenant } from './tenancy.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A picture of one dot, each call of another grey, so that two photos are two objects. */
export const onePixelPng = (grey: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('IDAT', deflateSync(Buffer.from([0, grey % 256]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

/** Stores a photo and answers its id. */
export const makePhoto = (tenant: TestTenant, fileName: string, grey: number): Promise<string> =>
  makeObject(tenant, onePixelPng(grey), fileName);

/** A bureau with three inspectors over three townships, and a stranger bureau over one. */
export const makeDistrict = async () => {
  const [bureau, otherBureau] = [await makeTenant('bureau', { name: '清河区档案局' }), await makeTenant('bureau')];
  const inspectors = [bureau.worker, await makePerson(bureau.id, ['bureau_inspector'], '何某')];
  inspectors.push(await makePerson(bureau.id, ['bureau_inspector'], '陈某'));
  const units: TestTenant[] = [];
  for (const name of ['柳溪镇人民政府', '梅坞镇人民政府', '竹里乡人民政府']) {
    const unit = await makeTenant('township', { name });
    await supervise(bureau, unit);
    units.push(unit);
  }
  const stranger = await makeTenant('township');
  await supervise(otherBureau, stranger);
  return { bureau, otherBureau, stranger, units, inspectors };
};

export const dayFromNow = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
export const momentFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** What a bureau says in its notices, with an archive grant over the years in question. */
export const noticeTerms = {
  scheduledOn: dayFromNow(14),
  validTo: momentFromNow(20),
  recordClasses: ['archive' as const],
  yearFrom: 2020,
  yearTo: 2026,
  reason: '年度双随机检查',
};

type NoticeTerms = Omit<Parameters<ReturnType<typeof callEach>['inspection']['sendNotices']>[0], 'campaignId'>;

/** An inspection of one named unit by two people, its notice out with these terms. Answers its id. */
export const inspectUnit = async (
  bureau: TestTenant,
  unit: TestTenant,
  people: readonly TestPerson[],
  terms: Partial<NoticeTerms>,
): Promise<string> => {
  const api = callEach(bureau).inspection;
  const { id: campaignId } = await api.createCampaign({
    kind: 'special',
    title: '专项检查',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'named',
  });
  await api.nameUnits({
    campaignId,
    unitSlugs: [unit.slug],
    inspectorAccountIds: people.map((person) => person.accountId),
    reason: '专项检查',
  });
  await api.sendNotices({ campaignId, ...noticeTerms, ...terms });
  return (await api.campaignById({ campaignId })).inspections[0]!.id;
};

/** A campaign whose notices are out, to all units unless fewer are asked for. */
export const makeNoticedCampaign = async (bureau: TestTenant, units: number, person: TestPerson = bureau.worker) => {
  const call = () => callAs(bureau, person);
  const { id: campaignId } = await (await call()).inspection.createCampaign({
    kind: 'enforcement',
    title: '2026年档案执法双随机检查',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'random',
  });
  await (await call()).inspection.draw({ campaignId, units, inspectors: 2 });
  const sent = await (await call()).inspection.sendNotices({ campaignId, ...noticeTerms });
  const campaign = await (await call()).inspection.campaignById({ campaignId });
  return { campaignId, sent, campaign };
};

/** A filed record that an inspector can read under a grant. */
export const fileItem = async (tenant: TestTenant, number: string, filingYear: number): Promise<string> => {
  const fonds = await makeFonds(tenant, { number });
  const api = await callAs(tenant);
  const made = await api.archive.create({
    fondsId: fonds.id,
    categoryCode: 'WS',
    filingYear,
    retentionCode: 'Y',
    orgCode: 'DZB',
    title: '关于印发《2025年防汛防台工作方案》的通知',
    documentDate: `${filingYear}0318`,
    documentNumber: '柳政发(2025)12号',
    openFlag: 'unreviewed',
  });
  return made.id;
};

/** What the tenant's own log says of looks under grants, oldest first. */
export const readEvents = async (tenant: TestTenant): Promise<string[]> => {
  const { rows } = await (await testAdmin()).query<{ action: string }>(
    'select action from audit_event where tenant_id = $1 and grant_id is not null order by seq',
    [tenant.id],
  );
  return rows.map((row) => row.action);
};

/** The text of a PDF without spaces: where a line breaks is free. */
export const textOfPdf = async (pdf: Buffer): Promise<string> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  let text = '';
  for (let page = 1; page <= document.numPages; page += 1) {
    const content = await (await document.getPage(page)).getTextContent();
    text += content.items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  await document.destroy();
  return text.replace(/\s+/g, '');
};
