import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FigureView } from '@/server/domain/figure/figure-views';
import type { FigureCode } from '@/server/domain/figure/figures';
import { isUnlikeLastYear } from '@/server/domain/figure/reporting';
import type { YearCheck } from '@/server/domain/report/report';
import { changeText, figureName } from './figure-words';
import { ReleaseChecks } from './release-checks';
import { RowsAlong } from './rows-along';

const MOST_NOTE = 300;

/** A figure carries one note: what is unlike last year and what does not agree with another are said in it together. */
const joinNotes = (said: readonly { code: FigureCode; note: string }[]): { code: FigureCode; note: string }[] => {
  const joined = new Map<FigureCode, string>();
  for (const { code, note } of said) joined.set(code, [joined.get(code), note].filter(Boolean).join(' '));
  return [...joined].map(([code, note]) => ({ code, note: note.slice(0, MOST_NOTE) }));
};

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
  const [checkNotes, setCheckNotes] = useState<Record<string, { check: YearCheck; note: string }>>({});
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
          <ReleaseChecks
            year={year}
            notes={Object.fromEntries(Object.entries(checkNotes).map(([code, { note }]) => [code, note]))}
            onNote={(check, note) => setCheckNotes((all) => ({ ...all, [check.code]: { check, note } }))}
          />
          {unlike.length > 0 ? <strong className="lt-figure-unlike">{t('figure.unlikeTitle')}</strong> : null}
          {unlike.map(({ code, value, lastYear }) => (
            <label key={code} className="lt-figure-unlike">
              <span>
                {figureName(code, locale)} {changeText(code, value, lastYear.value)}
              </span>
              <input
                className="lt-input"
                maxLength={MOST_NOTE}
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
        const checked = Object.values(checkNotes).flatMap(({ check, note }) => {
          const code = check.codes.find((one) => codes.includes(one));
          const name = locale === 'en' ? check.name.en : check.name.zh;
          return code && note.trim() ? [{ code, note: t('figure.checkNote', { name, note: note.trim() }) }] : [];
        });
        const along = joinNotes([...said, ...checked]);
        const { notGiven } = await client.figure.release.mutate(
          { year, codes, notes: along, withRows },
          { context: { idempotencyKey } },
        );
        const done = t('figure.releaseDone', { n: codes.length, to });
        toast({ text: notGiven > 0 ? `${done}${t('figure.releaseNotGiven', { n: notGiven })}` : done });
        revalidate();
      }}
    />
  );
};
