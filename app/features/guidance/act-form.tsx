import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer/use-submission';
import { PhotoInput } from '@/app/components/photo-input';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { GuidanceFormView } from '@/server/domain/guidance/guidance-event';
import { GUIDANCE_MODES, MOST_PHOTOS } from '@/server/domain/guidance/guidance-vocabulary';
import { ActMore, Labelled } from './act-more';
import { ActUnits } from './act-units';
import { type ActDraft, useActDraft } from './use-act-draft';

const emptyDraft = (form: GuidanceFormView, unitId: number | null): ActDraft => ({
  mode: 'onsite',
  unitIds: unitId !== null && form.units.some((unit) => unit.tenantId === unitId) ? [unitId] : [],
  others: [],
  topic: '',
  result: '',
  guidedOn: form.today,
  moreDays: [],
  hours: '1',
  programme: 'general',
  guides: [form.ownName],
  partners: '',
  personCount: '',
  attendees: '',
  findingId: '',
  projectId: '',
});

/** Half and full width digits alike; what is no number is the usual one. */
const numberOf = (typed: string, otherwise: number): number => {
  const read = Number(typed.normalize('NFKC').trim());
  return typed.trim() !== '' && Number.isFinite(read) ? read : otherwise;
};

const Topic = ({ topics, draft, change }: TopicProps) => {
  const t = useText();
  return (
    <div>
      <Labelled label={t('guidance.topic')}>
        {(id) => (
          <input
            id={id}
            className="lt-input"
            maxLength={200}
            autoComplete="off"
            value={draft.topic}
            onChange={({ currentTarget }) => change({ topic: currentTarget.value })}
          />
        )}
      </Labelled>
      {topics.length > 0 ? (
        <ul className="lt-act-chips" aria-label={t('guidance.usualTopics')}>
          {topics.map((topic) => (
            <li key={topic}>
              <button type="button" className="lt-act-chip" onClick={() => change({ topic })}>
                {topic}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};
interface TopicProps {
  topics: readonly string[];
  draft: ActDraft;
  change: (part: Partial<ActDraft>) => void;
}

interface ActFormProps {
  form: GuidanceFormView;
  /** Chosen already, when the form was opened from a unit. */
  unitId: number | null;
  onDone: (units: number) => void;
}

/** 登记指导: way, unit, topic, save. Everything else is as usual until somebody says otherwise. */
export const ActForm = ({ form, unitId, onDone }: ActFormProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { draft, change, forget } = useActDraft(emptyDraft(form, unitId));
  const [photos, setPhotos] = useState<UploadedFile[]>([]);
  const [missing, setMissing] = useState<string | null>(null);
  const { busy, failure, submit } = useSubmission();

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const lacks = [
      draft.unitIds.length + draft.others.length === 0 ? t('guidance.units') : null,
      draft.topic.trim() === '' ? t('guidance.topic') : null,
    ].filter((one) => one !== null);
    setMissing(lacks.length > 0 ? t('guidance.missing', { what: lacks.join(t('common.list')) }) : null);
    if (lacks.length > 0) return;
    const { unitIds, others, findingId, projectId, hours, personCount, ...words } = draft;
    const isItsFinding = form.findings.some((one) => one.id === findingId && unitIds.includes(one.unitTenantId));
    const outcome = await submit(async (idempotencyKey) => {
      const input = {
        ...words,
        unitTenantIds: unitIds.filter((id) => form.units.some((unit) => unit.tenantId === id)),
        otherUnits: others,
        hours: numberOf(hours, 1),
        personCount: numberOf(personCount, 0),
        findingId: isItsFinding ? findingId : undefined,
        projectId: form.projects.some((one) => one.id === projectId) ? projectId : undefined,
        photoObjectIds: photos.map((photo) => photo.id),
      };
      const { guidanceIds } = await client.guidance.register.mutate(input, { context: { idempotencyKey } });
      forget();
      onDone(guidanceIds.length);
    });
    if (!outcome.ok) setMissing(null);
  };
  return (
    <form className="lt-act" onSubmit={(event) => void save(event)} noValidate>
      <fieldset>
        <legend>{t('guidance.mode')}</legend>
        <div className="lt-act-modes">
          {GUIDANCE_MODES.map((mode) => (
            <label key={mode} className="lt-act-choice">
              <input
                type="radio"
                name="mode"
                value={mode}
                checked={draft.mode === mode}
                onChange={() => change({ mode })}
              />
              <span>{t(`guidance.mode_${mode}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <ActUnits units={form.units} recentIds={form.recentUnitIds} draft={draft} change={change} />
      <Topic topics={form.topics} draft={draft} change={change} />
      <Labelled label={t('guidance.result')}>
        {(id) => (
          <textarea
            id={id}
            className="lt-input lt-textarea"
            rows={2}
            maxLength={2000}
            value={draft.result}
            onChange={({ currentTarget }) => change({ result: currentTarget.value })}
          />
        )}
      </Labelled>
      <PhotoInput
        slug={slug}
        label={t('guidance.photos')}
        most={MOST_PHOTOS}
        value={photos}
        onChange={(files) => setPhotos(files)}
      />
      <details>
        <summary>{t('guidance.more')}</summary>
        <ActMore form={form} draft={draft} change={change} />
      </details>
      <div className="lt-act-save">
        {failure ? <CallFailureNote failure={failure} /> : null}
        {missing ? (
          <p className="lt-field-error" role="alert">
            {missing}
          </p>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {t('guidance.save')}
        </Button>
      </div>
    </form>
  );
};
