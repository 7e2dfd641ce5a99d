import { Checkbox, Form } from 'antd';
import { FormField } from '@/app/components/form-drawer';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import type { PlanLineView } from '@/server/domain/filing/filing-plan';
import type { EventName, HandedField, HandedView } from '@/server/domain/filing/handed-document';
import { asDate8 } from '@/server/domain/shared/dates';
import { EventChoice } from './event-choice';
import { Options } from './filing-labels';

export interface HandedValues {
  title: string;
  categoryCode: string;
  documentNumber?: string;
  responsibleParty?: string;
  documentDate?: string;
  pageCount?: string;
  remarks?: string;
  planLineId?: string;
  isOffList?: boolean;
  originNote?: string;
  eventId?: string;
}

/** What stands in the form for a document. */
export const valuesOf = (document: HandedView): HandedValues => ({
  title: document.title,
  categoryCode: document.categoryCode,
  documentNumber: document.documentNumber ?? '',
  responsibleParty: document.responsibleParty ?? '',
  documentDate: document.documentDate ?? '',
  pageCount: document.pageCount === null ? '' : String(document.pageCount),
  remarks: document.remarks ?? '',
  planLineId: document.planLineId ?? '',
  isOffList: document.isOffList,
  originNote: document.originNote ?? '',
  eventId: document.eventId ?? '',
});

/** What the procedure takes of it. */
export const inputOf = (values: HandedValues) => ({
  title: values.title,
  categoryCode: values.categoryCode,
  documentNumber: values.documentNumber || undefined,
  responsibleParty: values.responsibleParty || undefined,
  documentDate: values.documentDate?.trim() ? asDate8(values.documentDate) : undefined,
  pageCount: values.pageCount?.trim() ? Number(values.pageCount.normalize('NFKC')) : undefined,
  remarks: values.remarks || undefined,
  planLineId: values.isOffList ? undefined : values.planLineId || undefined,
  isOffList: values.isOffList ?? false,
  originNote: values.isOffList ? values.originNote : undefined,
  eventId: values.eventId || undefined,
});

/** Of those that only the server refuses. */
export const useHandedLabels = () => {
  const t = useText();
  return {
    title: t('filing.field_title'),
    documentNumber: t('filing.field_documentNumber'),
    documentDate: t('filing.field_documentDate'),
    pageCount: t('filing.field_pageCount'),
    originNote: t('filing.originNote'),
  };
};

interface HandedFieldsProps {
  departmentId: string;
  year: number;
  lines: readonly PlanLineView[];
  events: readonly EventName[];
  reasons?: HandedView['reasons'] | undefined;
}

/** The fields of a document; a reason for which it came back stands under its field. */
export const HandedFields = ({ departmentId, year, lines, events, reasons = [] }: HandedFieldsProps) => {
  const t = useText();
  const categories = useCategories();
  const isOffList = Form.useWatch('isOffList') === true;
  const own = lines.filter((line) => line.departmentId === departmentId && line.filingYear === year);
  const helpOf = (field: HandedField, help?: string): string | undefined => {
    const reason = reasons.find((one) => one.field === field)?.reason;
    return reason ? t('filing.reasonHere', { reason }) : help;
  };
  const textField = (name: 'documentNumber' | 'responsibleParty' | 'pageCount' | 'documentDate', max: number) => (
    <FormField
      name={name}
      label={t(`filing.field_${name}`)}
      help={helpOf(name, name === 'documentDate' ? t('filing.dateHelp') : undefined)}
    >
      <input
        className="lt-input"
        maxLength={max}
        autoComplete="off"
        inputMode={name === 'pageCount' || name === 'documentDate' ? 'numeric' : undefined}
      />
    </FormField>
  );
  return (
    <>
      {reasons.length > 0 ? (
        <ul className="lt-note lt-note-attention lt-handed-reasons">
          {reasons.map(({ field, reason }) => (
            <li key={field}>
              {t(`filing.field_${field}`)}
              {t('common.colon')}
              {reason}
            </li>
          ))}
        </ul>
      ) : null}
      <FormField name="title" label={t('filing.field_title')} help={helpOf('title')} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <div className="lt-form-grid">
        {textField('documentNumber', 100)}
        {textField('responsibleParty', 200)}
        {textField('documentDate', 20)}
        {textField('pageCount', 6)}
        <FormField name="categoryCode" label={t('filing.field_categoryCode')} help={helpOf('categoryCode')} required>
          <select className="lt-select">
            <Options options={categoryOptions(categories)} />
          </select>
        </FormField>
        {isOffList ? null : (
          <FormField name="planLineId" label={t('filing.handInLine')} help={t('filing.handInLineHelp')}>
            <select className="lt-select">
              <option value="">{t('filing.handInLineNone')}</option>
              <Options
                options={own.map((line) => ({
                  value: line.id,
                  label: `${line.kind} (${line.accepted + line.handedIn}/${line.expectedCount})`,
                }))}
              />
            </select>
          </FormField>
        )}
        {events.length > 0 ? (
          <FormField name="eventId" label={t('filing.handInEvent')}>
            <EventChoice events={events} />
          </FormField>
        ) : null}
      </div>
      <FormField name="remarks" label={t('filing.field_remarks')} help={helpOf('remarks')}>
        <input className="lt-input" maxLength={1000} autoComplete="off" />
      </FormField>
      <Form.Item name="isOffList" valuePropName="checked">
        <Checkbox>{t('filing.isOffList')}</Checkbox>
      </Form.Item>
      {isOffList ? (
        <FormField name="originNote" label={t('filing.originNote')} help={helpOf('originNote')} required>
          <input className="lt-input" maxLength={300} autoComplete="off" />
        </FormField>
      ) : null}
    </>
  );
};
