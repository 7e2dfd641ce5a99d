import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DrawRecord } from '@/server/domain/inspection/campaign';

export type UnitDays = Readonly<Record<string, string>>;

interface DayPlanProps {
  campaignId: string;
  units: DrawRecord['units'];
  /** Partners' people by unit, as far as they were chosen: their days count too. */
  jointPeople?: { slug: string; people: string[] }[] | undefined;
  /** The day of all, from which days are looked for. */
  from: string;
  today: string;
  /** Given by FormField. */
  value?: UnitDays;
  onChange?: (days: UnitDays) => void;
}

const PER_DAY = [1, 2, 3, 4] as const;

/** 各单位检查日期: found for all at once by whom they need, then put right by hand; empty is the day of all. */
export const DayPlan = ({ campaignId, units, jointPeople, from, today, value = {}, onChange }: DayPlanProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const [perDay, setPerDay] = useState(1);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const spread = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const days = await client.inspection.suggestDays.query({ campaignId, from, perDay, jointPeople });
      onChange?.(Object.fromEntries(days.map(({ slug, day }) => [slug, day])));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <div className="lt-row">
        <select
          className="lt-select"
          aria-label={t('inspection.perDay')}
          value={perDay}
          onChange={(event) => setPerDay(Number(event.target.value))}
        >
          {PER_DAY.map((n) => (
            <option key={n} value={n}>
              {t('inspection.perDayOf', { n })}
            </option>
          ))}
        </select>
        <Button busy={busy} disabled={from === ''} onClick={() => void spread()}>
          {t('inspection.spreadDays')}
        </Button>
        {Object.keys(value).length > 0 ? (
          <Button look="text" onClick={() => onChange?.({})}>
            {t('inspection.oneDay')}
          </Button>
        ) : null}
      </div>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {Object.keys(value).length > 0 ? (
        <ul aria-label={t('inspection.unitDays')}>
          {units.map(({ slug, name, inspectors }) => (
            <li key={slug} className="lt-row">
              <label className="lt-row">
                <input
                  className="lt-input"
                  type="date"
                  min={today}
                  value={value[slug] ?? from}
                  onChange={(event) => onChange?.({ ...value, [slug]: event.target.value })}
                />
                <span>{name}</span>
              </label>
              <span className="lt-3">{inspectors.map((person) => person.name).join(t('common.list'))}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};
