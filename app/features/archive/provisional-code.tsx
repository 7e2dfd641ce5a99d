import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';

/** 暂用号 beside a code that may still change. Nothing beside one that is settled. */
export const ProvisionalTag = ({ codeState }: { codeState: string }) => {
  const t = useText();
  return codeState === 'provisional' ? <span className="lt-tag">{t('fonds.provisional')}</span> : null;
};

interface ChangeCodeProps {
  open: boolean;
  onClose: () => void;
  item: ItemView;
  /** The record under its new code. */
  onChanged?: (item: ItemView) => void;
}

/** 改暂用号: the number of a provisional code may change as often as one likes, until it is settled. */
export const ChangeCodeDrawer = ({ open, onClose, item, onChanged }: ChangeCodeProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { referenceCode: t('archive.field_referenceCode') };
  return (
    <FormDrawer<{ referenceCode: string }>
      open={open}
      onClose={onClose}
      title={t('archive.changeCode')}
      initialValues={{ referenceCode: item.referenceCode }}
      fieldLabels={labels}
      onSubmit={async ({ referenceCode }) => {
        const { id, rowVersion } = item;
        const changed = await client.fonds.changeCode.mutate({ itemId: id, rowVersion, referenceCode });
        toast({ text: t('archive.changeCodeDone', { code: changed.referenceCode }) });
        onChanged?.(changed);
        revalidate();
      }}
    >
      <p className="lt-2 lt-reason-effect">{t('archive.changeCodeEffect')}</p>
      <FormField name="referenceCode" label={labels.referenceCode} required>
        <input className="lt-input" maxLength={100} spellCheck={false} />
      </FormField>
    </FormDrawer>
  );
};

/** The same as a button of the record's page. */
export const ChangeCode = ({ item }: { item: ItemView }) => {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="hash" onClick={() => setOpen(true)}>
        {t('archive.changeCode')}
      </Button>
      <ChangeCodeDrawer open={open} onClose={() => setOpen(false)} item={item} />
    </>
  );
};

/** In the correction: what a provisional code is, and the way to change it. */
export const ProvisionalNote = ({ item, onChange }: { item: ItemView; onChange: () => void }) => {
  const t = useText();
  return item.codeState === 'provisional' ? (
    <div className="lt-note lt-note-info">
      <p className="lt-grow">{t('archive.provisionalNote', { code: item.referenceCode })}</p>
      <Button icon="hash" onClick={onChange}>
        {t('archive.changeCode')}
      </Button>
    </div>
  ) : null;
};
