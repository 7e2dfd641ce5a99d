import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { PrintButton } from '@/app/features/print/print-button';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { FILE_NOTE_FIELDS, type FileNoteView } from '@/server/domain/archive/file-note';
import type { PrintFormCode } from '@/server/domain/archive/print-form';

type Values = Partial<Record<(typeof FILE_NOTE_FIELDS)[number], string>>;

const GROUP_SHEETS: readonly PrintFormCode[] = ['volume_note', 'file_list'];
const VOLUME_SHEETS: readonly PrintFormCode[] = [...GROUP_SHEETS, 'volume_cover', 'volume_spine'];

interface FileNoteSectionProps {
  itemId: string;
  /** A group of photographs has neither cover nor spine of its own. */
  isVolume: boolean;
  note: FileNoteView;
  canWrite: boolean;
}

/** 卷内备考表 of a volume: what stands in it, a form to fill it in, and the sheet that goes behind the last page. */
export const FileNoteSection = ({ itemId, isVolume, note, canWrite }: FileNoteSectionProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const labels = Object.fromEntries(FILE_NOTE_FIELDS.map((field) => [field, t(`archive.field_${field}`)]));
  const typed = (value: string | undefined) => (value?.trim() ? value.trim() : null);
  const facts = FILE_NOTE_FIELDS.map((field) => [t(`archive.field_${field}`), note[field]] as const);
  const isEmpty = facts.every(([, value]) => value === null);
  return (
    <section className="lt-section" aria-labelledby="file-note">
      <div className="lt-section-head">
        <h2 id="file-note" className="lt-grow">
          {t('cataloguing.fileNote')}
        </h2>
        <PrintButton forms={isVolume ? VOLUME_SHEETS : GROUP_SHEETS} what={{ itemIds: [itemId] }} />
        {canWrite ? (
          <Button icon="pen" onClick={() => setOpen(true)}>
            {t('cataloguing.fileNoteWrite')}
          </Button>
        ) : null}
      </div>
      {isEmpty ? <p className="lt-2">{t('cataloguing.fileNoteEmpty')}</p> : <FactList facts={facts} isWide />}
      {canWrite ? (
        <FormDrawer<Values>
          key={note.rowVersion}
          open={open}
          onClose={() => setOpen(false)}
          title={t('cataloguing.fileNote')}
          fieldLabels={labels}
          initialValues={Object.fromEntries(FILE_NOTE_FIELDS.map((field) => [field, note[field] ?? '']))}
          onSubmit={async (values) => {
            await client.archive.saveFileNote.mutate({
              id: itemId,
              rowVersion: note.rowVersion,
              situation: typed(values.situation),
              arranger: typed(values.arranger),
              arrangedOn: typed(values.arrangedOn),
              checker: typed(values.checker),
              checkedOn: typed(values.checkedOn),
            });
            toast({ text: t('cataloguing.fileNoteSaved') });
            revalidate();
          }}
        >
          <FormField name="situation" label={t('archive.field_situation')} help={t('cataloguing.fileNoteHelp')}>
            <textarea className="lt-input lt-textarea" rows={4} maxLength={500} />
          </FormField>
          {FILE_NOTE_FIELDS.slice(1).map((field) => (
            <FormField key={field} name={field} label={t(`archive.field_${field}`)}>
              <input
                className="lt-input"
                type={field.endsWith('On') ? 'date' : 'text'}
                maxLength={40}
                autoComplete="off"
              />
            </FormField>
          ))}
        </FormDrawer>
      ) : null}
    </section>
  );
};
