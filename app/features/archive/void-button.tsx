import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';

/** 注销 of a record that was filed wrongly. */
export const VoidButton = ({ item }: { item: ItemView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('cataloguing.void')}</Button>
      <ReasonDrawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('cataloguing.voidTitle')}
        effect={t('cataloguing.voidEffect', { code: item.referenceCode })}
        label={t('cataloguing.voidReason')}
        act={t('cataloguing.void')}
        onSubmit={async (reason) => {
          await client.archive.void.mutate({ id: item.id, rowVersion: item.rowVersion, reason });
          toast({ text: t('cataloguing.voidDone') });
          revalidate();
        }}
      />
    </>
  );
};
