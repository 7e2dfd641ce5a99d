import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { AFTER_INSPECTION, type Question } from '@/server/domain/assessment/questionnaire-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { QuestionEditor } from './question-editor';

interface Values {
  title: string;
  words?: string;
  isAnonymous: 'yes' | 'no';
  closesOn: string;
  campaignId?: string;
  unitTenantIds?: number[];
  questions: Question[];
}

interface QuestionnaireDrawerProps {
  campaigns: readonly { id: string; title: string }[];
  units: readonly KnownUnitView[];
  today: string;
  onClose: () => void;
  onDone: (questionnaireId: string) => void;
}

/** Either all units of an inspection, or those that are ticked. */
const Asked = ({ units }: { units: readonly KnownUnitView[] }) => {
  const t = useText();
  const label = t('questionnaire.units');
  return Form.useWatch('campaignId') ? null : (
    <FormField name="unitTenantIds" label={label} required group>
      <UnitPicker units={units} label={label} />
    </FormField>
  );
};

/** 发问卷: what is asked, whom, until when, with or without names. */
export const QuestionnaireDrawer = ({ campaigns, units, today, onClose, onDone }: QuestionnaireDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    title: t('questionnaire.titleOf'),
    words: t('questionnaire.words'),
    isAnonymous: t('questionnaire.isAnonymous'),
    closesOn: t('questionnaire.closesOn'),
    campaignId: t('questionnaire.campaign'),
    unitTenantIds: t('questionnaire.units'),
    questions: t('questionnaire.questions'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('questionnaire.open')}
      submitLabel={t('questionnaire.open')}
      fieldLabels={labels}
      width={560}
      initialValues={{ isAnonymous: 'yes', questions: [...AFTER_INSPECTION], title: t('questionnaire.titleDefault') }}
      onSubmit={async ({ campaignId, unitTenantIds = [], isAnonymous, words = '', ...values }, idempotencyKey) => {
        const whom = campaignId ? { campaignId, unitTenantIds: [] } : { unitTenantIds };
        const input = { ...values, ...whom, words, isAnonymous: isAnonymous === 'yes' };
        const { id, units: asked } = await client.questionnaire.open.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('questionnaire.opened', { n: asked }) });
        onDone(id);
      }}
    >
      <p className="lt-note">{t('questionnaire.openEffect')}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="words" label={labels.words}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
      <FormField name="isAnonymous" label={labels.isAnonymous} required>
        <select className="lt-select">
          <option value="yes">{t('questionnaire.anonymous_yes')}</option>
          <option value="no">{t('questionnaire.anonymous_no')}</option>
        </select>
      </FormField>
      <FormField name="closesOn" label={labels.closesOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="campaignId" label={labels.campaignId} help={t('questionnaire.campaignHelp')}>
        <select className="lt-select">
          <option value="" />
          {campaigns.map((campaign) => (
            <option key={campaign.id} value={campaign.id}>
              {campaign.title}
            </option>
          ))}
        </select>
      </FormField>
      <Asked units={units} />
      <FormField name="questions" label={labels.questions} required group>
        <QuestionEditor />
      </FormField>
    </FormDrawer>
  );
};
