import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { addDays } from '@/server/domain/shared/working-days';
import type { LoanView, UseSetting } from '@/server/domain/use/loan';
import {
  RETURN_CONDITIONS,
  type ReturnCondition,
  VISIT_PURPOSES,
  VISITOR_KINDS,
  type VisitorKind,
  type VisitPurpose,
} from '@/server/domain/use/visit-vocabulary';
import { Choice } from './choice';
import { EffectFields, type EffectValues, effectOf } from './effect-drawer';
import { type PickedRecord, RecordPicker } from './record-picker';

interface SubjectFieldProps {
  id?: string;
  value?: PickedRecord;
  onChange?: (record: PickedRecord | undefined) => void;
}

/** A record of the catalogue, or a box by its label. */
const SubjectField = ({ id, value, onChange }: SubjectFieldProps) => (
  <>
    <RecordPicker {...(id === undefined ? {} : { id })} takesTyped onPick={onChange ?? (() => undefined)} />
    {value ? (
      <p className="lt-desk-line-title">
        {value.referenceCode ? <strong>{value.referenceCode}</strong> : null} <span>{value.title}</span>
      </p>
    ) : null}
  </>
);

interface LendValues {
  subjectOfLoan: PickedRecord;
  borrowerName: string;
  borrowerKind: VisitorKind;
  borrowerUnit?: string;
  contact?: string;
  purpose: VisitPurpose;
  subject: string;
  dueOn: string;
  approver?: string;
  approvalNote?: string;
}

/** 登记借阅: what, who, what for, until when; who approved, where it was signed on paper. */
export const LendDrawer = ({ setting, onClose }: { setting: UseSetting; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const idOf = async (record: PickedRecord): Promise<{ kind: 'box' | 'item'; id: string }> => {
    if (record.itemId) return { kind: 'item', id: record.itemId };
    const found = await client.storage.resolveLabel.query({ label: record.title });
    if (found.kind !== 'box') throw new Error(t('storage.targetUnknown'));
    return { kind: 'box', id: found.id };
  };
  return (
    <FormDrawer<LendValues>
      open
      onClose={onClose}
      title={t('use.lend')}
      width={560}
      initialValues={{ borrowerKind: 'internal', purpose: 'work', dueOn: addDays(today, setting.loanDays) }}
      fieldLabels={{ dueOn: t('use.dueOn'), borrowerName: t('use.borrower'), subject: t('use.reasonOfLoan') }}
      onSubmit={async ({ subjectOfLoan, approver, approvalNote, ...values }, idempotencyKey) => {
        const approval = approver?.trim() ? { byName: approver, note: approvalNote } : undefined;
        const input = { ...values, ...(await idOf(subjectOfLoan)), approval };
        const loan = await client.loan.request.mutate(input, { context: { idempotencyKey } });
        toast({ text: t(loan.state === 'lent' ? 'use.lentNow' : 'use.waitsForApproval') });
        revalidate();
      }}
    >
      <FormField name="subjectOfLoan" label={t('use.what')} help={t('use.whatHelp')} required>
        <SubjectField />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="borrowerName" label={t('use.borrower')} required>
          <input className="lt-input" maxLength={40} autoComplete="off" />
        </FormField>
        <FormField name="borrowerKind" label={t('use.visitorKind')} required>
          <Choice options={VISITOR_KINDS.map((kind) => [kind, t(`use.kind_${kind}`)])} />
        </FormField>
        <FormField name="borrowerUnit" label={t('use.borrowerUnit')}>
          <input className="lt-input" maxLength={80} autoComplete="off" />
        </FormField>
        <FormField name="contact" label={t('use.contact')}>
          <input className="lt-input" maxLength={40} autoComplete="off" inputMode="tel" />
        </FormField>
        <FormField name="purpose" label={t('use.purpose')} required>
          <Choice options={VISIT_PURPOSES.map((purpose) => [purpose, t(`use.purpose_${purpose}`)])} />
        </FormField>
        <FormField name="dueOn" label={t('use.dueOn')} required>
          <input className="lt-input" type="date" min={today} />
        </FormField>
      </div>
      <FormField name="subject" label={t('use.reasonOfLoan')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="approver" label={t('use.approver')} help={t('use.loanApproverHelp')}>
          <input className="lt-input" maxLength={40} autoComplete="off" />
        </FormField>
        <FormField name="approvalNote" label={t('use.approvalNote')}>
          <input className="lt-input" maxLength={200} autoComplete="off" />
        </FormField>
      </div>
    </FormDrawer>
  );
};

interface ReturnValues extends EffectValues {
  condition: ReturnCondition;
  note?: string;
  known: string;
  askAgainOn?: string;
}

const EffectOrLater = () => {
  const t = useText();
  const today = useToday();
  const known: string | undefined = Form.useWatch('known');
  return known === 'true' ? (
    <EffectFields t={t} />
  ) : (
    <FormField name="askAgainOn" label={t('use.askAgainOn')} required>
      <input className="lt-input" type="date" min={addDays(today, 1)} />
    </FormField>
  );
};

/** 归还: what state it is in and what came of it, or when to ask again. */
export const ReturnDrawer = ({
  loan,
  setting,
  onClose,
}: {
  loan: LoanView;
  setting: UseSetting;
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<ReturnValues>
      open
      onClose={onClose}
      title={t('use.takeBack')}
      width={520}
      submitLabel={t('use.takeBack')}
      initialValues={{
        condition: 'good',
        known: 'true',
        kind: 'evidence',
        isTypical: 'false',
        askAgainOn: addDays(today, setting.effectAfterDays),
      }}
      fieldLabels={{ description: t('use.effectText'), askAgainOn: t('use.askAgainOn') }}
      onSubmit={async ({ condition, note, known, askAgainOn, ...values }) => {
        const effect =
          known === 'true'
            ? { known: true as const, ...effectOf(values) }
            : { known: false as const, askAgainOn: askAgainOn ?? '' };
        await client.loan.return.mutate({ loanId: loan.id, rowVersion: loan.rowVersion, condition, note, effect });
        toast({ text: t('use.takenBack') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">
        {loan.what} {loan.title} · {loan.borrowerName}
      </p>
      <div className="lt-field-pair">
        <FormField name="condition" label={t('use.condition')} required>
          <Choice options={RETURN_CONDITIONS.map((one) => [one, t(`use.condition_${one}`)])} />
        </FormField>
        <FormField name="note" label={t('use.returnNote')}>
          <input className="lt-input" maxLength={200} autoComplete="off" />
        </FormField>
      </div>
      <FormField name="known" label={t('use.effectKnown')} required>
        <Choice
          options={[
            ['true', t('use.effectKnownYes')],
            ['false', t('use.effectKnownNo')],
          ]}
        />
      </FormField>
      <EffectOrLater />
    </FormDrawer>
  );
};

/** 续借. */
export const ExtendDrawer = ({ loan, onClose }: { loan: LoanView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ dueOn: string; reason: string }>
      open
      onClose={onClose}
      title={t('use.extend')}
      initialValues={{ dueOn: addDays(loan.dueOn, 15) }}
      fieldLabels={{ dueOn: t('use.dueOn'), reason: t('use.reason') }}
      onSubmit={async (values) => {
        await client.loan.extend.mutate({ loanId: loan.id, rowVersion: loan.rowVersion, ...values });
        toast({ text: t('use.extended') });
        revalidate();
      }}
    >
      <FormField name="dueOn" label={t('use.dueOn')} required>
        <input className="lt-input" type="date" min={addDays(loan.dueOn, 1)} />
      </FormField>
      <FormField name="reason" label={t('use.reason')} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

/** 审批. */
export const DecideDrawer = ({ loan, onClose }: { loan: LoanView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ decision: string; note?: string }>
      open
      onClose={onClose}
      title={t('use.decide')}
      submitLabel={t('use.decide')}
      initialValues={{ decision: 'true' }}
      onSubmit={async ({ decision, note }) => {
        const isApproved = decision === 'true';
        await client.loan.decide.mutate({ loanId: loan.id, rowVersion: loan.rowVersion, isApproved, note });
        toast({ text: t(isApproved ? 'use.approvedNow' : 'use.refusedNow') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">
        {loan.what} {loan.title} · {loan.borrowerName} · {loan.subject} · {loan.dueOn}
      </p>
      <FormField name="decision" label={t('use.decision')} required>
        <Choice
          options={[
            ['true', t('use.decisionYes')],
            ['false', t('use.decisionNo')],
          ]}
        />
      </FormField>
      <FormField name="note" label={t('use.approvalNote')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};
