import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Icon } from '@/app/components/icon';
import { useToast } from '@/app/components/toast';
import { QuickPrint } from '@/app/features/print/quick-print';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isRetentionCode } from '@/server/domain/archive/retention';
import type { RenumberingView } from '@/server/domain/fonds/renumbering';

const Downloads = ({ id }: { id: string }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <>
      <a className="lt-btn" href={downloadPath(slug, 'fonds.downloadRenumbering', { id, format: 'xlsx' })} download>
        <Icon name="download" />
        <span>{t('fonds.downloadXlsx')}</span>
      </a>
      <a className="lt-btn" href={downloadPath(slug, 'fonds.downloadRenumbering', { id, format: 'pdf' })} download>
        <Icon name="print" />
        <span>{t('fonds.downloadPdf')}</span>
      </a>
    </>
  );
};

/** 打印目录 of what was numbered: the last step of numbering a year. */
const PrintCatalogue = ({ table }: { table: RenumberingView }) => {
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode } = table;
  const what = {
    fondsId,
    ...(categoryCode ? { categoryCode } : {}),
    ...(filingYear ? { filingYear } : {}),
    ...(retentionCode && isRetentionCode(retentionCode) ? { retentionCode } : {}),
    ...(orgCode ? { orgCode } : {}),
  };
  return <QuickPrint form="item_catalogue" what={what} />;
};

interface TableActionsProps {
  table: RenumberingView;
  hasFailed: boolean;
}

/** Confirm or drop while it waits; print and export at any time. */
export const TableActions = ({ table, hasFailed }: TableActionsProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  const mayDecide = useCan('archive.configure') && (table.state === 'planned' || hasFailed);
  const apply = async () => {
    const context = { idempotencyKey: newIdempotencyKey() };
    const done = await client.fonds.applyRenumbering.mutate({ id: table.id }, { context });
    toast({ text: t(done.state === 'applied' ? 'fonds.confirmed' : 'fonds.submitted') });
    revalidate();
  };
  // Provisional codes only change places: the table itself is the question. What retires codes is asked once more.
  const isHarmless = table.scope === 'provisional' && (table.mode === 'order' || table.mode === 'gaps');
  const effect =
    table.changedCount > 0 ? t('fonds.confirmEffect', { n: table.changedCount }) : t('fonds.confirmEffectNone');
  return (
    <>
      {table.state === 'applied' ? <PrintCatalogue table={table} /> : null}
      <Downloads id={table.id} />
      {mayDecide ? (
        <>
          <Button
            busy={busy}
            onClick={() =>
              void act(() => client.fonds.dropRenumbering.mutate({ id: table.id }), { done: t('fonds.dropped') })
            }
          >
            {t('fonds.drop')}
          </Button>
          <Button
            look="primary"
            icon="check"
            busy={busy}
            onClick={() => (isHarmless ? void act(apply) : setAsking(true))}
          >
            {t(table.locks ? 'fonds.confirmLock' : 'fonds.confirm')}
          </Button>
          <Confirm
            open={asking}
            onClose={() => setAsking(false)}
            title={t('fonds.confirmTitle')}
            effect={effect}
            act={t(table.locks ? 'fonds.confirmLock' : 'fonds.confirm')}
            onConfirm={apply}
          />
        </>
      ) : null}
    </>
  );
};
