import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CustomFigureView } from '@/server/domain/figure/custom-figure';
import { RowsAlong } from './rows-along';

interface ReleaseCustomProps {
  figures: readonly CustomFigureView[];
  year: number;
  supervisors: readonly string[];
  onClose: () => void;
}

/** Says what goes to whom before it goes, with a word on it. One key: a second try is the same act. */
export const ReleaseCustomConfirm = ({ figures, year, supervisors, onClose }: ReleaseCustomProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [note, setNote] = useState('');
  const [withRows, setWithRows] = useState(false);
  const to = supervisors.join(t('common.list'));
  const names = figures.map((figure) => figure.name).join(t('common.list'));
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('figure.releaseTitle', { year: String(year) })}
      effect={
        <>
          <span>{t('figure.releaseOwnEffect', { names, to })}</span>
          <RowsAlong to={to} checked={withRows} onChange={setWithRows} />
          <label className="lt-figure-unlike">
            <span>{t('figure.explanation')}</span>
            <input
              className="lt-input"
              maxLength={300}
              value={note}
              onChange={({ currentTarget }) => setNote(currentTarget.value)}
            />
          </label>
        </>
      }
      act={t('figure.released')}
      onConfirm={async () => {
        const said = note.trim();
        const { notGiven } = await client.customFigure.release.mutate(
          { year, ids: figures.map((figure) => figure.id), withRows, ...(said ? { note: said } : {}) },
          { context: { idempotencyKey } },
        );
        const done = t('figure.releaseDone', { n: figures.length, to });
        toast({ text: notGiven > 0 ? `${done}${t('figure.releaseNotGiven', { n: notGiven })}` : done });
        revalidate();
      }}
    />
  );
};
