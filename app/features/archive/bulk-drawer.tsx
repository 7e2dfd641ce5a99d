import { useNavigate } from '@remix-run/react';
import { Form } from 'antd';
import type { Selection } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import type { BulkChanges } from '@/server/domain/archive/bulk-edit';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { splitTopics } from '@/server/domain/archive/grid-row';
import { asDate8 } from '@/server/domain/shared/dates';
import { columnLabel } from './archive-labels';
import { TopicBoxes } from './detail-fields';

const FIELDS = ['responsibleParty', 'documentDate', 'startDate', 'endDate', 'boxNumber', 'remarks'] as const;
const DATES: ReadonlySet<string> = new Set(['documentDate', 'startDate', 'endDate']);
const OPEN_CODES = ['open', 'controlled', 'delayed', 'unreviewed'] as const;

type Values = Record<string, string | undefined>;

const normalised = (field: string, typed: string): string => (DATES.has(field) ? asDate8(typed) : typed);

/** Only what was chosen: `how:<field>` says whether a field is set or emptied. */
const changesOf = (values: Values): BulkChanges => {
  const changes: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const [name, how] of Object.entries(values)) {
    const field = name.startsWith('how:') ? name.slice('how:'.length) : '';
    if (field === '' || !how) {
      continue;
    }
    const typed = (values[field] ?? '').trim();
    if (field.startsWith('details.')) details[field.slice('details.'.length)] = how === 'clear' ? '' : typed;
    else changes[field] = how === 'clear' ? null : normalised(field, typed);
  }
  if (Object.keys(details).length > 0) changes.details = details;
  if (values.openFlag) changes.openFlag = values.openFlag;
  if (values.addTopics) changes.addTopics = splitTopics(values.addTopics);
  if (values.removeTopics) changes.removeTopics = splitTopics(values.removeTopics);
  if (values.find) changes.replaceInTitle = { find: values.find, by: values.by ?? '' };
  return changes as BulkChanges;
};

/** One field: left alone, set, or emptied. The value is asked for only when it is to be set. */
const BulkField = ({ field, label }: { field: string; label: string }) => {
  const t = useText();
  const how = Form.useWatch<string | undefined>(`how:${field}`);
  return (
    <>
      <FormField name={`how:${field}`} label={label}>
        <select className="lt-select">
          <option value="">{t('cataloguing.bulkKeep')}</option>
          <option value="set">{t('cataloguing.bulkSet')}</option>
          <option value="clear">{t('cataloguing.bulkClear')}</option>
        </select>
      </FormField>
      {how === 'set' ? (
        <FormField name={field} label={t('cataloguing.bulkValue', { field: label })} required>
          <input className="lt-input" maxLength={500} />
        </FormField>
      ) : null}
    </>
  );
};

const BulkFields = ({ category }: { category: string }) => {
  const t = useText();
  const locale = useLocale();
  const details = categoryFields(category).map((field) => `details.${field.code}`);
  return (
    <>
      <FormField name="find" label={t('cataloguing.bulkFind')} help={t('cataloguing.bulkFindHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="by" label={t('cataloguing.bulkBy')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      {[...FIELDS, ...details].map((field) => (
        <BulkField key={field} field={field} label={columnLabel(field, category, t, locale)} />
      ))}
      <FormField name="openFlag" label={t('archive.field_openFlag')}>
        <select className="lt-select">
          <option value="">{t('cataloguing.bulkKeep')}</option>
          {OPEN_CODES.map((code) => (
            <option key={code} value={code}>
              {t(`archive.open_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="addTopics" label={t('cataloguing.bulkAddTopics')} group>
        <TopicBoxes />
      </FormField>
      <FormField name="removeTopics" label={t('cataloguing.bulkRemoveTopics')} group>
        <TopicBoxes />
      </FormField>
    </>
  );
};

interface BulkDrawerProps {
  open: boolean;
  onClose: () => void;
  selection: Selection;
  filters: ItemFilters;
}

/** 批量修改: says what is to change; the next page shows every old and new value before anything is changed. */
export const BulkDrawer = ({ open, onClose, selection, filters }: BulkDrawerProps) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const n = selection.kind === 'query' ? selection.count : selection.keys.length;
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('cataloguing.bulkTitle', { n })}
      submitLabel={t('cataloguing.bulkPreview')}
      onSubmit={async (values, idempotencyKey) => {
        const chosen = selection.kind === 'rows' ? { ids: selection.keys } : { filters };
        const made = await client.archive.previewBulkEdit.mutate(
          { ...chosen, changes: changesOf(values) },
          { context: { idempotencyKey } },
        );
        navigate(`/w/${slug}/archives/bulk/${made.id}`);
      }}
    >
      <p className="lt-2 lt-reason-effect">{t('cataloguing.bulkLead')}</p>
      <BulkFields category={filters.categoryCode ?? ''} />
    </FormDrawer>
  );
};
