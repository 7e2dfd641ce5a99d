import type { HandedRow } from '@/db/queries/filing-handed.queries';
import { type HandedView, handedView } from '@/server/domain/filing/handed-document';

export const toHandedView = (row: HandedRow): HandedView =>
  handedView.parse({
    ...row,
    file: row.objectId
      ? { fileName: row.fileName ?? '', sizeBytes: row.sizeBytes ?? 0, mediaType: row.mediaType ?? '' }
      : null,
  });
