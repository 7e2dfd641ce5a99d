import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { useFoundItems } from './use-found-items';

const SHOWN = 10;

interface PickerProps {
  id?: string;
  value?: string;
  onChange?: (itemId: string) => void;
  /** Records that cannot be chosen: the one itself, and those that are related already. */
  except: ReadonlySet<string>;
  /** Only among these. */
  among?: Parameters<typeof useFoundItems>[2];
}

/** Finds a record of one's own by words, and chooses one of those found. */
export const ItemPicker = ({ id, value, onChange, except, among }: PickerProps) => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const found = useFoundItems(words, SHOWN, among);
  const rows = found?.filter((row) => !except.has(row.id)) ?? [];
  const isCut = found?.length === SHOWN;
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
        {words !== '' && found ? t(isCut ? 'archive.relateFoundMany' : 'archive.relateFound', { n: rows.length }) : ''}
      </p>
      <div role="radiogroup" aria-label={t('archive.relateFoundLabel')}>
        {rows.map((row) => (
          <label key={row.id} className="lt-row lt-pick">
            <input
              type="radio"
              name="relate-item"
              checked={value === row.id}
              onChange={() => onChange?.(row.id)}
              value={row.id}
            />
            <span>
              <b>{row.referenceCode}</b> {row.title}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
};

interface RelateDrawerProps {
  open: boolean;
  onClose: () => void;
  item: ItemView;
  /** Records that are related already. */
  related: readonly string[];
}

/** 关联档案: chooses the other record, and says how the two belong together. */
export const RelateDrawer = ({ open, onClose, item, related }: RelateDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { otherItemId: t('archive.relateOther'), note: t('archive.relateNote') };
  return (
    <FormDrawer<{ otherItemId: string; note?: string }>
      open={open}
      onClose={onClose}
      title={t('archive.relateTitle', { code: item.referenceCode })}
      submitLabel={t('archive.relateAct')}
      fieldLabels={labels}
      width={520}
      onSubmit={async ({ otherItemId, note }, idempotencyKey) => {
        const asked = { itemId: item.id, otherItemId, note: note?.trim() || undefined };
        await client.archive.relateItems.mutate(asked, { context: { idempotencyKey } });
        toast({ text: t('archive.relateDone') });
        revalidate();
      }}
    >
      <FormField name="otherItemId" label={labels.otherItemId} required>
        <ItemPicker except={new Set([item.id, ...related])} />
      </FormField>
      <FormField name="note" label={labels.note} help={t('archive.relateNoteHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
    </FormDrawer>
  );
};
