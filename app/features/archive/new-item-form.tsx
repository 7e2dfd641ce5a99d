import { useNavigate } from '@remix-run/react';
import { TRPCClientError } from '@trpc/client';
import { Form } from 'antd';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { FormField, useSubmission } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { SchemeView } from '@/server/domain/archive/classification-scheme';
import { categoryOptions, fieldLabel, retentionOptions, templateOf } from './archive-labels';

const OPEN_CODES = ['unreviewed', 'open', 'controlled', 'delayed'] as const;

interface Values {
  fondsId: string;
  categoryCode: string;
  filingYear: string;
  retentionCode: string;
  orgCode?: string;
  referenceCode?: string;
  title: string;
  documentNumber?: string;
  responsibleParty?: string;
  documentDate?: string;
  pageCount?: string;
  openFlag: (typeof OPEN_CODES)[number];
  boxNumber?: string;
  remarks?: string;
}

const inputOf = ({ filingYear, pageCount, documentDate, ...values }: Values) => ({
  ...values,
  filingYear: Number(filingYear),
  pageCount: pageCount ? Number(pageCount) : undefined,
  documentDate: documentDate?.trim() || undefined,
});

/** Fields that the server found wrong: by schema, or by the rules of the catalogue. */
const wrongFieldsOf = (error: unknown): string[] => {
  const details =
    error instanceof TRPCClientError
      ? (error.data as { details?: Record<string, unknown> } | null)?.details
      : undefined;
  return [...new Set([...failureOf(error).fields, ...Object.keys(details ?? {})])];
};

const NumberingNote = ({ schemes, fonds }: Pick<NewItemFormProps, 'schemes' | 'fonds'>) => {
  const t = useText();
  const [fondsId, categoryCode, filingYear] = [
    Form.useWatch('fondsId'),
    Form.useWatch('categoryCode'),
    Form.useWatch('filingYear'),
  ];
  const scheme = schemes
    .filter(
      (candidate) =>
        candidate.fondsId === fondsId &&
        candidate.categoryCode === categoryCode &&
        candidate.yearFrom <= Number(filingYear),
    )
    .sort((left, right) => right.yearFrom - left.yearFrom)[0];
  const { name, example } = templateOf(scheme?.templateCode ?? '');
  const number = fonds.find((one) => one.id === fondsId)?.number ?? '';
  const text = scheme
    ? t('archive.newNumberedBy', { name, example: example.replace(/^[^-]+/, number) })
    : t('archive.newNoTemplate');
  return (
    <p className={`lt-note ${scheme ? 'lt-note-info' : 'lt-note-attention'}`} role="status">
      {text}
    </p>
  );
};

interface NewItemFormProps {
  fonds: readonly FondsView[];
  schemes: readonly SchemeView[];
  /** From the place in the tree that the person came from. */
  initial: Partial<Values>;
}

/** 著录. What belongs to the place stays for the next record; what belongs to the document is emptied. */
export const NewItemForm = ({ fonds, schemes, initial }: NewItemFormProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [form] = Form.useForm<Values>();
  const [again, setAgain] = useState(false);
  const { busy, failure, submit } = useSubmission();

  const finish = async (values: Values) => {
    let id = '';
    const outcome = await submit(async (idempotencyKey) => {
      const made = await client.archive.create.mutate(inputOf(values), { context: { idempotencyKey } });
      id = made.id;
      toast({ text: t('archive.newDone', { code: made.referenceCode }) });
    });
    if (!outcome.ok) {
      const names = wrongFieldsOf(outcome.error) as (keyof Values)[];
      form.setFields(names.map((name) => ({ name, errors: [t('form.fieldInvalid', { label: fieldLabel(name, t) })] })));
      const [first] = names;
      if (first) {
        form.scrollToField(first, { focus: true, block: 'center' });
      }
      return;
    }
    if (again) {
      form.resetFields(['referenceCode', 'title', 'documentNumber', 'documentDate', 'pageCount', 'remarks']);
      form.scrollToField('title', { focus: true, block: 'center' });
      return;
    }
    navigate(`/w/${slug}/archives/${id}`);
  };
  const field = (name: Parameters<typeof fieldLabel>[0]) => fieldLabel(name, t);
  const select = (options: readonly { value: string; label: string }[]) => (
    <select className="lt-select">
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      disabled={busy}
      validateTrigger="onBlur"
      onFinish={(values) => void finish(values)}
    >
      {failure ? <CallFailureNote failure={failure} /> : null}
      <div className="lt-form-grid">
        <FormField name="fondsId" label={t('archive.field_fonds')} required>
          {select(
            fonds.map((one) => ({
              value: one.id,
              label: `${one.number} ${one.name}${one.isOfficial ? '' : ` (${t('archive.provisional')})`}`,
            })),
          )}
        </FormField>
        <FormField name="categoryCode" label={field('categoryCode')} required>
          {select(categoryOptions(locale))}
        </FormField>
        <FormField name="filingYear" label={field('filingYear')} required>
          <input className="lt-input" inputMode="numeric" pattern="[12][0-9]{3}" maxLength={4} />
        </FormField>
        <FormField name="retentionCode" label={field('retentionCode')} required>
          {select(retentionOptions(locale))}
        </FormField>
        <FormField name="orgCode" label={field('orgCode')} help={t('archive.newOrgHelp')}>
          <input className="lt-input" maxLength={20} />
        </FormField>
        <FormField name="referenceCode" label={field('referenceCode')} help={t('archive.newCodeHelp')}>
          <input className="lt-input" maxLength={100} />
        </FormField>
      </div>
      <NumberingNote schemes={schemes} fonds={fonds} />
      <FormField name="title" label={field('title')} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <div className="lt-form-grid">
        <FormField name="documentNumber" label={field('documentNumber')}>
          <input className="lt-input" maxLength={100} />
        </FormField>
        <FormField name="responsibleParty" label={field('responsibleParty')}>
          <input className="lt-input" maxLength={200} />
        </FormField>
        <FormField name="documentDate" label={field('documentDate')} help={t('archive.newDateHelp')}>
          <input className="lt-input" maxLength={10} />
        </FormField>
        <FormField name="pageCount" label={field('pageCount')}>
          <input className="lt-input" inputMode="numeric" pattern="[0-9]*" maxLength={6} />
        </FormField>
        <FormField name="openFlag" label={field('openFlag')} required>
          {select(OPEN_CODES.map((code) => ({ value: code, label: t(`archive.open_${code}`) })))}
        </FormField>
        <FormField name="boxNumber" label={field('boxNumber')}>
          <input className="lt-input" maxLength={20} />
        </FormField>
      </div>
      <FormField name="remarks" label={field('remarks')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
      <div className="lt-wrap">
        <Button look="primary" type="submit" busy={busy}>
          {t('archive.newSave')}
        </Button>
        <label className="lt-row lt-unit-box">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={again}
            onChange={(event) => setAgain(event.target.checked)}
          />
          <span>{t('archive.newAgain')}</span>
        </label>
      </div>
    </Form>
  );
};
