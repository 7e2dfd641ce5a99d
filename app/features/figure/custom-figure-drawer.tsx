import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dialog } from '@/app/components/dialog';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import {
  CUSTOM_PERIODS,
  type CustomFigureView,
  type CustomPeriod,
  type CustomPreviewView,
  MOST_CONDITIONS,
  opsFor,
} from '@/server/domain/figure/custom-figure';
import { type CustomSubject, customSubjects } from '@/server/domain/figure/custom-subjects';
import { ConditionRow } from './condition-row';
import { type CustomDraft, draftOf, emptyDraft, specOf } from './custom-draft';
import { customValueText, groupText } from './custom-words';

interface PartProps {
  draft: CustomDraft;
  subject: CustomSubject;
  onChange: (change: Partial<CustomDraft>) => void;
}

const Conditions = ({ draft, subject, onChange }: PartProps) => {
  const t = useText();
  const { conditions } = draft;
  const add = () => {
    const [field] = subject.fields;
    if (!field) return;
    const id = Math.max(-1, ...conditions.map((one) => one.id)) + 1;
    onChange({
      conditions: [...conditions, { id, field: field.key, op: opsFor(field.kind)[0] ?? 'filled', values: [] }],
    });
  };
  return (
    <fieldset className="lt-field lt-conditions">
      <legend className="lt-label">{t('dashboard.customConditions')}</legend>
      <ul>
        {conditions.map((condition, at) => (
          <ConditionRow
            key={condition.id}
            number={at + 1}
            condition={condition}
            subject={subject}
            onChange={(next) => onChange({ conditions: conditions.map((one) => (one.id === next.id ? next : one)) })}
            onDrop={() => onChange({ conditions: conditions.filter((one) => one.id !== condition.id) })}
          />
        ))}
      </ul>
      {conditions.length < MOST_CONDITIONS ? <Button onClick={add}>{t('dashboard.customAdd')}</Button> : null}
    </fieldset>
  );
};

const Reckoning = ({ draft, subject, onChange }: PartProps) => {
  const t = useText();
  const locale = useLocale();
  const nameOf = ({ name }: { name: { zh: string; en: string } }) => (locale === 'en' ? name.en : name.zh);
  return (
    <>
      <label className="lt-field">
        <span className="lt-label">{t('dashboard.customPeriod')}</span>
        <select
          className="lt-select"
          value={draft.period}
          onChange={(event) => onChange({ period: event.target.value as CustomPeriod })}
        >
          {CUSTOM_PERIODS.filter((period) => period !== 'standing' || subject.hasStanding).map((period) => (
            <option key={period} value={period}>
              {t(`dashboard.period_${period}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="lt-field">
        <span className="lt-label">{t('dashboard.customAggregate')}</span>
        <select
          className="lt-select"
          value={draft.sum ?? ''}
          onChange={(event) => onChange({ sum: event.target.value || null })}
        >
          <option value="">{t('dashboard.customCount')}</option>
          {subject.fields
            .filter((field) => field.kind === 'number')
            .map((field) => (
              <option key={field.key} value={field.key}>
                {t('dashboard.customSum', { name: nameOf(field) })}
              </option>
            ))}
        </select>
      </label>
      <label className="lt-field">
        <span className="lt-label">{t('dashboard.customGroup')}</span>
        <select
          className="lt-select"
          value={draft.group ?? ''}
          onChange={(event) => onChange({ group: event.target.value || null })}
        >
          <option value="">{t('dashboard.customNoGroup')}</option>
          {subject.fields
            .filter((field) => field.kind !== 'date')
            .map((field) => (
              <option key={field.key} value={field.key}>
                {nameOf(field)}
              </option>
            ))}
        </select>
      </label>
    </>
  );
};

const Preview = ({ draft, subject, found }: Omit<PartProps, 'onChange'> & { found: CustomPreviewView }) => {
  const t = useText();
  const locale = useLocale();
  const field = subject.fields.find((one) => one.key === draft.group);
  return (
    <section className="lt-note" aria-live="polite">
      <div>
        <p className="lt-strong">
          {t('dashboard.customResult', { value: customValueText(found.value, t), n: found.rows })}
        </p>
        {found.groups.length > 0 ? (
          <ul>
            {found.groups.map((group) => (
              <li key={group.key ?? ''}>
                {groupText(group.key, field, t, locale)} {customValueText(group.value, t)}
              </li>
            ))}
          </ul>
        ) : null}
        {found.rowsShown.length > 0 ? <p>{t('dashboard.customFirstRows')}</p> : null}
        <ul>
          {found.rowsShown.slice(0, 5).map((row) => (
            <li key={row.id}>
              {row.on} {row.label}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
};

/** Defines a figure: what is counted, under which conditions, how; with a look at the result before it is saved. */
export const CustomFigureDrawer = (props: {
  figure: CustomFigureView | null;
  year: number;
  onClose: () => void;
  onSaved: () => void;
}) => {
  const { figure, year, onClose, onSaved } = props;
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const subjects = customSubjects(useWorkspace().tenant.kind);
  const [draft, setDraft] = useState(() => (figure ? draftOf(figure) : emptyDraft(subjects[0]?.code ?? '')));
  const [found, setFound] = useState<CustomPreviewView | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const subject = subjects.find((one) => one.code === draft.subject);
  const change = (part: Partial<CustomDraft>) => {
    setFound(null);
    setDraft((before) => ({ ...before, ...part }));
  };
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    await act().catch(setFailure);
    setBusy(false);
  };
  const look = () =>
    run(async () => {
      setFound(await client.customFigure.preview.query({ subject: draft.subject, spec: specOf(draft), year }));
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const input = { name: draft.name.trim(), unit: draft.unit.trim(), subject: draft.subject, spec: specOf(draft) };
    void run(async () => {
      if (figure) await client.customFigure.change.mutate({ ...input, id: figure.id, rowVersion: figure.rowVersion });
      else await client.customFigure.create.mutate(input, { context: { idempotencyKey } });
      toast({ text: t('dashboard.customSaved') });
      onSaved();
    });
  };
  return (
    <Dialog
      open
      place="right"
      onClose={onClose}
      title={t(figure ? 'dashboard.customChange' : 'dashboard.customCreate')}
    >
      <form onSubmit={save}>
        {failure ? <CallFailureNote failure={failure} /> : null}
        <label className="lt-field">
          <span className="lt-label">{t('dashboard.customName')}</span>
          <input
            className="lt-input"
            required
            maxLength={60}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('dashboard.customUnit')}</span>
          <input
            className="lt-input"
            required
            maxLength={12}
            value={draft.unit}
            onChange={(event) => change({ unit: event.target.value })}
          />
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('dashboard.customSubject')}</span>
          <select
            className="lt-select"
            value={draft.subject}
            onChange={(event) => change({ ...emptyDraft(event.target.value), name: draft.name, unit: draft.unit })}
          >
            {subjects.map((one) => (
              <option key={one.code} value={one.code}>
                {locale === 'en' ? one.name.en : one.name.zh}
              </option>
            ))}
          </select>
        </label>
        {subject ? (
          <>
            <Conditions draft={draft} subject={subject} onChange={change} />
            <Reckoning draft={draft} subject={subject} onChange={change} />
            {found ? <Preview draft={draft} subject={subject} found={found} /> : null}
          </>
        ) : null}
        <div className="lt-wrap">
          <Button onClick={() => void look()} busy={busy}>
            {t('dashboard.customPreview', { year: String(year) })}
          </Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('dashboard.customSave')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
