import type { GrantDb, TenantDb } from '@/db/client';
import { listGrantedPreviewFiles, listPreviewFiles, type PreviewRow } from '@/db/queries/digital-preview.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type { GrantedPreviewsInput, PreviewsInput, PreviewView } from '@/server/domain/digital/viewer';
import { AppError } from '@/server/domain/shared/app-error';
import type { ViewRight, ViewTokens } from '@/server/objects/view-token';
import { grantGroups, openGroup } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';
import { watermarkOf } from './open-viewer.ts';

const kindOf = ({ mediaType }: PreviewRow): PreviewView['kind'] => {
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('audio/')) return 'audio';
  return mediaType.startsWith('video/') ? 'video' : 'document';
};

const hasPicture = ({ mediaType }: PreviewRow): boolean => /^(?:image\/|application\/pdf$)/.test(mediaType);

const toPreview = (row: PreviewRow, tokens: ViewTokens, right: Omit<ViewRight, 'until'>): PreviewView => ({
  itemId: row.itemId,
  kind: kindOf(row),
  picture: hasPicture(row)
    ? `/w/${right.slug}/view/${tokens.sign(right)}/iiif/3/${row.fileId}.1/full/96,/0/default.jpg`
    : null,
  files: row.files,
  seconds: row.durationMs === null ? null : Math.round(row.durationMs / 1_000),
});

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
    return toPreview(row, tokens, { ...looks, itemId: row.itemId, grantId: null, batchAccessId: null });
  });
};

/**
 * The same of records that a search under grants has found: always with the mark of who looks. What no grant reaches is
 * left out. The look stands in the log of each unit whose records were asked for.
 */
export const previewGrantedFiles = async (
  gdb: GrantDb,
  scope: TenantScope,
  tokens: ViewTokens,
  input: GrantedPreviewsInput,
): Promise<PreviewView[]> => {
  const { tenantId: readerTenantId, tenantSlug: slug, accountId } = scope;
  const asked = new Set(input.unitSlugs);
  const groups = (await grantGroups(gdb, 'archive'))
    .map(({ grants }) => grants.filter((grant) => asked.has(grant.unitSlug)))
    .filter((grants) => grants.length > 0);
  if (groups.length === 0 || accountId === null) throw new AppError('NOT_FOUND', 'no live grant over these units');
  const watermark = await watermarkOf(scope, gdb);
  const found = new Map<string, PreviewView>();
  for (const grants of groups) {
    const group = { grants, grantIds: grants.map((grant) => grant.grantId) };
    const units = await openGroup(gdb, 'archive', group);
    const rows = await listGrantedPreviewFiles(gdb, units, input.itemIds);
    for (const row of rows) {
      const grant = grants.find((one) => one.unitTenantId === row.tenantId);
      if (!grant) continue;
      const looks = { tenantId: row.tenantId, readerTenantId, slug, accountId, watermark };
      const right = { ...looks, itemId: row.itemId, grantId: grant.grantId, batchAccessId: null };
      found.set(row.itemId, toPreview(row, tokens, right));
    }
    const act = { action: 'digital.grantedPreviews', objectKind: 'archive_item', detail: { records: rows.length } };
    await auditGrantRead(gdb, scope, { recordClass: 'archive', grantIds: group.grantIds }, act);
  }
  return [...found.values()];
};
