import { useEffect, useState } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { YearCheck } from '@/server/domain/report/report';
import { checkNumbers } from '../report/check-numbers';

interface ReleaseChecksProps {
  year: number;
  /** What was typed, by the code of the check. */
  notes: Readonly<Record<string, string>>;
  onNote: (check: YearCheck, note: string) => void;
}

/** 核对 before a release: what has to hold between the figures of the year, and a word on what does not. */
export const ReleaseChecks = ({ year, notes, onNote }: ReleaseChecksProps) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const [checks, setChecks] = useState<YearCheck[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isWanted = true;
    client.report.checksOfYear
      .query({ year })
      .then((found) => isWanted && setChecks(found.checks))
      .catch(() => isWanted && setHasFailed(true));
    return () => {
      isWanted = false;
    };
  }, [client, year]);
  if (hasFailed) return <p className="lt-figure-unlike lt-3">{t('figure.checksFailed')}</p>;
  if (!checks) return <p className="lt-figure-unlike lt-3">{t('figure.checksRunning')}</p>;
  const judged = checks.filter(({ outcome }) => outcome !== 'not_judged');
  const differing = judged.filter(({ outcome }) => outcome === 'differs');
  if (differing.length === 0)
    return judged.length > 0 ? (
      <p className="lt-figure-unlike lt-2">{t('figure.checksAllHold', { n: judged.length })}</p>
    ) : null;
  return (
    <>
      <strong className="lt-figure-unlike">{t('figure.checksDiffer')}</strong>
      {differing.map((check) => (
        <label key={check.code} className="lt-figure-unlike">
          <span>
            {locale === 'en' ? check.name.en : check.name.zh} <span className="lt-3">{checkNumbers(check, t)}</span>
          </span>
          <input
            className="lt-input"
            maxLength={150}
            value={notes[check.code] ?? ''}
            onChange={({ currentTarget }) => onNote(check, currentTarget.value)}
          />
        </label>
      ))}
    </>
  );
};
