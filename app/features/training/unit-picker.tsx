import { useText } from '@/app/i18n/use-text';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface UnitPickerProps {
  units: readonly KnownUnitView[];
  label: string;
  /** Units that cannot be chosen, such as those that are invited. */
  settled?: ReadonlySet<number>;
  /** The form around it gives these. */
  value?: readonly number[];
  onChange?: (unitTenantIds: number[]) => void;
}

/** Boxes to tick, grouped by kind; a group of units can be taken at once. A list is quicker than a search here. */
export const UnitPicker = ({ units, label, settled, value = [], onChange }: UnitPickerProps) => {
  const t = useText();
  const chosen = new Set(value);
  const free = units.filter((unit) => !settled?.has(unit.tenantId));
  const kinds = [...new Set(free.map((unit) => unit.kind))];
  const toggle = (ids: readonly number[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) {
        next.add(id);
      } else {
        next.delete(id);
      }
    }
    onChange?.([...next]);
  };
  const boxOf = (ids: readonly number[], word: string, key: string) => (
    <label key={key} className="lt-row lt-unit-box">
      <input
        type="checkbox"
        className="lt-checkbox"
        checked={ids.length > 0 && ids.every((id) => chosen.has(id))}
        onChange={(event) => toggle(ids, event.target.checked)}
      />
      <span>{word}</span>
    </label>
  );
  return (
    <fieldset className="lt-unit-picker">
      <legend className="lt-hidden">{label}</legend>
      {boxOf(
        free.map((unit) => unit.tenantId),
        t('training.chooseAll', { n: free.length }),
        'all',
      )}
      {kinds.map((kind) => {
        const ofKind = free.filter((unit) => unit.kind === kind);
        return (
          <div key={kind} className="lt-unit-group">
            {boxOf(
              ofKind.map((unit) => unit.tenantId),
              t(`tenancy.kind_${kind}`),
              kind,
            )}
            <div className="lt-unit-list">{ofKind.map((unit) => boxOf([unit.tenantId], unit.name, unit.slug))}</div>
          </div>
        );
      })}
    </fieldset>
  );
};
