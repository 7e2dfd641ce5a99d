import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { fieldHelp } from '@/server/domain/archive/field-help';
import type { SimilarView } from '@/server/domain/archive/similar-record';
import { columnLabel } from '../archive-labels';
import { problemText } from '../problem-text';
import { SimilarNote } from '../similar-note';
import type { GridState } from './grid-model';
import type { DraftStatus } from './use-draft';
import type { RowProblems } from './use-row-problems';

interface GridStatusProps {
  state: GridState;
  category: string;
  problems: RowProblems;
  similar: SimilarView | null;
}

/** Below the sheet: what is wrong with the cell where the keys are, how it is written, and where that stands. */
export const GridStatus = ({ state, category, problems, similar }: GridStatusProps) => {
  const t = useText();
  const locale = useLocale();
  const column = state.columns[state.at.column] ?? '';
  const row = state.rows[state.at.row];
  const own = (row ? problems.get(row.key) : undefined)?.filter((problem) => problem.field === column) ?? [];
  const help = fieldHelp(column, category);
  return (
    <div className="lt-sheet-status">
      <p role="status">
        <b>{columnLabel(column, category, t, locale)}</b>{' '}
        {own.length > 0 ? (
          <span className="lt-sheet-reason">
            {own.map((problem) => problemText(problem, t)).join(t('common.list'))}
          </span>
        ) : null}
      </p>
      {help ? (
        <p className="lt-2">
          {locale === 'en' ? help.en : help.zh} <span className="lt-tag">{help.source}</span>
        </p>
      ) : null}
      {similar ? <SimilarNote similar={similar} /> : null}
      {state.cutOff > 0 ? (
        <p className="lt-note lt-note-attention" role="alert">
          {t('cataloguing.cutOff', { n: state.cutOff })}
        </p>
      ) : null}
    </div>
  );
};

export const DraftNote = ({ status, savedAt }: { status: DraftStatus; savedAt: string | null }) => {
  const t = useText();
  const at = savedAt ? formatIsoDateTime(savedAt).slice(-8) : '';
  return (
    <span className={status === 'failed' || status === 'stale' ? 'lt-sheet-reason' : 'lt-2'} role="status">
      {t(`cataloguing.draft_${status}`, { time: at })}
    </span>
  );
};
