import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

export const CERTIFICATE_STANDINGS = ['valid', 'expiring', 'expired', 'revoked'] as const;
export const certificateStanding = z.enum(CERTIFICATE_STANDINGS);
export type CertificateStanding = z.infer<typeof certificateStanding>;
/** 即将到期: so many days before the last. */
export const CERTIFICATE_WARNING_DAYS = 60;

/** 发证: to everybody who came to a held session, passed its exam if it has one, and has none yet. */
export const issueCertificatesInput = z.strictObject({ sessionId: uuid, validUntil: isoDate.nullable() });
export type IssueCertificatesInput = z.infer<typeof issueCertificatesInput>;
export const issueCertificatesView = z.object({
  issued: z.number().int(),
  already: z.number().int(),
  notPassed: z.number().int(),
});

export const revokeCertificateInput = z.strictObject({
  certificateId: uuid,
  rowVersion: z.number().int(),
  reason: text(200),
});
export const certificateRef = z.strictObject({ certificateId: uuid });
export const printCertificatesInput = z.strictObject({ sessionId: uuid });

/** `issued` are the own ones, `received` those of the unit's people. */
const certificateFilter = {
  side: z.enum(['issued', 'received']),
  sessionId: uuid.optional(),
  standing: certificateStanding.optional(),
  q: optionalText(40),
};
export const listCertificatesInput = z.strictObject({ ...pageInput, ...certificateFilter });
export type ListCertificatesInput = z.infer<typeof listCertificatesInput>;

export const certificateView = z.object({
  id: uuid,
  number: z.string(),
  sessionId: uuid,
  unitName: z.string(),
  personName: z.string(),
  title: z.string(),
  hours: z.number(),
  heldOn: isoDate,
  issuerName: z.string(),
  issuedOn: isoDate,
  validUntil: isoDate.nullable(),
  standing: certificateStanding,
  revokeReason: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type CertificateView = z.infer<typeof certificateView>;
export const certificatePage = pageOf(certificateView);

export const verifyCertificateInput = z.strictObject({ verifyCode: z.string().regex(/^[0-9a-f]{32}$/) });
/** What everybody may know who holds the paper: no unit, and of the name the family name alone. */
export const verifiedCertificate = z.object({
  number: z.string(),
  maskedName: z.string(),
  title: z.string(),
  heldOn: isoDate,
  issuedOn: isoDate,
  validUntil: isoDate.nullable(),
  standing: certificateStanding,
});
export type VerifiedCertificate = z.infer<typeof verifiedCertificate>;
