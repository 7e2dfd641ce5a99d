import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dialog } from '@/app/components/dialog';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { OwnFormView } from '@/server/domain/statistics/statistics';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { FormChecksEditor } from './form-checks-editor';
import { cellChoices, draftOf, type FormDraft, inputOf, isReady, newDraft, newPart } from './form-draft';
import { FormPartEditor } from './form-part-editor';

const FILLERS: readonly TenantKind[] = [
  'bureau',
  'repository',
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
];
const MOST_PARTS = 10;

/** 自定报表: parts of rows and columns, of each cell where its value comes from, and the checks between cells. */
export const FormEditor = ({ known, onClose }: { known: OwnFormView | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [draft, setDraft] = useState<FormDraft>(() => (known ? draftOf(known) : newDraft()));
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const change = (more: Partial<FormDraft>) => setDraft((all) => ({ ...all, ...more }));
  const choices = cellChoices(draft, (n) => t('statistics.partNumber', { n }));
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const input = { id: known?.id, rowVersion: known?.rowVersion ?? 0, ...inputOf(draft, choices) };
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
      {draft.parts.map((part, at) => (
        <FormPartEditor
          key={part.id}
          part={part}
          number={at + 1}
          isOnly={draft.parts.length === 1}
          onChange={(changed) => change({ parts: draft.parts.map((one) => (one.id === part.id ? changed : one)) })}
          onDrop={() => change({ parts: draft.parts.filter((one) => one.id !== part.id) })}
        />
      ))}
      <p>
        <Button
          icon="plus"
          disabled={draft.parts.length >= MOST_PARTS}
          onClick={() => change({ parts: [...draft.parts, newPart()] })}
        >
          {t('statistics.addPart')}
        </Button>
      </p>
      <FormChecksEditor checks={draft.checks} choices={choices} onChange={(checks) => change({ checks })} />
      <p className="lt-wrap">
        <Button look="primary" busy={busy} disabled={!isReady(draft, choices)} onClick={() => void save()}>
          {t('statistics.formSave')}
        </Button>
      </p>
    </Dialog>
  );
};
