import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 保密承诺书: its wording by version; who signed stands in the register `commitment` under the same version. */
const clauses = z.array(text(500)).min(1).max(60);
export const issueLetterInput = z.strictObject({
  version: text(40),
  title: text(80),
  /** 保密守则 */
  rules: clauses,
  /** 承诺事项 */
  heads: clauses,
  issuedOn: isoDate,
});
export type IssueLetterInput = z.infer<typeof issueLetterInput>;

export const letterRowView = z.object({
  id: uuid,
  version: z.string(),
  title: z.string(),
  ruleCount: z.number().int(),
  headCount: z.number().int(),
  issuedOn: isoDate,
  issuedByName: z.string(),
  signed: z.number().int(),
  /** People of the office who have not signed it. */
  unsigned: z.number().int(),
});
export type LetterRowView = z.infer<typeof letterRowView>;
export const listLettersInput = z.strictObject(pageInput);
export type ListLettersInput = z.infer<typeof listLettersInput>;
export const letterPage = pageOf(letterRowView);

export const letterView = letterRowView.extend({
  rules: z.array(z.string()),
  heads: z.array(z.string()),
  /** The day on which the person who looks has signed it. */
  ownSignedOn: isoDate.nullable(),
});
export type LetterView = z.infer<typeof letterView>;

export const listSignersInput = z.strictObject({
  ...pageInput,
  letterId: uuid,
  hasSigned: z.boolean(),
});
export type ListSignersInput = z.infer<typeof listSignersInput>;
export const signerView = z.object({
  name: z.string(),
  signedOn: isoDate.nullable(),
  entryId: uuid.nullable(),
});
export type SignerView = z.infer<typeof signerView>;
export const signerPage = pageOf(signerView);

/** One signs with one's own name, typed; the officer enters from the paper whose it is and when. */
export const signLetterInput = z.strictObject({ letterId: uuid, typedName: text(30) });
export type SignLetterInput = z.infer<typeof signLetterInput>;
export const enterSignatureInput = z.strictObject({
  letterId: uuid,
  person: text(30),
  signedOn: isoDate,
  role: z.enum(['active', 'leaving', 'vendor']).default('active'),
});
export type EnterSignatureInput = z.infer<typeof enterSignatureInput>;
