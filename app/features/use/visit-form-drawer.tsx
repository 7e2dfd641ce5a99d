import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import type { RegisterVisitInput, VisitDetail } from '@/server/domain/use/reading-visit';
import {
  AGE_GROUPS,
  type AgeGroup,
  VISIT_CHANNELS,
  VISIT_PURPOSES,
  VISIT_RESULTS,
  VISITOR_KINDS,
  type VisitChannel,
  type VisitorKind,
  type VisitPurpose,
  type VisitResult,
  type VisitService,
} from '@/server/domain/use/visit-vocabulary';
import { Choice } from './choice';
import { type LineDraft, LinesField, toLineInput } from './lines-field';
import { type Paper, PaperField } from './paper-field';
import { ServicesField } from './services-field';

export interface VisitFormValues {
  paper?: Paper;
  visitorName: string;
  visitorKind?: VisitorKind | '';
  ageGroup?: AgeGroup | '';
  visitorUnit?: string;
  contact?: string;
  visitedOn: string;
  personCount: number | string;
  channel: VisitChannel;
  purpose: VisitPurpose;
  services?: VisitService[];
  subject: string;
  lines?: LineDraft[];
  result: VisitResult;
  sought?: string;
  approver?: string;
  approvalNote?: string;
  reason?: string;
}

/** What the form holds, as the procedure takes it. */
const toInput = (values: VisitFormValues): RegisterVisitInput => ({
  visitorName: values.visitorName,
  visitorKind: values.visitorKind || undefined,
  ageGroup: values.ageGroup || undefined,
  visitorUnit: values.visitorUnit,
  contact: values.contact,
  paper: values.paper,
  visitedOn: values.visitedOn,
  personCount: Number(values.personCount),
  channel: values.channel,
  purpose: values.purpose,
  services: values.services ?? [],
  subject: values.subject,
  lines: (values.lines ?? []).map(toLineInput),
  result: values.result,
  sought: values.sought,
  approval: values.approver?.trim() ? { byName: values.approver, note: values.approvalNote } : undefined,
});

/** A visit that is put right, as the form shows it. */
export const visitToForm = (visit: VisitDetail): Partial<VisitFormValues> => ({
  visitorName: visit.visitorName,
  visitorKind: visit.visitorKind ?? '',
  ageGroup: visit.ageGroup ?? '',
  visitorUnit: visit.visitorUnit ?? '',
  visitedOn: visit.visitedOn,
  personCount: visit.personCount,
  channel: visit.channel,
  purpose: visit.purpose,
  services: visit.services,
  subject: visit.subject,
  result: visit.result,
  sought: visit.sought ?? '',
  approver: visit.approvedByName ?? '',
  approvalNote: visit.approvalNote ?? '',
  lines: visit.lines.map((line, key) => ({
    key,
    itemId: line.itemId,
    referenceCode: line.referenceCode,
    title: line.title,
    unit: line.unit,
    quantity: '1',
    pages: line.pages === null ? '' : String(line.pages),
    copies: String(line.copies ?? 1),
    isRefused: line.state === 'refused',
  })),
});

const LABELS = [
  'paper',
  'visitorName',
  'visitorKind',
  'ageGroup',
  'visitorUnit',
  'contact',
  'visitedOn',
  'personCount',
  'channel',
  'purpose',
  'services',
  'subject',
  'lines',
  'result',
  'sought',
  'approver',
  'approvalNote',
  'reason',
] as const;
type Labels = Record<(typeof LABELS)[number], string>;

const ReaderFields = ({ labels, t }: { labels: Labels; t: Translate }) => (
  <>
    <FormField name="paper" label={labels.paper} help={t('use.paperHelp')}>
      <PaperField />
    </FormField>
    <div className="lt-field-pair">
      <FormField name="visitorName" label={labels.visitorName} required>
        <input className="lt-input" maxLength={40} autoComplete="off" />
      </FormField>
      <FormField name="visitorKind" label={labels.visitorKind}>
        <Choice isOptional options={VISITOR_KINDS.map((kind) => [kind, t(`use.kind_${kind}`)])} />
      </FormField>
      <FormField name="visitorUnit" label={labels.visitorUnit}>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <FormField name="contact" label={labels.contact}>
        <input className="lt-input" maxLength={40} autoComplete="off" inputMode="tel" />
      </FormField>
      <FormField name="ageGroup" label={labels.ageGroup}>
        <Choice isOptional options={AGE_GROUPS.map((group) => [group, t(`use.age_${group}`)])} />
      </FormField>
      <FormField name="personCount" label={labels.personCount} required>
        <input className="lt-input" type="number" min={1} max={500} step={1} inputMode="numeric" />
      </FormField>
    </div>
  </>
);

const OutcomeFields = ({ labels, t }: { labels: Labels; t: Translate }) => {
  const result: VisitResult | undefined = Form.useWatch('result');
  return (
    <>
      <div className="lt-field-pair">
        <FormField name="result" label={labels.result} required>
          <Choice options={VISIT_RESULTS.map((one) => [one, t(`use.result_${one}`)])} />
        </FormField>
        <FormField name="visitedOn" label={labels.visitedOn} required>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
      {result === 'found' ? null : (
        <FormField name="sought" label={labels.sought} help={t('use.soughtHelp')}>
          <input className="lt-input" maxLength={200} autoComplete="off" />
        </FormField>
      )}
      <FormField name="services" label={labels.services} group>
        <ServicesField />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="approver" label={labels.approver} help={t('use.approverHelp')}>
          <input className="lt-input" maxLength={40} autoComplete="off" />
        </FormField>
        <FormField name="approvalNote" label={labels.approvalNote}>
          <input className="lt-input" maxLength={200} autoComplete="off" />
        </FormField>
      </div>
    </>
  );
};

interface VisitFormDrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initialValues: Partial<VisitFormValues>;
  /** A correction asks why. */
  asksReason?: boolean;
  onSubmit: (input: RegisterVisitInput, idempotencyKey: string, reason: string) => Promise<void>;
}

/** The one-minute form of the reading room: the reader, what is asked, what was brought out, what came of it. */
export const VisitFormDrawer = (props: VisitFormDrawerProps) => {
  const { open, onClose, title, initialValues, asksReason = false, onSubmit } = props;
  const t = useText();
  const labels = Object.fromEntries(LABELS.map((name) => [name, t(`use.${name}`)])) as Labels;
  return (
    <FormDrawer<VisitFormValues>
      open={open}
      onClose={onClose}
      title={title}
      width={640}
      initialValues={initialValues}
      fieldLabels={labels}
      onSubmit={(values, key) => onSubmit(toInput(values), key, values.reason ?? '')}
    >
      <ReaderFields labels={labels} t={t} />
      <FormField name="subject" label={labels.subject} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="channel" label={labels.channel} required>
          <Choice options={VISIT_CHANNELS.map((channel) => [channel, t(`use.channel_${channel}`)])} />
        </FormField>
        <FormField name="purpose" label={labels.purpose} required>
          <Choice options={VISIT_PURPOSES.map((purpose) => [purpose, t(`use.purpose_${purpose}`)])} />
        </FormField>
      </div>
      <FormField name="lines" label={labels.lines} help={t('use.linesHelp')}>
        <LinesField />
      </FormField>
      <OutcomeFields labels={labels} t={t} />
      {asksReason ? (
        <FormField name="reason" label={labels.reason} required>
          <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
        </FormField>
      ) : null}
    </FormDrawer>
  );
};
