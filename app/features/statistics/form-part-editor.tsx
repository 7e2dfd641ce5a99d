import { Button } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import { INDICATOR_CODES, INDICATORS } from '@/server/domain/statistics/indicators';
import { type DraftPart, type DraftRow, newColumn, newRow } from './form-draft';
import { languageOf } from './statistics-words';

const MOST_COLUMNS = 8;
const MOST_ROWS = 60;

const CellSource = ({
  label,
  value,
  onChoose,
}: {
  label: string;
  value: string;
  onChoose: (value: string) => void;
}) => {
  const t = useText();
  const language = languageOf(useLocale());
  return (
    <select
      className="lt-input lt-select"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value="entered">{t('statistics.cell_entered')}</option>
      <option value="none">{t('statistics.cell_none')}</option>
      <option value="row_sum">{t('statistics.cell_row_sum')}</option>
      <option value="column_sum">{t('statistics.cell_column_sum')}</option>
      <optgroup label={t('statistics.cell_indicator')}>
        {INDICATOR_CODES.map((code) => (
          <option key={code} value={`indicator:${code}`}>
            {code} {INDICATORS[code].name[language === 'zh' ? 0 : 1]}
          </option>
        ))}
      </optgroup>
    </select>
  );
};

interface FormPartEditorProps {
  part: DraftPart;
  number: number;
  /** Alone it may go without a title, and cannot be taken away. */
  isOnly: boolean;
  onChange: (part: DraftPart) => void;
  onDrop: () => void;
}

/** One part of a form: its title, rows, columns, and of each cell where its value comes from. */
export const FormPartEditor = ({ part, number, isOnly, onChange, onDrop }: FormPartEditorProps) => {
  const t = useText();
  const { columns, rows } = part;
  // With several parts the label of an input says which one it stands in.
  const named = (label: string) => (isOnly ? label : `${t('statistics.partNumber', { n: number })} ${label}`);
  const change = (more: Partial<DraftPart>) => onChange({ ...part, ...more });
  const changeRow = (id: string, more: Partial<DraftRow>) =>
    change({ rows: rows.map((row) => (row.id === id ? { ...row, ...more } : row)) });
  return (
    <section className="lt-section">
      {isOnly ? null : <h3>{t('statistics.partNumber', { n: number })}</h3>}
      <label className="lt-statistics-field">
        <span>{isOnly ? t('statistics.partTitleOnly') : t('statistics.partTitle', { n: number })}</span>
        <input
          className="lt-input"
          maxLength={60}
          value={part.title}
          onChange={({ currentTarget }) => change({ title: currentTarget.value })}
        />
      </label>
      <div className="lt-statistics-scroll">
        <table className="lt-statistics-editor">
          <caption className="lt-hidden">{named(t('statistics.formCells'))}</caption>
          <thead>
            <tr>
              <th scope="col">{t('statistics.item')}</th>
              <th scope="col">{t('statistics.unitOfCount')}</th>
              {columns.map((column, at) => (
                <th key={column.id} scope="col">
                  <input
                    className="lt-input"
                    aria-label={named(t('statistics.columnName', { n: at + 1 }))}
                    placeholder={t('statistics.columnName', { n: at + 1 })}
                    maxLength={40}
                    value={column.title}
                    onChange={({ currentTarget: { value } }) =>
                      change({ columns: columns.map((one) => (one.id === column.id ? { ...one, title: value } : one)) })
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              <tr key={row.id}>
                <td>
                  <input
                    className="lt-input"
                    aria-label={named(t('statistics.rowName', { n: line + 1 }))}
                    placeholder={t('statistics.rowName', { n: line + 1 })}
                    maxLength={60}
                    value={row.title}
                    onChange={({ currentTarget }) => changeRow(row.id, { title: currentTarget.value })}
                  />
                </td>
                <td>
                  <input
                    className="lt-input"
                    aria-label={named(t('statistics.rowUnit', { n: line + 1 }))}
                    maxLength={10}
                    value={row.unit}
                    onChange={({ currentTarget }) => changeRow(row.id, { unit: currentTarget.value })}
                  />
                </td>
                {columns.map((column, at) => (
                  <td key={column.id}>
                    <CellSource
                      label={named(t('statistics.cellOf', { row: line + 1, column: at + 1 }))}
                      value={row.cells[at] ?? 'none'}
                      onChoose={(value) =>
                        changeRow(row.id, { cells: row.cells.map((one, index) => (index === at ? value : one)) })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="lt-wrap">
        <Button
          icon="plus"
          disabled={rows.length >= MOST_ROWS}
          onClick={() => change({ rows: [...rows, newRow(columns.length)] })}
        >
          {t('statistics.addRow')}
        </Button>
        <Button
          icon="plus"
          disabled={columns.length >= MOST_COLUMNS}
          onClick={() =>
            change({
              columns: [...columns, newColumn()],
              rows: rows.map((row) => ({ ...row, cells: [...row.cells, 'entered'] })),
            })
          }
        >
          {t('statistics.addColumn')}
        </Button>
        <Button disabled={rows.length < 2} onClick={() => change({ rows: rows.slice(0, -1) })}>
          {t('statistics.dropRow')}
        </Button>
        <Button
          disabled={columns.length < 2}
          onClick={() =>
            change({
              columns: columns.slice(0, -1),
              rows: rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) })),
            })
          }
        >
          {t('statistics.dropColumn')}
        </Button>
        {isOnly ? null : <Button onClick={onDrop}>{t('statistics.dropPart')}</Button>}
      </p>
    </section>
  );
};
