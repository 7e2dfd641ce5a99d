import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { findingSeverity } from './enforcement-document.ts';
import { findingView } from './finding.ts';
import { inspectionGrantView } from './inspection.ts';
import { legalItemCode } from './legal-item.ts';
import { LONGEST_NOTE, MOST_BASED_ON, SIGNATURE_KINDS, SITE_VERDICTS } from './onsite-vocabulary.ts';
import { inspectionState } from './states.ts';

/** 现场检查 on a phone: the pack that goes out, and the answers, photos and signatures that come in. */
const siteVerdict = z.enum(SITE_VERDICTS);
const signatureKind = z.enum(SIGNATURE_KINDS);
const itemCode = z.string().min(1).max(20);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const NUL = '\u0000';
/** Kept as it was typed, blanks and all: its digest was made on the phone. */
const note = z
  .string()
  .max(LONGEST_NOTE)
  .refine((value) => !value.includes(NUL), 'NUL');
const moment = z.iso.datetime({ precision: 3 });
const amount = z.number().min(0).max(10_000_000);

/** 检查项 as the phone shows it. Lists of any version are read: what one does not say has its plain value. */
export const onsiteItem = z.object({
  code: z.string(),
  legalItem: legalItemCode,
  zh: z.string(),
  en: z.string(),
  score: z.number().nullable(),
  type: z.string().default('yesno'),
  method: z.string().default(''),
  needsPhoto: z.boolean().default(false),
});
export type OnsiteItem = z.infer<typeof onsiteItem>;

export const saveAnswerInput = z.strictObject({
  id: uuid,
  inspectionId: uuid,
  itemCode,
  verdict: siteVerdict.nullable(),
  value: amount.nullable(),
  outOf: amount.nullable(),
  note,
  severity: findingSeverity.nullable(),
  basedOn: z.array(uuid).max(MOST_BASED_ON),
  madeAt: moment,
});
export type SaveAnswerInput = z.infer<typeof saveAnswerInput>;

export const siteAnswerView = z.object({
  id: uuid,
  inspectionId: uuid,
  itemCode: z.string(),
  verdict: siteVerdict.nullable(),
  value: z.number().nullable(),
  outOf: z.number().nullable(),
  note: z.string(),
  severity: findingSeverity.nullable(),
  basedOn: z.array(uuid),
  madeAt: z.string(),
  madeByName: z.string(),
  isMine: z.boolean(),
});
export type SiteAnswerView = z.infer<typeof siteAnswerView>;

/** What the server has stored, by its digest, and what now stands of the item: two answers or more are a conflict. */
export const savedAnswer = z.object({ id: uuid, sha256, standing: z.array(siteAnswerView) });

export const photoInput = z.strictObject({
  id: uuid,
  inspectionId: uuid,
  itemCode,
  fileName: text(200),
  takenAt: moment,
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  accuracyMetres: z.number().min(0).max(10_000_000).nullable(),
  wasReduced: z.boolean(),
  /** Of the bytes that follow: what arrives otherwise is not kept. */
  sha256,
});
export type PhotoInput = z.infer<typeof photoInput>;
/** The id of the photo that is kept: that of an earlier one when the item had the same picture already. */
export const storedPhoto = z.object({ id: uuid, sha256 });
export type StoredPhoto = z.infer<typeof storedPhoto>;

export const sitePhotoView = z.object({
  id: uuid,
  itemCode: z.string(),
  fileName: z.string(),
  sha256,
  takenAt: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracyMetres: z.number().nullable(),
  wasReduced: z.boolean(),
  madeByName: z.string(),
  receivedAt: z.string(),
  /** 作废: kept and shown, but it proves nothing any more. */
  withdrawnAt: z.string().nullable(),
  withdrawnByName: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
});
export const withdrawPhotoInput = z.strictObject({ inspectionId: uuid, photoId: uuid, reason: text(500) });
export type WithdrawPhotoInput = z.infer<typeof withdrawPhotoInput>;
export type SitePhotoView = z.infer<typeof sitePhotoView>;

/** What stood on the screen when it was signed. */
export const siteStatement = z.strictObject({
  unitName: z.string().max(200),
  lines: z
    .array(
      z.strictObject({
        itemCode,
        text: z.string().max(500),
        verdict: siteVerdict.nullable(),
        value: amount.nullable(),
        outOf: amount.nullable(),
        note,
        photos: z.array(sha256).max(500),
      }),
    )
    .max(500),
});
export type SiteStatement = z.infer<typeof siteStatement>;

const signing = {
  id: uuid,
  inspectionId: uuid,
  personName: text(50),
  personPost: text(100),
  statement: siteStatement,
  signedAt: moment,
};
export const signInput = z.discriminatedUnion('kind', [
  // A drawing of 600 × 300 dots has some ten thousand bytes.
  z.strictObject({ ...signing, kind: z.literal('signed'), pngBase64: z.base64().min(40).max(400_000) }),
  z.strictObject({ ...signing, kind: z.literal('refused'), reason: text(500), witnessName: text(50) }),
]);
export type SignInput = z.infer<typeof signInput>;
export const savedSignature = z.object({ id: uuid, statementSha256: sha256, pictureSha256: sha256.nullable() });
export type SavedSignature = z.infer<typeof savedSignature>;

export const signatureView = z.object({
  id: uuid,
  kind: signatureKind,
  personName: z.string(),
  personPost: z.string(),
  reason: z.string().nullable(),
  witnessName: z.string().nullable(),
  signedAt: z.string(),
  statement: siteStatement,
  statementSha256: sha256,
  madeByName: z.string(),
});
export type SignatureView = z.infer<typeof signatureView>;

/** 离线包: all that an inspector needs at the unit, and nothing that is not needed there. */
export const onsitePack = z.object({
  inspectionId: uuid,
  campaignId: uuid,
  campaignTitle: z.string(),
  unitName: z.string(),
  /** Where the unit is, as far as its supervisor knows it. */
  unitRegion: z.string().nullable(),
  noticeNumber: z.string().nullable(),
  scheduledOn: isoDate.nullable(),
  state: inspectionState,
  inspectorNames: z.array(z.string()),
  grant: inspectionGrantView.pick({ validFrom: true, validTo: true }),
  checklistName: z.string(),
  items: z.array(onsiteItem),
  /** By item code: what this bureau's inspectors wrote most. */
  ownNotes: z.record(z.string(), z.array(z.string())),
  standing: z.array(siteAnswerView),
  photos: z.array(sitePhotoView.pick({ id: true, itemCode: true, sha256: true, fileName: true })),
  signatures: z.array(signatureView.pick({ id: true, kind: true, personName: true, personPost: true, signedAt: true })),
  lastFindings: z.array(
    findingView
      .pick({ checklistCode: true, severity: true, fact: true, dueOn: true, state: true })
      .extend({ inspectedOn: isoDate.nullable() }),
  ),
  takenAt: z.string(),
});
export type OnsitePack = z.infer<typeof onsitePack>;

/** The desk's look at what came in: every version of every answer. */
export const onsiteRecordView = z.object({
  inspectionId: uuid,
  campaignId: uuid,
  unitName: z.string(),
  items: z.array(onsiteItem),
  answers: z.array(siteAnswerView.extend({ receivedAt: z.string() })),
  photos: z.array(sitePhotoView),
  signatures: z.array(signatureView),
});
export type OnsiteRecordView = z.infer<typeof onsiteRecordView>;
