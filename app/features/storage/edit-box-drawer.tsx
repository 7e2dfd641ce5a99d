import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { type BoxDetailView, SPINE_CHOICES } from '@/server/domain/storage/box';

interface NoteValues {
  spineMm: string;
  situation?: string;
  arranger?: string;
  arrangedOn?: string;
  checker?: string;
  checkedOn?: string;
}

/** Spine and 备考表. */
export const EditBoxDrawer = ({
  box,
  open,
  onClose,
}: {
  box: BoxDetailView['box'];
  open: boolean;
  onClose: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const empty = (typed: string | undefined) => (typed?.trim() ? typed.trim() : null);
  const texts = ['arranger', 'arrangedOn', 'checker', 'checkedOn'] as const;
  const labels = Object.fromEntries(['situation', ...texts].map((name) => [name, t(`storage.${name as 'situation'}`)]));
  return (
    <FormDrawer<NoteValues>
      open={open}
      onClose={onClose}
      title={`${t('storage.edit')} ${box.label}`}
      fieldLabels={labels}
      initialValues={{
        spineMm: String(box.spineMm),
        situation: box.situation ?? '',
        arranger: box.arranger ?? '',
        arrangedOn: box.arrangedOn ?? '',
        checker: box.checker ?? '',
        checkedOn: box.checkedOn ?? '',
      }}
      onSubmit={async (values) => {
        await client.storage.updateBox.mutate({
          id: box.id,
          rowVersion: box.rowVersion,
          spineMm: SPINE_CHOICES.find((spine) => String(spine) === values.spineMm) ?? 30,
          situation: empty(values.situation),
          arranger: empty(values.arranger),
          arrangedOn: empty(values.arrangedOn),
          checker: empty(values.checker),
          checkedOn: empty(values.checkedOn),
        });
        toast({ text: t('storage.saved') });
        revalidate();
      }}
    >
      <FormField name="spineMm" label={t('storage.spine')} required>
        <select className="lt-select">
          {SPINE_CHOICES.map((spine) => (
            <option key={spine} value={String(spine)}>
              {t('storage.spineMm', { n: spine })}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="situation" label={t('storage.situation')}>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={500} />
      </FormField>
      {texts.map((name) => (
        <FormField key={name} name={name} label={t(`storage.${name}`)}>
          <input className="lt-input" type={name.endsWith('On') ? 'date' : 'text'} maxLength={40} autoComplete="off" />
        </FormField>
      ))}
    </FormDrawer>
  );
};
