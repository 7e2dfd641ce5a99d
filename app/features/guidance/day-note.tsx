import { useEffect, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CheckDayInput, DayMeetingView } from '@/server/domain/guidance/guidance-calendar';
import { clashName } from './calendar-entry';

type Asked = Partial<CheckDayInput> & { day: string };
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** One question when somebody stops typing a name, not one for each sign of it. */
const PAUSE_MS = 300;

const useMeetings = (ask: Asked): readonly DayMeetingView[] => {
  const client = useWorkspaceClient();
  const key = DAY.test(ask.day) ? JSON.stringify(ask) : null;
  const [known, setKnown] = useState<{ key: string | null; met: readonly DayMeetingView[] }>({ key: null, met: [] });
  useEffect(() => {
    if (key === null) return;
    let overtaken = false;
    const timer = setTimeout(() => {
      client.guidance.checkDay.query(JSON.parse(key)).then(
        (met) => overtaken || setKnown({ key, met }),
        // The form can be sent without this note; the calendar shows the clash afterwards.
        () => overtaken || setKnown({ key, met: [] }),
      );
    }, PAUSE_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [client, key]);
  return known.key === key ? known.met : [];
};

/** 撞期提醒 before anything is saved: what else of the day needs the same people or the same unit. */
export const DayNote = ({ ask }: { ask: Asked }) => {
  const t = useText();
  const met = useMeetings(ask);
  return (
    <div role="status">
      {met.length > 0 ? (
        <div className="lt-note lt-note-attention">
          <p>{t('calendar.dayTaken')}</p>
          <ul>
            {met.map(({ kind, title, unitName, clashes }) => (
              <li key={`${kind} ${unitName} ${title}`}>
                {t(`calendar.kind_${kind}`)} {unitName} {title}
                {t('common.colon')}
                {clashes.map((clash) => clashName(clash, t)).join(t('common.list'))}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
};
