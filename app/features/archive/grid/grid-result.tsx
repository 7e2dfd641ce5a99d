import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatIsoDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import { columnLabel } from '../archive-labels';
import { MergePanel, type Side } from '../merge-panel';
import type { RowConflict, Submitted } from './use-submit-rows';

/** What became of the rows: how many, under which codes, and what stays. */
export const GridResult = ({ done }: { done: Submitted }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const [first, last] = [done.filed[0], done.filed[done.filed.length - 1]];
  return (
    <div className={`lt-note lt-note-${done.left > 0 ? 'attention' : 'info'}`} role="status">
      <div>
        <p className="lt-strong">
          {done.corrected > 0
            ? t('cataloguing.corrected', { n: done.corrected })
            : t('cataloguing.filed', { n: done.filed.length })}
        </p>
        {first && last ? (
          <p>
            <a href={`/w/${slug}/archives/${first.id}`}>{first.referenceCode}</a>
            {first === last ? null : (
              <>
                {' … '}
                <a href={`/w/${slug}/archives/${last.id}`}>{last.referenceCode}</a>
              </>
            )}
          </p>
        ) : null}
        {done.refused.map(({ code, rows }) => (
          <p key={code}>
            {t('cataloguing.refusedRows', { rows: rows.join(t('common.list')), what: errorText(code, locale).what })}
          </p>
        ))}
        {done.left > 0 ? <p>{t('cataloguing.left', { n: done.left })}</p> : null}
      </div>
    </div>
  );
};

interface ConflictDialogProps {
  conflict: RowConflict;
  category: string;
  onSettle: (conflict: RowConflict, cells: Record<string, string>) => void;
}

/** One row that somebody else changed: theirs and mine by field; it goes on once every double change is decided. */
export const ConflictDialog = ({ conflict, category, onSettle }: ConflictDialogProps) => {
  const t = useText();
  const locale = useLocale();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const { merge, stale } = conflict;
  const isDecided = merge.conflicts.every(({ field }) => choices[field] !== undefined);
  const settle = () => {
    const chosen = merge.conflicts.map(({ field, theirs, mine }) => [
      field,
      choices[field] === 'theirs' ? theirs : mine,
    ]);
    const cells = Object.entries({ ...merge.merged, ...Object.fromEntries(chosen) });
    onSettle(conflict, Object.fromEntries(cells.filter(([, text]) => text !== '')) as Record<string, string>);
  };
  return (
    <Dialog
      open
      onClose={() => undefined}
      title={t('cataloguing.conflictTitle', { code: conflict.referenceCode })}
      foot={
        <Button look="primary" disabled={!isDecided} onClick={settle}>
          {t('cataloguing.conflictSettle')}
        </Button>
      }
    >
      <p>
        {t('cataloguing.conflictText', {
          name: stale.changedBy,
          time: stale.changedAt ? formatIsoDateTime(stale.changedAt) : '',
        })}
      </p>
      <MergePanel
        merge={merge}
        labelOf={(field) => columnLabel(field, category, t, locale)}
        whoOf={(field) => stale.byField[field] ?? ''}
        choices={choices}
        onChoose={(field, side) => setChoices((before) => ({ ...before, [field]: side }))}
      />
    </Dialog>
  );
};
