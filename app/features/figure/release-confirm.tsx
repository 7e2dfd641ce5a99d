import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FigureView } from '@/server/domain/figure/figure-views';
import { isUnlikeLastYear } from '@/server/domain/figure/reporting';
import { changeText, figureName } from './figure-words';
import { RowsAlong } from './rows-along';

interface ReleaseConfirmProps {
  figures: readonly FigureView[];
  year: number;
  supervisors: readonly string[];
  onClose: () => void;
}

/** Says what goes to whom before it goes, and asks about what is unlike last year. One key: a second try is the same act. */
export const ReleaseConfirm = ({ figures, year, supervisors, onClose }: ReleaseConfirmProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [notes, setNotes] = useState<Record<string, string>>({});
  const [withRows, setWithRows] = useState(false);
  const to = supervisors.join(t('common.list'));
  const unlike = figures.filter(({ value, lastYear }) => isUnlikeLastYear(value, lastYear.value));
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('figure.releaseTitle', { year: String(year) })}
      effect={
        <>
          <span>{t('figure.releaseEffect', { n: figures.length, to })}</span>
          <RowsAlong to={to} checked={withRows} onChange={setWithRows} />
          {unlike.length > 0 ? <strong className="lt-figure-unlike">{t('figure.unlikeTitle')}</strong> : null}
          {unlike.map(({ code, value, lastYear }) => (
            <label key={code} className="lt-figure-unlike">
              <span>
                {figureName(code, locale)} {changeText(code, value, lastYear.value)}
              </span>
              <input
                className="lt-input"
                maxLength={300}
                value={notes[code] ?? ''}
                onChange={({ currentTarget: { value: typed } }) => setNotes((all) => ({ ...all, [code]: typed }))}
              />
            </label>
          ))}
        </>
      }
      act={t('figure.released')}
      onConfirm={async () => {
        const said = unlike.flatMap(({ code }) => {
          const note = notes[code]?.trim();
          return note ? [{ code, note }] : [];
        });
        const codes = figures.map(({ code }) => code);
        await client.figure.release.mutate({ year, codes, notes: said, withRows }, { context: { idempotencyKey } });
        toast({ text: t('figure.releaseDone', { n: codes.length, to }) });
        revalidate();
      }}
    />
  );
};
