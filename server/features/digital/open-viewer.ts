import type { GrantDb, TenantDb } from '@/db/client';
import { findGrantedItem, findItem, type ItemRow } from '@/db/queries/archive-item.queries';
import { readMinute } from '@/db/queries/clock.queries';
import { type DigitalFileRow, listDigitalFiles, listGrantedFiles } from '@/db/queries/digital.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { digitalFileView } from '@/server/domain/digital/digital-file';
import type { ViewerView } from '@/server/domain/digital/viewer';
import { AppError } from '@/server/domain/shared/app-error';
import { findOffice } from '@/server/imaging/office-pdf';
import { VIEW_SECONDS, type ViewRight, type ViewTokens } from '@/server/objects/view-token';
import { openGrantOver } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';

export const MOST_VIEWER_FILES = 5_000;
const hasPages = (file: DigitalFileRow): boolean =>
  file.contentPath !== null && /^(?:image\/|application\/pdf$)/.test(file.mediaType);
/** Neither its name nor its pages: nobody is shown what lies in quarantine. */
const isHarmless = ({ scanState }: DigitalFileRow): boolean => scanState !== 'infected';
const isOlder = ({ state }: DigitalFileRow): boolean => state === 'replaced' || state === 'withdrawn';
/** Files that are shown page by page. */
export const isShown = (file: DigitalFileRow): boolean => file.state === 'stored' && hasPages(file);

const pagesOf = (base: string, files: readonly DigitalFileRow[]) =>
  files.flatMap((file) =>
    Array.from({ length: file.pageCount ?? 1 }, (_, index) => ({
      fileId: file.id,
      page: index + 1,
      service: `${base}/iiif/3/${file.id}.${index + 1}`,
      label: file.fileName,
    })),
  );

export const composeViewer = async (
  item: ItemRow,
  held: readonly DigitalFileRow[],
  right: Omit<ViewRight, 'until'>,
  tokens: ViewTokens,
): Promise<ViewerView> => {
  const base = `/w/${right.slug}/view/${tokens.sign(right)}`;
  const all = held.filter(isHarmless);
  const files = all.filter((file) => !isOlder(file));
  const older = all.filter((file) => isOlder(file) && hasPages(file));
  return {
    itemId: item.id,
    title: item.title,
    referenceCode: item.referenceCode,
    files: files.map((file) => digitalFileView.parse(file)),
    pages: pagesOf(base, files.filter(isShown)),
    older: { files: older.map((file) => digitalFileView.parse(file)), pages: pagesOf(base, older) },
    address: base,
    showsOffice: (await findOffice()) !== null,
    manifest: `${base}/manifest.json`,
    watermark: right.watermark,
    seconds: VIEW_SECONDS,
  };
};

/** Who looks, from which unit, and when: what is written over the pictures. */
export const watermarkOf = async (scope: TenantScope, db: TenantDb | GrantDb): Promise<string[]> => [
  scope.actorName,
  scope.tenantName,
  await readMinute(db),
];

/** The pages of one's own record. Controlled records carry a watermark in the unit itself, too. */
export const openViewer = async (
  tdb: TenantDb,
  scope: TenantScope,
  tokens: ViewTokens,
  input: { itemId: string },
): Promise<ViewerView> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item || scope.accountId === null)
    throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  const files = await listDigitalFiles(tdb, scope.tenantId, item.id, { withOlder: true, limit: MOST_VIEWER_FILES });
  const isControlled = item.openFlag === 'controlled' || item.openFlag === 'delayed';
  const watermark = isControlled ? await watermarkOf(scope, tdb) : null;
  const { tenantId, tenantSlug: slug, accountId } = scope;
  const right = {
    tenantId,
    readerTenantId: tenantId,
    slug,
    accountId,
    itemId: item.id,
    grantId: null,
    batchAccessId: null,
    watermark,
  };
  return composeViewer(item, files, right, tokens);
};

/** The pages of a record under a live grant: always with a watermark, and one event in the unit's audit log. */
export const openGrantedViewer = async (
  gdb: GrantDb,
  scope: TenantScope,
  tokens: ViewTokens,
  input: { unitSlug: string; itemId: string },
): Promise<ViewerView> => {
  const grant = await openGrantOver(gdb, 'archive', input.unitSlug);
  const item = await findGrantedItem(gdb, grant.unitTenantId, input.itemId);
  if (!item || scope.accountId === null)
    throw new AppError('NOT_FOUND', `record ${input.itemId} is under no live grant`);
  const files = await listGrantedFiles(gdb, grant.unitTenantId, item.id, MOST_VIEWER_FILES);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'archive', grantIds: [grant.grantId] },
    {
      action: 'digital.grantedView',
      objectKind: 'archive_item',
      objectId: item.id,
      objectLabel: item.referenceCode,
      detail: { files: files.length },
    },
  );
  const right = {
    tenantId: grant.unitTenantId,
    readerTenantId: scope.tenantId,
    slug: scope.tenantSlug,
    accountId: scope.accountId,
    itemId: item.id,
    grantId: grant.grantId,
    batchAccessId: null,
    watermark: await watermarkOf(scope, gdb),
  };
  return composeViewer(item, files, right, tokens);
};
