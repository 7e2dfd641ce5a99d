import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { ItemPicker } from './relate-drawer';

interface Values {
  volumeId: string;
  referenceCode?: string;
  reason: string;
}

/** What may be chosen: volumes, or groups of photographs, of the piece's own fonds and category. */
const volumesFor = (item: ItemView) => ({
  fondsId: item.fondsId,
  categoryCode: item.categoryCode,
  builder: {
    join: 'or' as const,
    conditions: ['volume', 'group'].map((value) => ({
      field: 'level',
      operator: 'equals' as const,
      value,
      isNot: false,
    })),
    groups: [],
  },
});

/** 调卷: a 更正单 of its own, because the code follows and the pages of two volumes change. */
export const MovePiece = ({ item }: { item: ItemView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const labels = {
    volumeId: t('archive.moveTo'),
    referenceCode: t('archive.moveCode'),
    reason: t('archive.correctReason'),
  };
  if (item.level !== 'piece' || item.parentId === null) {
    return null;
  }
  const { id, rowVersion, parentId } = item;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('archive.movePiece')}</Button>
      <FormDrawer<Values>
        open={open}
        onClose={() => setOpen(false)}
        title={t('archive.movePieceTitle', { code: item.referenceCode })}
        fieldLabels={labels}
        width={520}
        onSubmit={async ({ volumeId, referenceCode, reason }) => {
          const code = referenceCode?.trim() || undefined;
          const asked = { id, rowVersion, volumeId, reason, referenceCode: code };
          const moved = await client.archive.movePiece.mutate(asked);
          toast({ text: t('archive.moveDone', { code: moved.referenceCode }) });
          revalidate();
        }}
      >
        <p className="lt-2 lt-reason-effect">{t('archive.movePieceEffect')}</p>
        <FormField name="volumeId" label={labels.volumeId} required>
          <ItemPicker except={new Set([parentId])} among={volumesFor(item)} />
        </FormField>
        <FormField name="referenceCode" label={labels.referenceCode} help={t('archive.moveCodeHelp')}>
          <input className="lt-input" maxLength={100} />
        </FormField>
        <FormField name="reason" label={labels.reason} required help={t('archive.correctReasonHelp')}>
          <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
        </FormField>
      </FormDrawer>
    </>
  );
};
