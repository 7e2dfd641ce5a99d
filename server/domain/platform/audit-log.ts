import { z } from 'zod';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 审计事件 of one tenant: acts of its people, and reads of others under grants. */
export const auditFilter = {
  actor: optionalText(100),
  action: optionalText(100),
  objectId: optionalText(100),
  from: isoDate.optional(),
  to: isoDate.optional(),
  onlyUnderGrant: z.boolean().default(false),
};
export const listAuditEventsInput = z.strictObject({ ...pageInput, ...auditFilter });
export type ListAuditEventsInput = z.infer<typeof listAuditEventsInput>;

export const auditEventView = z.object({
  id: uuid,
  seq: z.number().int(),
  at: z.string(),
  actorName: z.string(),
  actorTenantName: z.string(),
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string().nullable(),
  objectLabel: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  grantId: uuid.nullable(),
  /** Null for the seconds until the next seal. */
  sealNumber: z.number().int().nullable(),
});
export type AuditEventView = z.infer<typeof auditEventView>;
export const auditEventPage = pageOf(auditEventView);

/** 封存: the hash over all events since the last one. */
export const listAuditSealsInput = z.strictObject({ ...pageInput });
export const auditSealView = z.object({
  sealNumber: z.number().int(),
  eventCount: z.number().int(),
  root: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  sealedAt: z.string(),
});
export type AuditSealView = z.infer<typeof auditSealView>;
export const auditSealPage = pageOf(auditSealView);
