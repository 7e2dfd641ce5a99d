import { useText } from '@/app/i18n/use-text';
import { Icon } from '../icon';
import { Menu } from '../menu';

interface ColumnChooserProps {
  columns: readonly { key: string; title: string }[];
  isShown: (key: string) => boolean;
  toggle: (key: string) => void;
}

export const ColumnChooser = ({ columns, isShown, toggle }: ColumnChooserProps) => {
  const t = useText();
  const shown = columns.filter((column) => isShown(column.key)).length + 1;
  return (
    <Menu
      className="lt-btn lt-btn-text"
      face={
        <>
          <Icon name="columns" />
          <span>{t('table.columns', { shown, total: columns.length + 1 })}</span>
        </>
      }
    >
      <fieldset>
        <legend className="lt-hidden">{t('table.columnsTitle')}</legend>
        {columns.map((column) => (
          <label key={column.key} className="lt-menu-item">
            <input
              type="checkbox"
              className="lt-checkbox"
              checked={isShown(column.key)}
              onChange={() => toggle(column.key)}
            />
            <span>{column.title}</span>
          </label>
        ))}
      </fieldset>
    </Menu>
  );
};
