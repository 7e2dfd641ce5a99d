import type { EntryVersionRow, RegisterEntryRow } from '@/db/queries/register.queries';
import type { RegisterAttachmentRow } from '@/db/queries/register-attachment.queries';
import {
  type AttachmentView,
  type EntryHistoryView,
  type EntryView,
  entryView,
} from '@/server/domain/register/register-entry';

export const toEntryView = (row: RegisterEntryRow): EntryView =>
  entryView.parse({
    id: row.id,
    code: row.registerCode,
    title: row.title,
    on: row.entryOn,
    until: row.untilOn,
    values: row.said,
    state: row.state,
    rowVersion: row.rowVersion,
    enteredBy: row.createdByName,
  });

export const toAttachmentView = (row: RegisterAttachmentRow): AttachmentView => ({
  id: row.id,
  fileName: row.fileName,
  mediaType: row.mediaType,
  sizeBytes: row.sizeBytes,
  addedBy: row.addedByName,
  addedAt: row.addedAt,
  removed:
    row.removedAt === null ? null : { by: row.removedByName ?? '', at: row.removedAt, reason: row.removeReason ?? '' },
});

export const toVersionViews = (rows: readonly EntryVersionRow[]): EntryHistoryView['versions'] =>
  rows.map(({ said, state, ...version }) => ({
    ...version,
    values: said,
    state: state === 'void' ? 'void' : 'current',
  }));
