import { useText } from '@/app/i18n/use-text';

interface RowsAlongProps {
  /** Who would read them. */
  to: string;
  checked: boolean;
  onChange: (withRows: boolean) => void;
}

/** 连同明细: whether a release gives the rows along. */
export const RowsAlong = ({ to, checked, onChange }: RowsAlongProps) => {
  const t = useText();
  return (
    <label className="lt-row">
      <input
        type="checkbox"
        className="lt-checkbox"
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{t('figure.withRows', { to })}</span>
    </label>
  );
};
