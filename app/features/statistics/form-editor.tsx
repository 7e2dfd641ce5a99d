import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dialog } from '@/app/components/dialog';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { INDICATOR_CODES, INDICATORS } from '@/server/domain/statistics/indicators';
import type { OwnFormView } from '@/server/domain/statistics/statistics';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { languageOf } from './statistics-words';

const FILLERS: readonly TenantKind[] = [
  'bureau',
  'repository',
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
];
const MOST_COLUMNS = 8;
const MOST_ROWS = 60;

interface Line {
  id: string;
  title: string;
  unit: string;
  cells: string[];
}
interface Draft {
  name: string;
  fillers: TenantKind[];
  columns: { id: string; title: string }[];
  rows: Line[];
}

const newLine = (columns: number): Line => ({
  id: newIdempotencyKey(),
  title: '',
  unit: '',
  cells: Array.from({ length: columns }, () => 'entered'),
});
const newDraft = (): Draft => ({
  name: '',
  fillers: ['department'],
  columns: [{ id: newIdempotencyKey(), title: '' }],
  rows: [newLine(1)],
});

/** The form as the editor has it: of a sum it says whether it goes along the row or down the column. */
const draftOf = ({ form, name }: OwnFormView): Draft => {
  const [part] = form.parts;
  if (!part) return newDraft();
  return {
    name,
    fillers: form.fillers,
    columns: part.columns.map((column) => ({ id: column.key, title: column.title.zh })),
    rows: part.rows.map((row) => ({
      id: row.key,
      title: row.title.zh,
      unit: row.unit.zh,
      cells: part.columns.map((column) => {
        const rule = row.cells[column.key];
        if (!rule) return 'none';
        if (rule.by === 'indicator') return `indicator:${rule.code}`;
        if (rule.by === 'entered') return 'entered';
        return rule.of.every((ref) => ref.startsWith(`${row.key}.`)) ? 'row_sum' : 'column_sum';
      }),
    })),
  };
};

const CellChoice = ({
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

/** 自定报表: rows, columns, and of each cell where its value comes from. */
export const FormEditor = ({ known, onClose }: { known: OwnFormView | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [draft, setDraft] = useState<Draft>(() => (known ? draftOf(known) : newDraft()));
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const change = (more: Partial<Draft>) => setDraft((all) => ({ ...all, ...more }));
  const changeRow = (id: string, more: Partial<Line>) =>
    change({ rows: draft.rows.map((row) => (row.id === id ? { ...row, ...more } : row)) });
  const isReady =
    draft.name.trim() !== '' &&
    draft.fillers.length > 0 &&
    draft.columns.every((column) => column.title.trim() !== '') &&
    draft.rows.every((row) => row.title.trim() !== '');
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const input = {
        id: known?.id,
        rowVersion: known?.rowVersion ?? 0,
        name: draft.name,
        fillers: draft.fillers,
        columns: draft.columns.map((column) => column.title),
        rows: draft.rows.map(({ title, unit, cells }) => ({ title, unit, cells })),
      };
      await client.statistics.saveForm.mutate(input, { context: { idempotencyKey } });
      toast({ text: t('statistics.formSaved') });
      revalidate();
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t(known ? 'statistics.formChange' : 'statistics.formNew')} place="right">
      {failure ? <CallFailureNote failure={failure} /> : null}
      <label className="lt-statistics-field">
        <span>{t('statistics.formName')}</span>
        <input
          className="lt-input"
          maxLength={60}
          value={draft.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      </label>
      <fieldset className="lt-statistics-field">
        <legend>{t('statistics.fillers')}</legend>
        {FILLERS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={draft.fillers.includes(kind)}
              onChange={({ currentTarget: { checked } }) =>
                change({
                  fillers: checked ? [...draft.fillers, kind] : draft.fillers.filter((one) => one !== kind),
                })
              }
            />{' '}
            {t(`statistics.filler_${kind}`)}{' '}
          </label>
        ))}
      </fieldset>
      <div className="lt-statistics-scroll">
        <table className="lt-statistics-editor">
          <caption className="lt-hidden">{t('statistics.formCells')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('statistics.item')}</th>
              <th scope="col">{t('statistics.unitOfCount')}</th>
              {draft.columns.map((column, at) => (
                <th key={column.id} scope="col">
                  <input
                    className="lt-input"
                    aria-label={t('statistics.columnName', { n: at + 1 })}
                    placeholder={t('statistics.columnName', { n: at + 1 })}
                    maxLength={40}
                    value={column.title}
                    onChange={({ currentTarget: { value } }) =>
                      change({
                        columns: draft.columns.map((one) => (one.id === column.id ? { ...one, title: value } : one)),
                      })
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.rows.map((row, line) => (
              <tr key={row.id}>
                <td>
                  <input
                    className="lt-input"
                    aria-label={t('statistics.rowName', { n: line + 1 })}
                    placeholder={t('statistics.rowName', { n: line + 1 })}
                    maxLength={60}
                    value={row.title}
                    onChange={({ currentTarget }) => changeRow(row.id, { title: currentTarget.value })}
                  />
                </td>
                <td>
                  <input
                    className="lt-input"
                    aria-label={t('statistics.rowUnit', { n: line + 1 })}
                    maxLength={10}
                    value={row.unit}
                    onChange={({ currentTarget }) => changeRow(row.id, { unit: currentTarget.value })}
                  />
                </td>
                {draft.columns.map((column, at) => (
                  <td key={column.id}>
                    <CellChoice
                      label={t('statistics.cellOf', { row: line + 1, column: at + 1 })}
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
          disabled={draft.rows.length >= MOST_ROWS}
          onClick={() => change({ rows: [...draft.rows, newLine(draft.columns.length)] })}
        >
          {t('statistics.addRow')}
        </Button>
        <Button
          icon="plus"
          disabled={draft.columns.length >= MOST_COLUMNS}
          onClick={() =>
            change({
              columns: [...draft.columns, { id: newIdempotencyKey(), title: '' }],
              rows: draft.rows.map((row) => ({ ...row, cells: [...row.cells, 'entered'] })),
            })
          }
        >
          {t('statistics.addColumn')}
        </Button>
        <Button disabled={draft.rows.length < 2} onClick={() => change({ rows: draft.rows.slice(0, -1) })}>
          {t('statistics.dropRow')}
        </Button>
        <Button
          disabled={draft.columns.length < 2}
          onClick={() =>
            change({
              columns: draft.columns.slice(0, -1),
              rows: draft.rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) })),
            })
          }
        >
          {t('statistics.dropColumn')}
        </Button>
        <Button look="primary" busy={busy} disabled={!isReady} onClick={() => void save()}>
          {t('statistics.formSave')}
        </Button>
      </p>
    </Dialog>
  );
};
