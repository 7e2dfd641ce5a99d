import type { PointerEvent } from 'react';
import { useText } from '@/app/i18n/use-text';
import { ROLE } from './roles';

interface SheetHeadProps {
  columns: readonly string[];
  labels: readonly string[];
  widths: readonly number[];
  onResize: (column: number, width: number) => void;
}

export const NARROWEST = 48;
const WIDEST = 640;

/** Column heads; the edge of one is drawn to make it wider. */
export const SheetHead = ({ columns, labels, widths, onResize }: SheetHeadProps) => {
  const t = useText();
  const drag = (column: number) => (event: PointerEvent<HTMLSpanElement>) => {
    event.stopPropagation();
    event.preventDefault();
    const { clientX: start } = event;
    const width = widths[column] ?? NARROWEST;
    const move = (moved: globalThis.PointerEvent) =>
      onResize(column, Math.max(NARROWEST, Math.min(WIDEST, width + moved.clientX - start)));
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  };
  return (
    <thead {...ROLE.group} className="lt-sheet-head">
      <tr {...ROLE.row} className="lt-sheet-row" aria-rowindex={1}>
        <th {...ROLE.columnHead} scope="col" className="lt-sheet-number">
          <span className="lt-hidden">{t('cataloguing.rowNumber')}</span>
        </th>
        {columns.map((column, at) => (
          <th
            key={column}
            {...ROLE.columnHead}
            scope="col"
            className="lt-sheet-cell"
            style={{ width: widths[at] }}
            title={labels[at]}
          >
            {labels[at]}
            <span className="lt-sheet-edge" aria-hidden="true" onPointerDown={drag(at)} />
          </th>
        ))}
      </tr>
    </thead>
  );
};
