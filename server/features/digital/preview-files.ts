import type { TenantDb } from '@/db/client';
import { listPreviewFiles, type PreviewRow } from '@/db/queries/digital-preview.queries';
import type { PreviewsInput, PreviewView } from '@/server/domain/digital/viewer';
import type { ViewTokens } from '@/server/objects/view-token';
import type { TenantScope } from '@/server/tenancy/scope';
import { watermarkOf } from './open-viewer.ts';

const kindOf = ({ mediaType }: PreviewRow): PreviewView['kind'] => {
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('audio/')) return 'audio';
  return mediaType.startsWith('video/') ? 'video' : 'document';
};

const hasPicture = ({ mediaType }: PreviewRow): boolean => /^(?:image\/|application\/pdf$)/.test(mediaType);

/**
 * 预览: for each of the records that has files, what the first is, with the address of a small picture where it has
 * one. A record that is not one's own is left out like one without files.
 */
export const previewFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  tokens: ViewTokens,
  input: PreviewsInput,
): Promise<PreviewView[]> => {
  const { tenantId, tenantSlug: slug, accountId } = scope;
  if (accountId === null) return [];
  const rows = await listPreviewFiles(tdb, tenantId, input.itemIds);
  const mark = await watermarkOf(scope, tdb);
  return rows.map((row) => {
    const isControlled = row.openFlag === 'controlled' || row.openFlag === 'delayed';
    const watermark = isControlled ? mark : null;
    const looks = { tenantId, readerTenantId: tenantId, slug, accountId, watermark };
    const sign = () => tokens.sign({ ...looks, itemId: row.itemId, grantId: null, batchAccessId: null });
    return {
      itemId: row.itemId,
      kind: kindOf(row),
      picture: hasPicture(row) ? `/w/${slug}/view/${sign()}/iiif/3/${row.fileId}.1/full/96,/0/default.jpg` : null,
      files: row.files,
      seconds: row.durationMs === null ? null : Math.round(row.durationMs / 1_000),
    };
  });
};
