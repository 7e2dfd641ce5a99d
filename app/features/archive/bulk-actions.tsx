import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import type { Selection } from '@/app/components/data-table';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import { MOST_GRID_ROWS } from '@/server/domain/archive/grid-row';
import { MOST_DEPARTING } from '@/server/domain/disposition/departure-vocabulary';
import { BulkDrawer } from './bulk-drawer';
import { DepartureDrawer } from './departure-drawer';
import { TopicsAction } from './topics-action';

interface BulkActionsProps {
  selection: Selection;
  filters: ItemFilters;
  clear: () => void;
}

/** What can be done with chosen records: one change for all, marks, or each by itself in the grid. */
export const BulkActions = ({ selection, filters, clear }: BulkActionsProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [open, setOpen] = useState(false);
  const [departing, setDeparting] = useState(false);
  const canDepart = useCan('disposition.register') && selection.kind === 'rows';
  const [busy, setBusy] = useState(false);
  const count = selection.kind === 'query' ? selection.count : selection.keys.length;
  const openGrid = async () => {
    setBusy(true);
    try {
      const chosen = selection.kind === 'rows' ? { ids: selection.keys } : { filters };
      const made = await client.archive.openInGrid.mutate(chosen, {
        context: { idempotencyKey: newIdempotencyKey() },
      });
      navigate(`/w/${slug}/archives/grid?draft=${made.id}`);
    } catch (error) {
      const { code } = failureOf(error);
      toast({ text: code ? errorText(code, locale).what : t('form.unknownOutcome'), kind: 'fail' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon="pen" onClick={() => setOpen(true)}>
        {t('cataloguing.bulk')}
      </Button>
      <Button icon="columns" busy={busy} disabled={count > MOST_GRID_ROWS} onClick={() => void openGrid()}>
        {t('cataloguing.inGrid')}
      </Button>
      <TopicsAction selection={selection} filters={filters} clear={clear} />
      {canDepart ? (
        <Button icon="send" disabled={count > MOST_DEPARTING} onClick={() => setDeparting(true)}>
          {t('departure.propose')}
        </Button>
      ) : null}
      {selection.kind === 'rows' ? (
        <DepartureDrawer open={departing} onClose={() => setDeparting(false)} itemIds={selection.keys} done={clear} />
      ) : null}
      <BulkDrawer open={open} onClose={() => setOpen(false)} selection={selection} filters={filters} />
    </>
  );
};
