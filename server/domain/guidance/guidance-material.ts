import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { MATERIAL_KINDS } from './guidance-vocabulary.ts';

/** 资料下发: courseware, templates, requirements and notes, by version, with who has signed for which. */
const kind = z.enum(MATERIAL_KINDS);
const content = {
  words: text(8000),
  fileObjectIds: z.array(uuid).max(9).default([]),
  unitTenantIds: z.array(tenantId).min(1).max(500),
};
export const publishMaterialInput = z.strictObject({ kind, title: text(100), ...content });
export type PublishMaterialInput = z.infer<typeof publishMaterialInput>;
/** 更新版本: the same material again, with other content. */
export const reviseMaterialInput = z.strictObject({
  materialId: uuid,
  rowVersion: z.number().int().min(1),
  ...content,
});
export type ReviseMaterialInput = z.infer<typeof reviseMaterialInput>;

/** What a unit receives, frozen. */
export const materialBody = z.object({
  kind,
  version: z.number().int(),
  words: z.string(),
  issuedBy: z.string(),
});

export const listMaterialsInput = z.strictObject({ ...pageInput, kind: kind.optional(), q: optionalText(60) });
export type ListMaterialsInput = z.infer<typeof listMaterialsInput>;
export const materialRowView = z.object({
  id: uuid,
  kind,
  title: z.string(),
  version: z.number().int(),
  publishedOn: isoDate.nullable(),
  /** Of the newest version: how many units it went to, and how many have signed for it. */
  sent: z.number().int(),
  read: z.number().int(),
  rowVersion: z.number().int(),
});
export type MaterialRowView = z.infer<typeof materialRowView>;
export const materialPage = pageOf(materialRowView);
export const materialRef = z.strictObject({ materialId: uuid });
export const materialFileRef = z.strictObject({ materialId: uuid, objectId: uuid });

const file = z.object({ objectId: uuid, fileName: z.string(), mediaType: z.string(), sizeBytes: z.number() });
export const materialView = materialRowView.extend({
  words: z.string(),
  files: z.array(file),
  versions: z.array(
    z.object({
      version: z.number().int(),
      publishedOn: isoDate,
      publishedByName: z.string(),
      sentUnits: z.number().int(),
      read: z.number().int(),
    }),
  ),
  /** Each unit that ever received it, with the newest version that it received. */
  units: z.array(
    z.object({
      unitTenantId: tenantId,
      name: z.string(),
      version: z.number().int(),
      sentAt: z.string(),
      readAt: z.string().nullable(),
      readBy: z.string(),
    }),
  ),
});
export type MaterialView = z.infer<typeof materialView>;

/** 收到的资料: the newest version of each. */
export const listReceivedMaterialsInput = z.strictObject({ ...pageInput, kind: kind.optional(), q: optionalText(60) });
export type ListReceivedMaterialsInput = z.infer<typeof listReceivedMaterialsInput>;
export const receivedMaterialView = z.object({
  dispatchId: uuid,
  officeName: z.string(),
  kind,
  title: z.string(),
  version: z.number().int(),
  sentAt: z.string(),
  isRead: z.boolean(),
});
export type ReceivedMaterialView = z.infer<typeof receivedMaterialView>;
export const receivedMaterialPage = pageOf(receivedMaterialView);
