import type { TenantDb } from '@/db/client';
import { listPhotos } from '@/db/queries/finding.queries';
import type { InspectionRow } from '@/db/queries/inspection.queries';
import type { CampaignRow } from '@/db/queries/inspection-campaign.queries';
import { type PdfImage, type PdfSection, renderRecordPdf } from '@/server/documents/pdf';
import { enforcementDocumentTitle } from '@/server/domain/inspection/enforcement-document';
import type { FindingView } from '@/server/domain/inspection/finding';
import { type JointPerson, jointInWords, jointPerson } from '@/server/domain/inspection/joint-people';
import { LEGAL_ITEMS } from '@/server/domain/inspection/legal-item';
import type { FindingSeverity, InspectionResult } from '@/server/domain/inspection/vocabulary';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';
import { onsiteSections } from './onsite/onsite-sections.ts';

/* The record is an official form: its words are Chinese whatever language the screens have. */
export const RESULT_WORDS: Record<InspectionResult, string> = {
  PASS: '未发现问题',
  MINOR: '存在问题，已限期整改',
  HAZARD: '存在档案安全隐患，已责令限期整改',
  VIOLATION: '涉嫌违法',
  NON_COOP: '不配合检查',
};
export const SEVERITY_WORDS: Record<FindingSeverity, string> = {
  INFO: '提示',
  MINOR: '一般',
  MAJOR: '较重',
  HAZARD: '安全隐患',
  VIOLATION: '涉嫌违法',
};
const PRINTABLE = new Set(['image/png', 'image/jpeg']);
const MOST_IMAGES = 24;

export interface RecordFacts {
  campaign: CampaignRow;
  inspection: InspectionRow;
  findings: readonly FindingView[];
  closedOn: string;
  documentNumber: string;
  result: InspectionResult;
  conclusion: string;
}

const factsOf = (facts: RecordFacts, scope: TenantScope, jointPeople: readonly JointPerson[]): PdfSection => ({
  kind: 'facts',
  heading: '基本情况',
  rows: [
    { label: '被检查单位', value: facts.inspection.subjectName },
    { label: '检查机关', value: scope.tenantName },
    { label: '检查批次', value: facts.campaign.title },
    { label: '联合单位', value: facts.campaign.jointPartners.join('、') || '无' },
    { label: '检查通知书', value: facts.inspection.noticeNumber ?? '' },
    { label: '检查日期', value: facts.inspection.inspectedOn ?? facts.closedOn },
    { label: '检查人员', value: facts.inspection.inspectorNames.join('、') },
    { label: '联合检查人员', value: jointPeople.map(jointInWords).join('、') || '无' },
    { label: '检查表', value: facts.campaign.checklistName },
    { label: '产生方式', value: facts.campaign.drawSeed ? `随机抽取（种子 ${facts.campaign.drawSeed}）` : '指定' },
  ],
});

const basicFacts = (facts: RecordFacts, scope: TenantScope): PdfSection =>
  factsOf(facts, scope, jointPerson.array().parse(facts.inspection.jointPeople));

const findingTable = (findings: readonly FindingView[]): PdfSection => ({
  kind: 'table',
  heading: '发现的问题',
  columns: [
    { title: '序号', width: 8, align: 'center' },
    { title: '检查项', width: 13 },
    { title: '程度', width: 8 },
    { title: '事实', width: 26 },
    { title: '依据', width: 15 },
    { title: '整改要求', width: 18 },
    { title: '文书与期限', width: 18 },
  ],
  rows: findings.map((finding) => [
    String(finding.number),
    `${finding.checklistCode}（${LEGAL_ITEMS.find((item) => item.code === finding.legalItem)?.clause ?? ''}）`,
    SEVERITY_WORDS[finding.severity],
    finding.pinnedCopy
      ? `${finding.fact}（档号 ${finding.pinnedCopy.referenceCode}，${finding.pinnedCopy.title}）`
      : finding.fact,
    finding.basis,
    finding.requirement,
    `${enforcementDocumentTitle(finding.documentCode)} ${finding.documentNumber ?? ''} ${finding.dueOn}`,
  ]),
  empty: '未发现问题',
});

const answerTable = (findings: readonly FindingView[]): PdfSection => ({
  kind: 'table',
  heading: '整改与复核',
  columns: [
    { title: '序号', width: 7, align: 'center' },
    { title: '整改措施', width: 32 },
    { title: '完成日期', width: 13 },
    { title: '复核', width: 10 },
    { title: '复核意见', width: 30 },
  ],
  rows: findings.flatMap((finding) =>
    finding.answers.map((answer) => [
      String(finding.number),
      answer.measure,
      answer.doneOn,
      answer.verdict ? (answer.verdict.accepted ? '通过' : '退回') : '待复核',
      answer.verdict?.reason ?? '',
    ]),
  ),
  empty: '无',
});

const readImages = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  findings: readonly FindingView[],
) => {
  const numbers = new Map(findings.map((finding) => [finding.id, finding.number]));
  const photos = await listPhotos(tdb, scope.tenantId, [...numbers.keys()]);
  const images: PdfImage[] = [];
  for (const photo of photos.filter((one) => PRINTABLE.has(one.mediaType)).slice(0, MOST_IMAGES)) {
    const bytes = await readObject(objects, {
      tenantId: scope.tenantId,
      sha256: photo.sha256,
      sizeBytes: photo.sizeBytes,
    });
    images.push({ bytes, caption: `问题 ${numbers.get(photo.findingId)}：${photo.fileName}` });
  }
  return images;
};

/** 检查记录 as it is kept: facts, findings, what became of them, photos, conclusion, lines to sign on. */
export const renderInspectionRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  facts: RecordFacts,
): Promise<Buffer> => {
  const images = await readImages(tdb, scope, objects, facts.findings);
  return renderRecordPdf({
    title: enforcementDocumentTitle('RECORD'),
    documentNumber: facts.documentNumber,
    unitName: scope.tenantName,
    note: facts.closedOn,
    sections: [
      basicFacts(facts, scope),
      ...(await onsiteSections(tdb, scope, objects, facts.inspection.id)),
      findingTable(facts.findings),
      answerTable(facts.findings),
      ...(images.length > 0 ? [{ kind: 'images' as const, heading: '现场照片', images }] : []),
      {
        kind: 'text',
        heading: '检查结论',
        paragraphs: [`结果：${RESULT_WORDS[facts.result]}`, facts.conclusion],
      },
      { kind: 'signatures', labels: ['检查人员', '被检查单位负责人'] },
    ],
  });
};
