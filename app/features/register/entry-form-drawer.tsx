import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { headingOf } from '@/server/domain/register/register-cells';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import { type EntryView, MOST_FILES } from '@/server/domain/register/register-entry';
import { inWords, languageOf } from './register-words';

type Values = Record<string, string | number | boolean | undefined>;

/** Photos, scans and papers of an entry. */
export const FILE_TYPES = 'image/jpeg,image/png,image/webp,application/pdf';

/** `bound` is what the form hands to the one thing inside a field: value, name and what to do on a change. */
const Control = ({ field, ...bound }: { field: RegisterField }) => {
  const t = useText();
  const locale = useLocale();
  switch (field.kind) {
    case 'text':
      return field.isLong ? (
        <textarea className="lt-input" rows={4} maxLength={field.max} {...bound} />
      ) : (
        <input className="lt-input" maxLength={field.max} autoComplete="off" {...bound} />
      );
    case 'number':
      return (
        <input
          className="lt-input"
          type="number"
          min={field.min}
          max={field.max}
          step={1 / 10 ** field.decimals}
          inputMode="decimal"
          {...bound}
        />
      );
    case 'date':
      return <input className="lt-input" type="date" {...bound} />;
    case 'time':
      return <input className="lt-input" type="time" step={1} {...bound} />;
    case 'choice':
      return (
        <select className="lt-select" {...bound}>
          <option value="">{t('register.choose')}</option>
          {field.choices.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {inWords(choice, locale)}
            </option>
          ))}
        </select>
      );
    case 'flag':
      return (
        <select className="lt-select" {...bound}>
          <option value="">{t('register.choose')}</option>
          <option value="true">{t('register.yes')}</option>
          <option value="false">{t('register.no')}</option>
        </select>
      );
  }
};

/** What the form holds as texts, as the entry says it. Empty fields say nothing. */
const saidOf = (definition: RegisterDefinition, values: Values): Record<string, string | number | boolean> =>
  Object.fromEntries(
    definition.fields.flatMap((field) => {
      const value = values[field.key];
      if (value === undefined || value === null || value === '') return [];
      if (field.kind === 'number') return [[field.key, Number(value)]];
      if (field.kind === 'flag') return [[field.key, String(value) === 'true']];
      return [[field.key, value]];
    }),
  );

interface EntryFormDrawerProps {
  definition: RegisterDefinition;
  open: boolean;
  onClose: () => void;
  /** The entry that is put right; a new one otherwise. */
  entry?: EntryView;
  /** The day that a new one begins with; today otherwise. */
  day?: string;
}

interface Sent {
  definition: RegisterDefinition;
  entry?: EntryView | undefined;
}

/** Sends what the form holds; says what was refused of the files. */
const useSend = ({ definition, entry }: Sent) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return async ({ reason, files, ...typed }: Values, idempotencyKey: string) => {
    const values = saidOf(definition, typed);
    // The one field of the form that holds no value of the entry.
    const chosen = (files ?? []) as unknown as readonly UploadedFile[];
    if (entry) {
      const { id: entryId, rowVersion } = entry;
      await client.register.change.mutate({ entryId, rowVersion, values, reason: String(reason ?? '') });
      toast({ text: t('register.changed') });
    } else {
      const objectIds = chosen.map((file) => file.id);
      const input = { code: definition.code, values, ...(objectIds.length > 0 ? { objectIds } : {}) };
      const { refused } = await client.register.enter.mutate(input, { context: { idempotencyKey } });
      const names = refused.map(({ position }) => chosen[position]?.fileName ?? '').join(t('common.list'));
      toast(
        refused.length > 0
          ? { kind: 'fail', text: t('register.enteredWithout', { names }) }
          : { text: t('register.entered') },
      );
    }
    revalidate();
  };
};

/** The form that a register's definition says. */
export const EntryFormDrawer = ({ definition, open, onClose, entry, day }: EntryFormDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const { slug } = useWorkspace().tenant;
  const send = useSend({ definition, entry });
  const name = inWords(definition.name, locale);
  const labels = {
    ...Object.fromEntries(definition.fields.map((field) => [field.key, headingOf(field, languageOf(locale))])),
    reason: t('register.reason'),
  };
  const initial: Values = entry
    ? Object.fromEntries(Object.entries(entry.values).map(([key, value]) => [key, String(value)]))
    : { [definition.dayField]: day ?? today };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t(entry ? 'register.changeTitle' : 'register.enterTitle', { name })}
      initialValues={initial}
      fieldLabels={labels}
      onSubmit={send}
    >
      {definition.fields.map((field) => (
        <FormField
          key={field.key}
          name={field.key}
          label={headingOf(field, languageOf(locale))}
          required={field.required === true}
          help={field.help ? inWords(field.help, locale) : undefined}
        >
          <Control field={field} />
        </FormField>
      ))}
      {entry ? (
        <FormField name="reason" label={labels.reason} required>
          <input className="lt-input" maxLength={200} autoComplete="off" />
        </FormField>
      ) : (
        <FormField name="files" label={t('register.files')} help={t('register.filesHelp')}>
          <PhotoInput slug={slug} label={t('register.files')} most={MOST_FILES} accept={FILE_TYPES} />
        </FormField>
      )}
    </FormDrawer>
  );
};
