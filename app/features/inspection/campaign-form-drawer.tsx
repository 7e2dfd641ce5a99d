import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useChecklistChoices } from '@/app/features/checklist/use-checklist-choices';
import { useText } from '@/app/i18n/use-text';
import {
  CAMPAIGN_KINDS,
  type CampaignKind,
  SELECTION_METHODS,
  type SelectionMethod,
} from '@/server/domain/inspection/vocabulary';
import { partnersOf } from './partners';

export const SUBJECT_KINDS = ['township', 'department', 'institution', 'village', 'enterprise', 'repository'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

interface FormValues {
  title: string;
  kind: CampaignKind;
  subjectKind: SubjectKind;
  checklistCode: string;
  selectedBy: SelectionMethod;
  jointPartners?: string;
}
export type CampaignValues = Omit<FormValues, 'jointPartners'> & { jointPartners: string[] };

interface CampaignFormDrawerProps {
  open: boolean;
  onClose: () => void;
  initialValues: Partial<FormValues>;
  onSubmit: (values: CampaignValues, idempotencyKey: string) => Promise<void>;
}

export const CampaignFormDrawer = ({ open, onClose, initialValues, onSubmit }: CampaignFormDrawerProps) => {
  const t = useText();
  const choices = useChecklistChoices(open);
  const labels = {
    title: t('inspection.campaignTitle'),
    kind: t('inspection.kind'),
    subjectKind: t('inspection.subjectKind'),
    checklistCode: t('inspection.checklist'),
    selectedBy: t('inspection.selectedBy'),
    jointPartners: t('inspection.jointPartners'),
  };
  return (
    <FormDrawer<FormValues>
      open={open}
      onClose={onClose}
      title={t('inspection.createCampaign')}
      initialValues={initialValues}
      fieldLabels={labels}
      onSubmit={({ jointPartners, ...values }, key) =>
        onSubmit({ ...values, jointPartners: partnersOf(jointPartners) }, key)
      }
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="kind" label={labels.kind} required>
        <select className="lt-select">
          {CAMPAIGN_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`inspection.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="subjectKind" label={labels.subjectKind} required>
        <select className="lt-select">
          {SUBJECT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`tenancy.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="checklistCode" label={labels.checklistCode} required>
        <select className="lt-select">
          {choices.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {choice.name}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="selectedBy" label={labels.selectedBy} required>
        <select className="lt-select">
          {SELECTION_METHODS.map((method) => (
            <option key={method} value={method}>
              {t(`inspection.selectedBy_${method}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="jointPartners" label={labels.jointPartners} help={t('inspection.jointPartnersHelp')}>
        <input className="lt-input" maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
