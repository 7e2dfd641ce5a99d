import { Link } from '@remix-run/react';
import { Form } from 'antd';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { Attachments } from '@/app/features/inspection/exchange';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate } from '@/app/lib/format';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { NominationView } from '@/server/domain/talent/talent';
import {
  EXPERT_FIELDS,
  type ExpertField,
  TALENT_RESULTS,
  type TalentResult,
} from '@/server/domain/talent/talent-vocabulary';

interface DecideValues {
  result: TalentResult;
  reason: string;
  expertField?: ExpertField;
  termEnd?: string;
}

/** The nomination as it came, with what this office knows of the person. */
export const NominationFacts = ({ one }: { one: NominationView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const awards = one.awards.map(({ contest, rank }) =>
    rank === null ? t('talent.awardPlain', { contest }) : t('talent.awardLine', { contest, rank }),
  );
  return (
    <>
      <FactList
        facts={[
          [t('talent.person'), one.personName],
          [t('talent.unit'), one.subjectName],
          [t('talent.workUnit'), one.workUnit === one.subjectName ? null : one.workUnit],
          [
            t('talent.timeline'),
            <Link
              key="way"
              className="lt-link"
              to={`/w/${slug}/talent-people/person?${new URLSearchParams({ name: one.personName, unit: one.workUnit })}`}
            >
              {t('talent.peopleTitle')}
            </Link>,
          ],
          [t('talent.scheme'), t(`talent.scheme_${one.scheme}`)],
          [t('talent.post'), one.post],
          [t('talent.jobTitle'), one.jobTitle || null],
          [t('talent.merits'), one.merits],
          [t('talent.awards'), awards.length > 0 ? awards.join(t('common.list')) : null],
          [t('talent.submittedOn'), formatIsoDate(one.submittedAt)],
          [t('talent.submittedBy'), one.submittedBy],
          [t('talent.votes'), one.votes === null ? null : t('talent.votesN', { n: one.votes })],
          [t('talent.result'), one.result ? t(`talent.standing_${one.result}`) : null],
          [t('talent.reason'), one.reason],
          [t('talent.termEnd'), one.termEnd],
          [t('talent.decidedOn'), one.decidedOn],
          [t('talent.decidedBy'), one.decidedByName],
        ]}
      />
      <Attachments
        files={one.files}
        hrefOf={({ objectId }) =>
          downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId: one.dispatchId, objectId })
        }
      />
    </>
  );
};

/** Field and term: only who becomes an expert is appointed. */
const Appointment = ({ one, labels }: { one: NominationView; labels: { expertField: string; termEnd: string } }) => {
  const t = useText();
  const result: TalentResult = Form.useWatch('result') ?? 'selected';
  if (one.scheme !== 'expert' || result !== 'selected') return null;
  return (
    <>
      <FormField name="expertField" label={labels.expertField} required>
        <select className="lt-select">
          {EXPERT_FIELDS.map((field) => (
            <option key={field} value={field}>
              {t(`talent.field_${field}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="termEnd" label={labels.termEnd} required>
        <input className="lt-input" type="date" />
      </FormField>
    </>
  );
};

interface DecideDrawerProps {
  one: NominationView;
  onClose: () => void;
  onDone: () => void;
}

/** 评定: once, with its reason. */
export const DecideDrawer = ({ one, onClose, onDone }: DecideDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    result: t('talent.result'),
    reason: t('talent.reason'),
    expertField: t('talent.expertField'),
    termEnd: t('talent.termEnd'),
  };
  return (
    <FormDrawer<DecideValues>
      open
      onClose={onClose}
      title={t('talent.decide')}
      submitLabel={t('talent.decide')}
      fieldLabels={labels}
      initialValues={{ result: 'selected', expertField: 'management' }}
      width={560}
      onSubmit={async ({ result, reason, expertField, termEnd }, idempotencyKey) => {
        const appointed = one.scheme === 'expert' && result === 'selected' ? { expertField, termEnd } : {};
        const input = { dispatchId: one.dispatchId, result, reason, ...appointed };
        await client.talent.decide.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('talent.decided') });
        onDone();
      }}
    >
      <NominationFacts one={one} />
      <p className="lt-note">{t('talent.decideEffect')}</p>
      <FormField name="result" label={labels.result} required>
        <select className="lt-select">
          {TALENT_RESULTS.map((result) => (
            <option key={result} value={result}>
              {t(`talent.standing_${result}`)}
            </option>
          ))}
        </select>
      </FormField>
      <Appointment one={one} labels={labels} />
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};
