import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { ItemPicker } from './relate-drawer';
import { useItemAct } from './use-item-act';

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
  const { client, open, show, hide, done } = useItemAct();
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
      <Button onClick={show}>{t('archive.movePiece')}</Button>
      <FormDrawer<Values>
        open={open}
        onClose={hide}
        title={t('archive.movePieceTitle', { code: item.referenceCode })}
        fieldLabels={labels}
        width={520}
        onSubmit={async ({ volumeId, referenceCode, reason }) => {
          const code = referenceCode?.trim() || undefined;
          const asked = { id, rowVersion, volumeId, reason, referenceCode: code };
          const moved = await client.archive.movePiece.mutate(asked);
          done(t('archive.moveDone', { code: moved.referenceCode }));
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
