import { useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useFoundItems } from '@/app/features/archive/use-found-items';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { EventView, Material } from '@/server/domain/filing/major-event';
import { MATERIALS } from './event-labels';
import { Options } from './filing-labels';

const SHOWN = 20;

interface Picked {
  id: string;
  label: string;
}
interface PickerProps {
  id?: string;
  value?: Picked[];
  onChange?: (picked: Picked[]) => void;
}

/** Finds records by words and ticks several of them; what is ticked stays while other words are tried. */
const ItemsPicker = ({ id, value = [], onChange }: PickerProps) => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const found = useFoundItems(words, SHOWN);
  const chosen = new Set(value.map((one) => one.id));
  const fresh = (found ?? []).filter((row) => !chosen.has(row.id));
  const rows: Picked[] = [
    ...value,
    ...fresh.map((row) => ({ id: row.id, label: `${row.referenceCode} ${row.title}` })),
  ];
  const toggle = (row: Picked) =>
    onChange?.(chosen.has(row.id) ? value.filter((one) => one.id !== row.id) : [...value, row]);
  return (
    <div>
      <input
        id={id}
        className="lt-input"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // Enter looks for a record; the form is sent by its button.
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
        }}
        placeholder={t('archive.searchPlaceholder')}
        maxLength={200}
      />
      <p className="lt-3" role="status">
        {words !== '' && found
          ? t(found.length === SHOWN ? 'event.linkFoundMany' : 'event.linkFound', { n: found.length })
          : ''}
      </p>
      <fieldset className="lt-plain-fieldset" aria-label={t('event.linkItems')}>
        {rows.map((row) => (
          <label key={row.id} className="lt-row lt-pick">
            <input type="checkbox" className="lt-checkbox" checked={chosen.has(row.id)} onChange={() => toggle(row)} />
            <span>{row.label}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
};

/** 关联档案: which records document the event, and as what. */
export const LinkRecordsDrawer = (props: { event: EventView; onClose: () => void; onDone: (text: string) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { event, onClose, onDone } = props;
  const missing = event.tasks.find((task) => task.records === 0)?.material;
  return (
    <FormDrawer<{ material: Material; items: Picked[] }>
      open
      onClose={onClose}
      width={560}
      title={t('event.linkTitle', { name: event.name })}
      submitLabel={t('event.link')}
      fieldLabels={{ items: t('event.linkItems') }}
      initialValues={{ material: missing ?? 'text', items: [] }}
      onSubmit={async ({ material, items }, idempotencyKey) => {
        const input = { eventId: event.id, material, itemIds: items.map((one) => one.id) };
        const { linked, known } = await client.filing.linkEventRecords.mutate(input, { context: { idempotencyKey } });
        onDone(t('event.linked', { n: linked, known }));
      }}
    >
      <FormField name="material" label={t('event.linkMaterial')} required>
        <select className="lt-select">
          <Options options={MATERIALS.map((one) => ({ value: one, label: t(`filing.material_${one}`) }))} />
        </select>
      </FormField>
      <FormField name="items" label={t('event.linkItems')} required>
        <ItemsPicker />
      </FormField>
    </FormDrawer>
  );
};
