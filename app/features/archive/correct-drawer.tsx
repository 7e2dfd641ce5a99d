import { useRevalidator } from '@remix-run/react';
import { TRPCClientError } from '@trpc/client';
import { useRef, useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemChanges, ItemView } from '@/server/domain/archive/archive-record';
import { fieldLabel } from './archive-labels';

const TEXT_FIELDS = [
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'startDate',
  'endDate',
  'boxNumber',
  'remarks',
] as const;
const OPEN_CODES = ['open', 'controlled', 'delayed', 'unreviewed'] as const;

type Values = Record<(typeof TEXT_FIELDS)[number] | 'title' | 'pageCount' | 'openFlag' | 'reason', string>;

const valuesOf = (item: ItemView): Omit<Values, 'reason'> => ({
  title: item.title,
  pageCount: item.pageCount === null ? '' : String(item.pageCount),
  openFlag: item.openFlag,
  responsibleParty: item.responsibleParty ?? '',
  documentNumber: item.documentNumber ?? '',
  documentDate: item.documentDate ?? '',
  startDate: item.startDate ?? '',
  endDate: item.endDate ?? '',
  boxNumber: item.boxNumber ?? '',
  remarks: item.remarks ?? '',
});

/** Only what differs is sent: somebody else's change to another field is not written over. */
const changesOf = (item: ItemView, values: Values): ItemChanges => {
  const before = valuesOf(item);
  const changes: ItemChanges = {};
  for (const field of TEXT_FIELDS) {
    const now = (values[field] ?? '').trim();
    if (now !== before[field]) {
      changes[field] = now === '' ? null : now;
    }
  }
  if (values.title.trim() !== before.title) {
    changes.title = values.title.trim();
  }
  if (values.pageCount.trim() !== before.pageCount) {
    changes.pageCount = values.pageCount.trim() === '' ? null : Number(values.pageCount);
  }
  if (values.openFlag !== before.openFlag) {
    changes.openFlag = OPEN_CODES.find((code) => code === values.openFlag);
  }
  return changes;
};

interface StaleDetails {
  changedBy?: string;
  changedAt?: string;
  changedFields?: string;
}

/** Who was quicker, and what they changed. */
const staleText = (error: unknown, t: Translate): string | null => {
  if (!(error instanceof TRPCClientError) || error.message !== 'STALE_VERSION') {
    return null;
  }
  const {
    changedBy = '',
    changedAt = '',
    changedFields = '',
  } = (error.data as { details?: StaleDetails } | null)?.details ?? {};
  const fields = changedFields
    .split(',')
    .filter(Boolean)
    .map((field) => fieldLabel(field, t))
    .join(t('common.list'));
  return t('archive.staleBy', { name: changedBy, time: changedAt ? formatIsoDateTime(changedAt) : '', fields });
};

interface CorrectDrawerProps {
  open: boolean;
  onClose: () => void;
  item: ItemView;
  /** Values that a person has taken from elsewhere; they stand in the form and are sent like typed ones. */
  proposed?: Partial<Omit<Values, 'reason'>>;
}

const labelsOf = (t: Translate): Record<string, string> =>
  Object.fromEntries(
    [...TEXT_FIELDS, 'title', 'pageCount', 'openFlag'].flatMap((field) => [
      [field, fieldLabel(field, t)],
      [`changes.${field}`, fieldLabel(field, t)],
    ]),
  );

/** 更正单. The reason is required, and the old values stay in the history. */
export const CorrectDrawer = ({ open, onClose, item, proposed }: CorrectDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [stale, setStale] = useState<string | null>(null);
  const labels = labelsOf(t);
  // Changes are against what the person saw: after a stale try the newest record has others' changes in it.
  const seen = useRef(item);
  if (!open) {
    seen.current = item;
  }
  const send = async (values: Values): Promise<void> => {
    try {
      await client.archive.correct.mutate({
        id: item.id,
        rowVersion: item.rowVersion,
        changes: changesOf(seen.current, values),
        reason: values.reason,
      });
    } catch (error) {
      setStale(staleText(error, t));
      // The form keeps what was typed; the next try is for the newest version.
      revalidate();
      throw error;
    }
    setStale(null);
    toast({ text: t('archive.correctDone') });
    revalidate();
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('archive.correctTitle')}
      initialValues={{ ...valuesOf(item), ...proposed }}
      fieldLabels={labels}
      onSubmit={send}
    >
      {stale ? (
        <p className="lt-note lt-note-attention" role="alert">
          {stale}
        </p>
      ) : null}
      <FormField name="title" label={t('archive.field_title')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
      {TEXT_FIELDS.map((field) => (
        <FormField
          key={field}
          name={field}
          label={t(`archive.field_${field}`)}
          help={field === 'documentDate' ? t('archive.newDateHelp') : undefined}
        >
          <input className="lt-input" maxLength={field === 'remarks' ? 1000 : 200} />
        </FormField>
      ))}
      <FormField name="pageCount" label={t('archive.field_pageCount')}>
        <input className="lt-input" inputMode="numeric" pattern="[0-9]*" maxLength={6} />
      </FormField>
      <FormField name="openFlag" label={t('archive.field_openFlag')} required>
        <select className="lt-select">
          {OPEN_CODES.map((code) => (
            <option key={code} value={code}>
              {t(`archive.open_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="reason" label={t('archive.correctReason')} required help={t('archive.correctReasonHelp')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
