import { Button } from '@/app/components/button';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { useItemAct } from './use-item-act';

/** 注销 of a record that was filed wrongly. */
export const VoidButton = ({ item }: { item: ItemView }) => {
  const t = useText();
  const { client, open, show, hide, done } = useItemAct();
  return (
    <>
      <Button onClick={show}>{t('cataloguing.void')}</Button>
      <ReasonDrawer
        open={open}
        onClose={hide}
        title={t('cataloguing.voidTitle')}
        effect={t('cataloguing.voidEffect', { code: item.referenceCode })}
        label={t('cataloguing.voidReason')}
        act={t('cataloguing.void')}
        onSubmit={async (reason) => {
          await client.archive.void.mutate({ id: item.id, rowVersion: item.rowVersion, reason });
          done(t('cataloguing.voidDone'));
        }}
      />
    </>
  );
};
