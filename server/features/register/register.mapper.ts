import type { RegisterEntryRow } from '@/db/queries/register.queries';
import { type EntryView, entryView } from '@/server/domain/register/register-entry';

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
