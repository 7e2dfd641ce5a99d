import { useId, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import type { GuidanceFormView } from '@/server/domain/guidance/guidance-event';
import { GUIDANCE_PROGRAMMES, MOST_DAYS, MOST_GUIDES } from '@/server/domain/guidance/guidance-vocabulary';
import type { ActDraft } from './use-act-draft';

interface ActMoreProps {
  form: GuidanceFormView;
  draft: ActDraft;
  change: (part: Partial<ActDraft>) => void;
}

interface LabelledProps {
  label: string;
  children: (id: string) => React.ReactNode;
}
export const Labelled = ({ label, children }: LabelledProps) => {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="lt-act-label">
        {label}
      </label>
      {children(id)}
    </div>
  );
};

/** 指导人员: those who usually go along to tap on, others by their name. */
const Guides = ({ form, draft, change }: ActMoreProps) => {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const names = [...new Set([form.ownName, ...form.guides, ...draft.guides])];
  const set = (name: string, on: boolean) =>
    change({ guides: on ? [...draft.guides, name].slice(0, MOST_GUIDES) : draft.guides.filter((one) => one !== name) });
  const add = () => {
    const name = typed.trim();
    if (name !== '' && !draft.guides.includes(name)) set(name, true);
    setTyped('');
  };
  return (
    <fieldset>
      <legend>{t('guidance.guides')}</legend>
      <ul className="lt-act-chips">
        {names.map((name) => (
          <li key={name}>
            <label className="lt-act-choice">
              <input
                type="checkbox"
                checked={draft.guides.includes(name)}
                onChange={({ currentTarget }) => set(name, currentTarget.checked)}
              />
              <span>{name}</span>
            </label>
          </li>
        ))}
      </ul>
      <label htmlFor={id} className="lt-3">
        {t('guidance.addGuide')}
      </label>
      <div className="lt-row">
        <input
          id={id}
          className="lt-input"
          value={typed}
          maxLength={50}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="button" className="lt-act-chip" onClick={add}>
          {t('guidance.add')}
        </button>
      </div>
    </fieldset>
  );
};

/** 多次登门: further days of the same case. */
const Days = ({ form, draft, change }: ActMoreProps) => {
  const t = useText();
  return (
    <div>
      <Labelled label={t('guidance.guidedOn')}>
        {(id) => (
          <input
            id={id}
            className="lt-input"
            type="date"
            max={form.today}
            value={draft.guidedOn}
            onChange={({ currentTarget }) => change({ guidedOn: currentTarget.value })}
          />
        )}
      </Labelled>
      <ul className="lt-act-chips">
        {draft.moreDays.map((day) => (
          <li key={day}>
            <button
              type="button"
              className="lt-act-chip"
              aria-label={t('guidance.removeDay', { day })}
              onClick={() => change({ moreDays: draft.moreDays.filter((one) => one !== day) })}
            >
              {day} <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {draft.moreDays.length < MOST_DAYS - 1 ? (
        <Labelled label={t('guidance.moreDays')}>
          {(id) => (
            <input
              id={id}
              className="lt-input"
              type="date"
              max={form.today}
              value=""
              onChange={({ currentTarget: { value } }) =>
                value === '' ? undefined : change({ moreDays: [...new Set([...draft.moreDays, value])].sort() })
              }
            />
          )}
        </Labelled>
      ) : null}
    </div>
  );
};

/** What is seldom other than usual. */
export const ActMore = ({ form, draft, change }: ActMoreProps) => {
  const t = useText();
  const findings = form.findings.filter((finding) => draft.unitIds.includes(finding.unitTenantId));
  return (
    <>
      <Days form={form} draft={draft} change={change} />
      <Labelled label={t('guidance.hours')}>
        {(id) => (
          <input
            id={id}
            className="lt-input"
            type="number"
            min={0.5}
            max={100}
            step={0.5}
            inputMode="decimal"
            value={draft.hours}
            onChange={({ currentTarget }) => change({ hours: currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled label={t('guidance.programme')}>
        {(id) => (
          <select
            id={id}
            className="lt-select"
            value={draft.programme}
            onChange={({ currentTarget }) =>
              change({ programme: GUIDANCE_PROGRAMMES.find((one) => one === currentTarget.value) ?? 'general' })
            }
          >
            {GUIDANCE_PROGRAMMES.map((programme) => (
              <option key={programme} value={programme}>
                {t(`guidance.programme_${programme}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {findings.length > 0 ? (
        <Labelled label={t('guidance.finding')}>
          {(id) => (
            <select
              id={id}
              className="lt-select"
              value={draft.findingId}
              onChange={({ currentTarget }) => change({ findingId: currentTarget.value })}
            >
              <option value="">{t('guidance.noFinding')}</option>
              {findings.map((finding) => (
                <option key={finding.id} value={finding.id}>
                  {finding.fact}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ) : null}
      {form.projects.length > 0 ? (
        <Labelled label={t('guidance.project')}>
          {(id) => (
            <select
              id={id}
              className="lt-select"
              value={draft.projectId}
              onChange={({ currentTarget }) => change({ projectId: currentTarget.value })}
            >
              <option value="">{t('guidance.noProject')}</option>
              {form.projects.map((project) => (
                <option key={project.id} value={project.id}>
                  {project.title}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ) : null}
      <Guides form={form} draft={draft} change={change} />
      <Labelled label={t('guidance.partners')}>
        {(id) => (
          <input
            id={id}
            className="lt-input"
            maxLength={100}
            value={draft.partners}
            onChange={({ currentTarget }) => change({ partners: currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled label={t('guidance.personCount')}>
        {(id) => (
          <input
            id={id}
            className="lt-input"
            type="number"
            min={0}
            max={10_000}
            inputMode="numeric"
            value={draft.personCount}
            onChange={({ currentTarget }) => change({ personCount: currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled label={t('guidance.attendees')}>
        {(id) => (
          <input
            id={id}
            className="lt-input"
            maxLength={500}
            value={draft.attendees}
            onChange={({ currentTarget }) => change({ attendees: currentTarget.value })}
          />
        )}
      </Labelled>
    </>
  );
};
