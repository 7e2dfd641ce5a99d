import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';

/** 卷内备考表 of a volume or group: its state, who put it together (立卷人) and who looked it over (检查人), each with the day. */

const said = {
  situation: text(500).nullable(),
  arranger: text(40).nullable(),
  arrangedOn: isoDate.nullable(),
  checker: text(40).nullable(),
  checkedOn: isoDate.nullable(),
};
export const fileNote = z.object(said);
export type FileNote = z.infer<typeof fileNote>;
export const FILE_NOTE_FIELDS = ['situation', 'arranger', 'arrangedOn', 'checker', 'checkedOn'] as const;
export const EMPTY_NOTE: FileNote = {
  situation: null,
  arranger: null,
  arrangedOn: null,
  checker: null,
  checkedOn: null,
};

export const fileNoteView = fileNote.extend({ rowVersion: z.number().int() });
export type FileNoteView = z.infer<typeof fileNoteView>;

/** null empties a field. */
export const saveFileNoteInput = z
  .strictObject({ id: uuid, rowVersion: z.number().int().min(1), ...said })
  .refine(({ arrangedOn, checkedOn }) => !arrangedOn || !checkedOn || checkedOn >= arrangedOn, {
    message: 'CHECKED_BEFORE_ARRANGED',
    path: ['checkedOn'],
  });
export type SaveFileNoteInput = z.infer<typeof saveFileNoteInput>;
