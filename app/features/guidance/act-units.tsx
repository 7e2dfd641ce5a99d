import { useId, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { SUBJECT_KINDS, type SubjectKind } from '@/server/domain/guidance/guidance-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { ActDraft } from './use-act-draft';

const MOST_FOUND = 8;

interface ActUnitsProps {
  units: readonly KnownUnitView[];
  recentIds: readonly number[];
  draft: ActDraft;
  change: (part: Partial<ActDraft>) => void;
}

/** A unit without a workspace: its name is typed, its kind decides in which figure it counts. */
const OtherUnit = ({ name, onAdd }: { name: string; onAdd: (kind: SubjectKind) => void }) => {
  const t = useText();
  const [kind, setKind] = useState<SubjectKind>('enterprise');
  return (
    <div className="lt-row">
      <select
        className="lt-select"
        aria-label={t('guidance.otherKind')}
        value={kind}
        onChange={({ currentTarget }) =>
          setKind(SUBJECT_KINDS.find((one) => one === currentTarget.value) ?? 'enterprise')
        }
      >
        {SUBJECT_KINDS.map((one) => (
          <option key={one} value={one}>
            {one === 'other' || one === 'family' ? t(`guidance.kind_${one}`) : t(`tenancy.kind_${one}`)}
          </option>
        ))}
      </select>
      <button type="button" className="lt-act-chip" onClick={() => onAdd(kind)}>
        {t('guidance.addOther', { name })}
      </button>
    </div>
  );
};

/** Who was guided: the last ones to tap on, all others by a few letters of their name, strangers by their name. */
export const ActUnits = ({ units, recentIds, draft, change }: ActUnitsProps) => {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const byId = new Map(units.map((unit) => [unit.tenantId, unit]));
  const chosen = new Set(draft.unitIds);
  const shown = [...new Set([...recentIds, ...draft.unitIds])].flatMap((one) => byId.get(one) ?? []);
  const few = shown.length > 0 ? shown : units.slice(0, MOST_FOUND);
  const found = words === '' ? [] : units.filter((unit) => unit.name.includes(words)).slice(0, MOST_FOUND);
  const toggle = (unitId: number) => {
    change({
      unitIds: chosen.has(unitId) ? draft.unitIds.filter((one) => one !== unitId) : [...draft.unitIds, unitId],
    });
    setTyped('');
  };
  const boxOf = (unit: KnownUnitView) => (
    <li key={unit.tenantId}>
      <label className="lt-act-choice">
        <input type="checkbox" checked={chosen.has(unit.tenantId)} onChange={() => toggle(unit.tenantId)} />
        <span>{unit.name}</span>
      </label>
    </li>
  );
  return (
    <fieldset>
      <legend>{t('guidance.units')}</legend>
      <ul className="lt-act-chips">
        {few.map(boxOf)}
        {draft.others.map((other) => (
          <li key={other.name}>
            <button
              type="button"
              className="lt-act-chip"
              aria-label={t('guidance.removeOther', { name: other.name })}
              onClick={() => change({ others: draft.others.filter((one) => one.name !== other.name) })}
            >
              {other.name} <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor={id} className="lt-3">
        {t('guidance.findUnit')}
      </label>
      <input
        id={id}
        className="lt-input"
        value={typed}
        maxLength={100}
        autoComplete="off"
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {found.length > 0 ? <ul className="lt-act-chips">{found.map(boxOf)}</ul> : null}
      {words !== '' && !units.some((unit) => unit.name === words) ? (
        <OtherUnit
          name={words}
          onAdd={(kind) => {
            change({ others: [...draft.others.filter((one) => one.name !== words), { name: words, kind }] });
            setTyped('');
          }}
        />
      ) : null}
    </fieldset>
  );
};
