import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { categoryName, retentionName, retentionOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { HandedField, HandedView } from '@/server/domain/filing/handed-document';
import type { RetentionSuggestion } from '@/server/domain/filing/retention-schedule';
import { HANDED_FIELDS, Options } from './filing-labels';

interface Drawer {
  document: HandedView;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** What the schedule in force says of the title, asked once for a document. */
const useSuggestions = ({ title, categoryCode, documentNumber }: HandedView) => {
  const client = useWorkspaceClient();
  const [suggestions, setSuggestions] = useState<RetentionSuggestion[] | null>(null);
  useEffect(() => {
    let isHere = true;
    client.filing.suggestRetention
      .query({ title, categoryCode, documentNumber: documentNumber ?? undefined })
      .then((found) => isHere && setSuggestions(found))
      .catch(() => isHere && setSuggestions([]));
    return () => {
      isHere = false;
    };
  }, [client, title, categoryCode, documentNumber]);
  return suggestions;
};

const Suggestions = ({ suggestions }: { suggestions: readonly RetentionSuggestion[] }) => {
  const t = useText();
  const locale = useLocale();
  const form = Form.useFormInstance<AcceptValues>();
  const chosen: string = Form.useWatch('scheduleRuleId', form) ?? '';
  const choose = (rule: RetentionSuggestion | null) =>
    form.setFieldsValue({
      scheduleRuleId: rule?.ruleId ?? '',
      ...(rule ? { retentionCode: rule.retentionCode } : {}),
    });
  return (
    <fieldset className="lt-suggestions">
      <legend className="lt-label">{t('filing.suggestions')}</legend>
      {suggestions.length === 0 ? <p className="lt-2">{t('filing.suggestionNone')}</p> : null}
      {suggestions.map((rule) => (
        <label key={rule.ruleId}>
          <input type="radio" name="rule" checked={chosen === rule.ruleId} onChange={() => choose(rule)} />
          <span>
            <span className="lt-code">{rule.code}</span> {rule.text}
            <strong> {retentionName(rule.retentionCode, locale)}</strong>
            <span className="lt-3">
              {' '}
              {t('filing.suggestionMatched', { words: rule.matched.join(t('common.list')) })}
            </span>
          </span>
        </label>
      ))}
      <label>
        <input type="radio" name="rule" checked={chosen === ''} onChange={() => choose(null)} />
        <span>{t('filing.suggestionNoRule')}</span>
      </label>
    </fieldset>
  );
};

interface AcceptValues {
  fondsId: string;
  retentionCode: string;
  scheduleRuleId: string;
  title: string;
}

const AcceptForm = (props: Drawer & { fonds: readonly FondsView[]; suggestions: readonly RetentionSuggestion[] }) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { document, suggestions, fonds } = props;
  const [best] = suggestions;
  return (
    <FormDrawer<AcceptValues>
      open
      onClose={props.onClose}
      width={560}
      title={t('filing.acceptTitle')}
      submitLabel={t('filing.accept')}
      fieldLabels={{ retentionCode: t('filing.retention'), title: t('filing.field_title') }}
      initialValues={{
        fondsId: fonds[0]?.id ?? '',
        retentionCode: best?.retentionCode ?? 'D30',
        scheduleRuleId: best?.ruleId ?? '',
        title: document.title,
      }}
      onSubmit={async ({ scheduleRuleId, title, ...values }, idempotencyKey) => {
        const accepted = await client.filing.acceptDocument.mutate(
          {
            ...values,
            id: document.id,
            rowVersion: document.rowVersion,
            scheduleRuleId: scheduleRuleId || undefined,
            title: title === document.title ? undefined : title,
          },
          { context: { idempotencyKey } },
        );
        props.onDone(t('filing.acceptedAs', { code: accepted.referenceCode ?? '' }));
      }}
    >
      <p className="lt-2">
        {[document.departmentName, document.documentNumber, document.responsibleParty, document.documentDate]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {document.file ? (
        <p className="lt-reason-effect">{t('filing.acceptFileEffect', { name: document.file.fileName })}</p>
      ) : null}
      <FormField name="title" label={t('filing.field_title')} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <Form.Item name="scheduleRuleId" hidden>
        <input type="hidden" />
      </Form.Item>
      <Suggestions suggestions={suggestions} />
      <div className="lt-field-pair">
        <FormField name="retentionCode" label={t('filing.retention')} required>
          <select className="lt-select">
            <Options options={retentionOptions(locale)} />
          </select>
        </FormField>
        <FormField name="fondsId" label={t('filing.fonds')} required>
          <select className="lt-select">
            <Options options={fonds.map((one) => ({ value: one.id, label: `${one.number} ${one.name}` }))} />
          </select>
        </FormField>
      </div>
    </FormDrawer>
  );
};

/** 接收入档: the period is suggested by the schedule and confirmed by the archivist. */
export const AcceptDrawer = (props: Drawer & { fonds: readonly FondsView[] }) => {
  const suggestions = useSuggestions(props.document);
  return suggestions === null ? null : <AcceptForm {...props} suggestions={suggestions} />;
};

type ReturnValues = Partial<Record<HandedField, string>>;

/** 退回: a reason beside each field that is wrong. */
export const ReturnDrawer = ({ document, onClose, onDone }: Drawer) => {
  const t = useText();
  const categories = useCategories();
  const client = useWorkspaceClient();
  const currentOf = (field: (typeof HANDED_FIELDS)[number]): string =>
    field === 'file'
      ? (document.file?.fileName ?? t('filing.noFile'))
      : field === 'categoryCode'
        ? categoryName(document.categoryCode, categories)
        : String(document[field] ?? t('filing.emptyValue'));
  return (
    <FormDrawer<ReturnValues>
      open
      onClose={onClose}
      width={560}
      title={t('filing.returnTitle')}
      submitLabel={t('filing.return')}
      onSubmit={async (values) => {
        const reasons = HANDED_FIELDS.flatMap((field) => {
          const reason = values[field]?.trim();
          return reason ? [{ field, reason }] : [];
        });
        await client.filing.returnDocument.mutate({ id: document.id, rowVersion: document.rowVersion, reasons });
        onDone(t('filing.returned'));
      }}
    >
      <p className="lt-reason-effect">{t('filing.returnEffect')}</p>
      <Form.Item
        name="any"
        rules={[
          ({ getFieldValue }) => ({
            validateTrigger: 'onSubmit',
            validator: () =>
              HANDED_FIELDS.some((field) => String(getFieldValue(field) ?? '').trim() !== '')
                ? Promise.resolve()
                : Promise.reject(new Error(t('filing.returnNothing'))),
          }),
        ]}
      >
        <input type="hidden" />
      </Form.Item>
      {HANDED_FIELDS.map((field) => (
        <FormField
          key={field}
          name={field}
          label={t('filing.returnReason', { field: t(`filing.field_${field}`) })}
          help={currentOf(field)}
        >
          <input className="lt-input" maxLength={300} autoComplete="off" />
        </FormField>
      ))}
    </FormDrawer>
  );
};
