import type { TenantDb } from '@/db/client';
import { listChecklistAnswers } from '@/db/queries/checklist-answer.queries';
import { listAnswerVersions } from '@/db/queries/onsite.queries';
import { listItemsWithPicture } from '@/db/queries/onsite-photo.queries';
import { needsPicture } from '@/server/domain/inspection/photo-rule';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

interface PhotoItem {
  code: string;
  needsPhoto: boolean;
}

const missing = (codes: readonly string[]): AppError =>
  new AppError('PHOTO_NEEDED', `no photo of ${codes.join(' ')}`, { items: codes.join('、') });

/** 须有照片: a conclusion on such an item needs a picture that stands, whoever took it. */
export const requirePicture = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
  item: PhotoItem,
  answer: Parameters<typeof needsPicture>[1],
): Promise<void> => {
  if (!needsPicture(item, answer)) return;
  const pictured = await listItemsWithPicture(tdb, scope.tenantId, inspectionId);
  if (!pictured.includes(item.code)) throw missing([item.code]);
};

/** The same of the whole list, before the record is made: a photo may have been withdrawn since. */
export const requirePictures = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
  items: readonly PhotoItem[],
): Promise<void> => {
  const wanted = items.filter((item) => item.needsPhoto);
  if (wanted.length === 0) return;
  const key = { tenantId: scope.tenantId, inspectionId };
  const desk = await listChecklistAnswers(tdb, scope.tenantId, inspectionId);
  const answers = [
    ...desk.map((one) => ({ ...one, value: one.countValue ?? one.sampleSize ?? one.points })),
    ...(await listAnswerVersions(tdb, key)),
  ];
  const pictured = await listItemsWithPicture(tdb, scope.tenantId, inspectionId);
  const bare = wanted.filter(
    (item) =>
      !pictured.includes(item.code) &&
      answers.some((answer) => answer.itemCode === item.code && needsPicture(item, answer)),
  );
  if (bare.length > 0) throw missing(bare.map((item) => item.code));
};
