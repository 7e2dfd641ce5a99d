import { readFileNotes } from '@/db/queries/file-note.queries';
import type { PrintVolume } from '@/server/documents/print-book';
import { type PrintSteps, reading } from './print-source.ts';
import { FORM_TITLES, retentionShort } from './print-words.ts';
import { readVolumes } from './volume-source.ts';

const AT_ONCE = 100;

/** 卷内备考表, one a volume; what nobody filled in yet is left to be written by hand. */
export const composeVolumeNotes = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const volumes = await readVolumes(steps, ['volume', 'group']);
  const sheets: PrintVolume[] = [];
  for (let from = 0; from < volumes.length; from += AT_ONCE) {
    const some = volumes.slice(from, from + AT_ONCE);
    const ids = some.map(({ volume }) => volume.id);
    const notes = await reading(steps, (tdb, tenantId) => readFileNotes(tdb, tenantId, ids));
    for (const { volume, pieces, pages } of some) {
      const note = notes.get(volume.id);
      const counted = [pieces > 0 ? `${pieces} 件` : '', pages > 0 ? `${pages} 页` : ''].filter(Boolean);
      const situation = [counted.length > 0 ? `本卷共 ${counted.join(' ')}。` : '', note?.situation].filter(Boolean);
      sheets.push({
        parts: [
          {
            kind: 'form',
            title: FORM_TITLES.volume_note,
            facts: [
              { label: '档号', value: volume.referenceCode },
              { label: '案卷题名', value: volume.title },
              { label: '保管期限', value: retentionShort(volume.retentionCode) },
            ],
            fields: [
              { label: '本卷情况说明', value: situation.join('\n'), heightMm: 150 },
              { label: '立卷人', value: note?.arranger ?? '', heightMm: 14 },
              { label: '立卷日期', value: note?.arrangedOn ?? '', heightMm: 14 },
              { label: '检查人', value: note?.checker ?? '', heightMm: 14 },
              { label: '检查日期', value: note?.checkedOn ?? '', heightMm: 14 },
            ],
          },
        ],
      });
    }
  }
  return sheets;
};
