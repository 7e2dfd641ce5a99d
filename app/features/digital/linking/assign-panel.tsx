import { type DragEvent, type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';

export interface Target {
  id: string;
  referenceCode: string;
  title: string;
}

export const DRAGGED = 'application/x-lantai-uploads';
const SHOWN = 12;

const draggedIds = (event: DragEvent): string[] => {
  try {
    const ids: unknown = JSON.parse(event.dataTransfer.getData(DRAGGED));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

interface TargetLineProps {
  target: Target;
  selected: number;
  busy: boolean;
  onDropped: (ids: string[]) => void;
  onTake: () => void;
}

const TargetLine = ({ target, selected, busy, onDropped, onTake }: TargetLineProps) => {
  const t = useText();
  const [over, setOver] = useState(false);
  return (
    <li
      className={`lt-target ${over ? 'lt-target-over' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDropped(draggedIds(event));
      }}
    >
      <span className="lt-grow">
        <b>{target.referenceCode}</b>
        <span className="lt-2">{target.title}</span>
      </span>
      <Button
        disabled={selected === 0 || busy}
        aria-label={t('digital.assignTo', { n: selected, code: target.referenceCode })}
        onClick={onTake}
      >
        {t('digital.assign', { n: selected })}
      </Button>
    </li>
  );
};

interface AssignPanelProps {
  /** How many files are selected in the table. */
  selected: number;
  busy: boolean;
  onAssign: (target: Target, dropped: string[] | null) => void;
}

/** Records to put files to: by dragging a file onto one, or by selecting files and pressing its button. */
export const AssignPanel = ({ selected, busy, onAssign }: AssignPanelProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Target[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const search = (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    client.archive.list
      .query({ q: typed.trim(), limit: SHOWN })
      .then(
        ({ rows }) => setFound(rows.map(({ id, referenceCode, title }) => ({ id, referenceCode, title }))),
        setFailure,
      );
  };
  return (
    <aside className="lt-assign" aria-labelledby="assign">
      <h2 id="assign">{t('digital.assignTitle')}</h2>
      <p className="lt-2">{t('digital.assignHelp')}</p>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <search>
        <form className="lt-row" onSubmit={search}>
          <input
            className="lt-input lt-grow"
            type="search"
            value={typed}
            maxLength={200}
            aria-label={t('digital.assignSearch')}
            placeholder={t('digital.assignSearch')}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" icon="search">
            {t('common.search')}
          </Button>
        </form>
      </search>
      <p className="lt-hidden" role="status">
        {found ? t('digital.assignFound', { n: found.length }) : ''}
      </p>
      {found?.length === 0 ? <p className="lt-2">{t('digital.assignNone')}</p> : null}
      <ul>
        {found?.map((target) => (
          <TargetLine
            key={target.id}
            target={target}
            selected={selected}
            busy={busy}
            onDropped={(ids) => onAssign(target, ids)}
            onTake={() => onAssign(target, null)}
          />
        ))}
      </ul>
    </aside>
  );
};
