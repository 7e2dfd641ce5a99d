import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { listAnswerVersions, listSignatures, type SignatureRow } from '@/db/queries/onsite.queries';
import { listSitePhotos } from '@/db/queries/onsite-photo.queries';
import type { PdfImage, PdfSection } from '@/server/documents/pdf';
import { type SiteVerdict, standingAnswers } from '@/server/domain/inspection/onsite-vocabulary';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';

/* The record is an official form: its words are Chinese whatever language the screens have. */
const VERDICT_WORDS: Record<SiteVerdict, string> = {
  met: '符合',
  mostly: '基本符合',
  partly: '部分符合',
  unmet: '不符合',
  na: '不适用',
};

const inShanghai = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const numberWords = (value: number | null, outOf: number | null): string =>
  value === null ? '' : outOf === null ? String(value) : `${value}/${outOf}`;

/** A withdrawn photo is kept and said, but it proves nothing. */
const photoWords = (photos: readonly { withdrawnAt: string | null }[]): string => {
  const withdrawn = photos.filter((photo) => photo.withdrawnAt !== null).length;
  return withdrawn === 0 ? String(photos.length) : `${photos.length - withdrawn}（作废${withdrawn}）`;
};

const signingLine = (row: SignatureRow): string[] => [
  row.kind === 'signed' ? '已签字' : '拒绝签字',
  `${row.personName}（${row.personPost}）`,
  row.kind === 'signed' ? '' : `${row.reason ?? ''}（见证人：${row.witnessName ?? ''}）`,
  inShanghai(row.signedAt),
  row.madeByName,
  row.statementSha256.slice(0, 16),
];

const readDrawings = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  signatures: readonly SignatureRow[],
): Promise<PdfImage[]> => {
  const images: PdfImage[] = [];
  for (const row of signatures) {
    const stored = row.objectId && (await findStoredObject(tdb, scope.tenantId, row.objectId));
    if (stored) {
      const bytes = await readObject(objects, stored);
      images.push({ bytes, caption: `${row.personName}（${row.personPost}） ${inShanghai(row.signedAt)}` });
    }
  }
  return images;
};

/** 现场检查情况 for the inspection's record: what stands of each item, and who signed or would not. None when nobody was there. */
export const onsiteSections = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  inspectionId: string,
): Promise<PdfSection[]> => {
  const answers = await listAnswerVersions(tdb, { tenantId: scope.tenantId, inspectionId });
  const photos = await listSitePhotos(tdb, scope.tenantId, inspectionId);
  const signatures = await listSignatures(tdb, scope.tenantId, inspectionId);
  if (answers.length + photos.length + signatures.length === 0) return [];
  const drawings = await readDrawings(tdb, scope, objects, signatures);
  const answerTable: PdfSection = {
    kind: 'table',
    heading: '现场检查情况',
    columns: [
      { title: '检查项', width: 10 },
      { title: '结果', width: 12 },
      { title: '数量或得分', width: 12 },
      { title: '说明', width: 40 },
      { title: '照片', width: 8, align: 'center' },
      { title: '检查人员', width: 18 },
    ],
    rows: standingAnswers(answers)
      .sort((a, b) => a.itemCode.localeCompare(b.itemCode, 'en', { numeric: true }))
      .map((row) => [
        row.itemCode,
        row.verdict ? VERDICT_WORDS[row.verdict as SiteVerdict] : '',
        numberWords(row.value, row.outOf),
        row.note,
        photoWords(photos.filter((photo) => photo.itemCode === row.itemCode)),
        `${row.madeByName} ${inShanghai(row.madeAt)}`,
      ]),
    empty: '无',
  };
  const signingTable: PdfSection = {
    kind: 'table',
    heading: '被检查单位确认',
    columns: [
      { title: '情况', width: 12 },
      { title: '姓名与职务', width: 24 },
      { title: '说明', width: 26 },
      { title: '时间', width: 16 },
      { title: '检查人员', width: 10 },
      { title: '内容摘要值', width: 12 },
    ],
    rows: signatures.map(signingLine),
    empty: '无',
  };
  return [
    answerTable,
    signingTable,
    ...(drawings.length > 0 ? [{ kind: 'images' as const, heading: '现场签字', images: drawings }] : []),
  ];
};
