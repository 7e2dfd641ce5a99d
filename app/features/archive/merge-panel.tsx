import { useText } from '@/app/i18n/use-text';
import type { FieldMerge } from '@/server/domain/archive/merge-fields';

export type Side = 'mine' | 'theirs';

interface MergePanelProps {
  merge: FieldMerge;
  labelOf: (field: string) => string;
  /** Who changed a field last. */
  whoOf: (field: string) => string;
  choices: Readonly<Record<string, Side>>;
  onChoose: (field: string, side: Side) => void;
}

const shown = (value: string, nothing: string): string => (value === '' ? nothing : value);

/** 两人同改: what they changed and what I changed, field by field. Only fields that both changed need a choice. */
export const MergePanel = ({ merge, labelOf, whoOf, choices, onChoose }: MergePanelProps) => {
  const t = useText();
  const nothing = t('archive.historyNothing');
  return (
    <table className="lt-conflict">
      <caption>{t('cataloguing.mergeCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cataloguing.mergeField')}</th>
          <th scope="col">{t('cataloguing.mergeTheirs')}</th>
          <th scope="col">{t('cataloguing.mergeMine')}</th>
        </tr>
      </thead>
      <tbody>
        {merge.taken.map(({ field, before, theirs }) => (
          <tr key={field}>
            <th scope="row">{labelOf(field)}</th>
            <td>
              {shown(theirs, nothing)} <span className="lt-2">{whoOf(field)}</span>
            </td>
            <td className="lt-2">{t('cataloguing.mergeTaken', { before: shown(before, nothing) })}</td>
          </tr>
        ))}
        {merge.conflicts.map(({ field, theirs, mine }) => (
          <tr key={field}>
            <th scope="row">{labelOf(field)}</th>
            {(['theirs', 'mine'] as const).map((side) => (
              <td key={side}>
                <label className="lt-row">
                  <input
                    type="radio"
                    name={`merge-${field}`}
                    checked={choices[field] === side}
                    onChange={() => onChoose(field, side)}
                  />
                  <span>
                    {shown(side === 'mine' ? mine : theirs, nothing)}{' '}
                    {side === 'theirs' ? <span className="lt-2">{whoOf(field)}</span> : null}
                  </span>
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
