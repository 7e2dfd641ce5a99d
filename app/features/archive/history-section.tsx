import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { KeysetPager } from '@/app/components/keyset-pager';
import { Segments } from '@/app/components/segments';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { HISTORY_KINDS, type HistoryPage } from '@/server/domain/archive/item-history';
import { ItemHistory } from './item-history';

const ExportHistory = ({ id }: { id: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      await client.archive.exportHistory.mutate({ id }, { context: { idempotencyKey: newIdempotencyKey() } });
      window.location.assign(downloadPath(slug, 'archive.downloadHistory', { id }));
    } catch {
      toast({ text: t('archive.exportFailed'), kind: 'fail' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon="download" busy={busy} onClick={() => void make()}>
      {t('cataloguing.exportHistory')}
    </Button>
  );
};

/** 沿革 of one record: whole, a page at a time, narrowed to what one looks for, and as a workbook. */
export const HistorySection = ({ id, history, category }: { id: string; history: HistoryPage; category: string }) => {
  const t = useText();
  const [params] = useSearchParams();
  const canExport = useCan('archive.read');
  const kinds = ['all', ...HISTORY_KINDS] as const;
  return (
    <section className="lt-side" aria-labelledby="history">
      <div className="lt-wrap lt-side-head">
        <h2 id="history" className="lt-grow">
          {t('cataloguing.history')}
        </h2>
        {canExport ? <ExportHistory id={id} /> : null}
      </div>
      <Segments
        name="life"
        label={t('cataloguing.history')}
        segments={kinds.map((kind) => ({ value: kind, label: t(`cataloguing.life_${kind}`) }))}
      />
      <ItemHistory entries={history.rows} category={category} />
      {history.page.nextCursor !== null || params.get('cursor') ? (
        <KeysetPager page={history.page} shown={history.rows.length} />
      ) : null}
    </section>
  );
};
