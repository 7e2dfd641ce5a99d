import { Link, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportBatchView, ImportOutcome, ImportRowView } from '@/server/domain/archive/import-batch';
import { importFieldLabel } from './import-labels';

export const OUTCOME_STATUS: Record<ImportOutcome, StatusKind> = {
  new: 'none',
  known: 'none',
  changed: 'live',
  unchanged: 'none',
  unknown: 'failed',
  conflict: 'attention',
};

/** 应用修改: one reason for all of them. */
export const ApplyButton = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const n = batch.readyCount;
  return (
    <>
      <Button look="primary" icon="check" disabled={n === 0} onClick={() => setOpen(true)}>
        {n === 0 ? t('catalogueImport.applyNothing') : t('catalogueImport.apply', { n })}
      </Button>
      <ReasonDrawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('catalogueImport.applyTitle')}
        effect={t('catalogueImport.applyEffect', { n })}
        label={t('catalogueImport.applyReason')}
        act={t('catalogueImport.apply', { n })}
        onSubmit={async (reason, idempotencyKey) => {
          await client.archive.applyChanges.mutate({ batchId: batch.id, reason }, { context: { idempotencyKey } });
          toast({ text: t('catalogueImport.applied') });
          revalidate();
        }}
      />
    </>
  );
};

/** Rows by what they are to the catalogue, as links that narrow the table below. */
export const OutcomeChips = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const [params] = useSearchParams();
  const isFirstLook = batch.kind === 'update' && params.get('rows') === null && params.get('problem') === null;
  const current = params.get('outcome') ?? (isFirstLook ? 'changed' : null);
  const shown = batch.outcomes.filter(({ outcome }) => batch.kind === 'update' || outcome === 'known');
  if (shown.length === 0) {
    return null;
  }
  return (
    <nav className="lt-chips" aria-label={t('catalogueImport.outcomes')}>
      {shown.map(({ outcome, count }) => (
        <Link
          key={outcome}
          to={withParams(params, { rows: 'all', problem: null, outcome: current === outcome ? null : outcome })}
          aria-current={current === outcome ? 'true' : undefined}
          preventScrollReset
        >
          <Status kind={OUTCOME_STATUS[outcome]}>{t(`catalogueImport.outcome_${outcome}`)}</Status>{' '}
          <span>{formatNumber(count)}</span>
        </Link>
      ))}
    </nav>
  );
};

/** Field by field, the old value struck through. */
export const RowChanges = ({ row, category }: { row: ImportRowView; category: string }) => {
  const t = useText();
  const locale = useLocale();
  if (row.changes.length === 0) {
    return <span className="lt-3">{t(`catalogueImport.outcome_${row.outcome}`)}</span>;
  }
  return (
    <ul className="lt-reasons">
      {row.changes.map(({ field, from, to }) => (
        <li key={field}>
          {importFieldLabel(field, category, locale, t)} <del>{from ?? t('catalogueImport.changeNone')}</del>
          {' → '}
          <ins>{to ?? t('catalogueImport.changeNone')}</ins>
        </li>
      ))}
    </ul>
  );
};

/** A person has seen what somebody else saved, and keeps the value of the file. */
export const RebaseButton = ({ batchId, row, name }: { batchId: string; row: ImportRowView; name: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <button
      type="button"
      className="lt-link"
      disabled={busy}
      onClick={() =>
        void act(() => client.archive.rebaseImportRow.mutate({ batchId, rowNumber: row.rowNumber }), {
          done: t('catalogueImport.rebased', { n: name }),
        })
      }
    >
      {t('catalogueImport.rebase')}
    </button>
  );
};
