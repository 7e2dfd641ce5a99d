import type { ReactNode } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { type CellRule, refOf, type StatisticalForm } from '@/server/domain/statistics/form';
import { languageOf } from './statistics-words';

interface FormTablesProps {
  form: StatisticalForm;
  cell: (ref: string, rule: CellRule, name: string) => ReactNode;
}

/** A form part by part, as it is printed; what stands in a cell the caller says. */
export const FormTables = ({ form, cell }: FormTablesProps) => {
  const t = useText();
  const language = languageOf(useLocale());
  return form.parts.map((part) => (
    <section key={part.key} className="lt-section">
      <h2>{part.title[language]}</h2>
      <table className="lt-table lt-statistics-table">
        <caption className="lt-hidden">{part.title[language]}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statistics.item')}</th>
            <th scope="col">{t('statistics.unitOfCount')}</th>
            {part.columns.map((column) => (
              <th key={column.key} scope="col" className="lt-num">
                {column.title[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" data-label={t('statistics.item')}>
                {row.title[language]}
              </th>
              <td data-label={t('statistics.unitOfCount')}>{row.unit[language] || '—'}</td>
              {part.columns.map((column) => {
                const rule = row.cells[column.key];
                const name = `${row.title[language]} ${column.title[language]}`;
                return (
                  <td key={column.key} className="lt-num" data-label={column.title[language]}>
                    {rule ? cell(refOf(row.key, column.key), rule, name) : <span className="lt-3">—</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ));
};
