import { useState } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { ChecklistSection } from '@/server/domain/inspection/checklist';
import { SCORING_METHODS } from '@/server/domain/inspection/checklist-vocabulary';
import {
  PROFILE_PRESETS,
  parseRaiseLines,
  parseVetoLines,
  raiseLines,
  type ScoringProfile,
  vetoLines,
} from '@/server/domain/inspection/scoring-profile';

interface ProfileEditorProps {
  profile: ScoringProfile;
  sections: readonly ChecklistSection[];
  disabled: boolean;
  onProfile: (profile: ScoringProfile) => void;
  onSections: (sections: ChecklistSection[]) => void;
}

const percentOf = (typed: string): number | null => {
  const text = typed.normalize('NFKC').trim();
  return /^\d{1,3}(?:\.\d+)?$/.test(text) && Number(text) <= 100 ? Number(text) : null;
};

const Percent = (props: { label: string; value: number | null; onChange: (value: number | null) => void }) => (
  <label className="lt-field">
    <span className="lt-label">{props.label}</span>
    <input
      className="lt-input"
      inputMode="decimal"
      maxLength={6}
      defaultValue={props.value ?? ''}
      onBlur={(event) => props.onChange(percentOf(event.target.value))}
    />
  </label>
);

/** 评分办法: how grades are reached, what keeps the whole from one, which sections must be passed. */
export const ProfileEditor = ({ profile, sections, disabled, onProfile, onSections }: ProfileEditorProps) => {
  const t = useText();
  const locale = useLocale();
  const nameOf = (grade: ScoringProfile['grades'][number]) => (locale === 'zh-CN' ? grade.zh : grade.en);
  const [typed, setTyped] = useState(vetoLines(profile));
  const [raises, setRaises] = useState(raiseLines(profile));
  const second = profile.grades[1]?.code ?? '';
  const notAbove = profile.vetoes[0]?.notAbove ?? second;
  const setVetoes = (lines: string, grade: string) =>
    onProfile({ ...profile, vetoes: parseVetoLines(lines).map((allOf) => ({ allOf, notAbove: grade })) });
  const limit = (label: string, value: string | null, onChange: (code: string | null) => void) => (
    <label className="lt-field">
      <span className="lt-label">{label}</span>
      <select className="lt-select" value={value ?? ''} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">{t('checklist.noLimit')}</option>
        {profile.grades.slice(1).map((grade) => (
          <option key={grade.code} value={grade.code}>
            {nameOf(grade)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset className="lt-section" disabled={disabled}>
      <legend>
        <h2>{t('checklist.scoring')}</h2>
      </legend>
      <label className="lt-field">
        <span className="lt-label">{t('checklist.scoringMethod')}</span>
        <select
          className="lt-select"
          value={profile.method}
          onChange={(event) => {
            const method = SCORING_METHODS.find((one) => one === event.target.value) ?? 'points';
            setTyped('');
            setRaises(raiseLines(PROFILE_PRESETS[method]));
            onProfile(PROFILE_PRESETS[method]);
          }}
        >
          {SCORING_METHODS.map((method) => (
            <option key={method} value={method}>
              {t(`checklist.method_${method}`)}
            </option>
          ))}
        </select>
      </label>
      {profile.method === 'risk' ? null : (
        <div className="lt-three" key={profile.method}>
          {profile.grades.slice(0, -1).map((grade, at) => (
            <Percent
              key={grade.code}
              label={t('checklist.gradeFrom', { grade: nameOf(grade) })}
              value={grade.atLeast}
              onChange={(atLeast) =>
                onProfile({
                  ...profile,
                  grades: profile.grades.map((one, index) => (index === at ? { ...one, atLeast } : one)),
                })
              }
            />
          ))}
        </div>
      )}
      <label className="lt-field">
        <span className="lt-label">{t('checklist.vetoes')}</span>
        <textarea
          className="lt-input lt-textarea"
          rows={4}
          maxLength={2000}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setVetoes(event.target.value, notAbove);
          }}
        />
        <span className="lt-3">{t('checklist.vetoesHelp')}</span>
      </label>
      {profile.method === 'risk' ? (
        <label className="lt-field">
          <span className="lt-label">{t('checklist.raises')}</span>
          <textarea
            className="lt-input lt-textarea"
            rows={2}
            maxLength={1000}
            value={raises}
            onChange={(event) => {
              setRaises(event.target.value);
              onProfile({ ...profile, raises: parseRaiseLines(event.target.value) });
            }}
          />
          <span className="lt-3">{t('checklist.raisesHelp')}</span>
        </label>
      ) : null}
      <div className="lt-three">
        {limit(t('checklist.vetoNotAbove'), notAbove, (code) => setVetoes(typed, code ?? second))}
        {limit(t('checklist.sectionNotAbove'), profile.failedSectionNotAbove, (failedSectionNotAbove) =>
          onProfile({ ...profile, failedSectionNotAbove }),
        )}
        {limit(t('checklist.selfNotAbove'), profile.withoutSelfCheckNotAbove, (withoutSelfCheckNotAbove) =>
          onProfile({ ...profile, withoutSelfCheckNotAbove }),
        )}
      </div>
      <div className="lt-three">
        {sections.map((section, at) => (
          <Percent
            key={section.name}
            label={t('checklist.sectionPass', { name: section.name })}
            value={section.passPercent}
            onChange={(passPercent) =>
              onSections(sections.map((one, index) => (index === at ? { ...one, passPercent } : one)))
            }
          />
        ))}
      </div>
    </fieldset>
  );
};
