import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { useRef, useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { type FieldMerge, mergeFields } from '@/server/domain/archive/merge-fields';
import { columnLabel } from './archive-labels';
import { DetailFields, TopicField, useFieldHelp } from './detail-fields';
import { categoryOf, changesBetween, detailCodes, type ItemValues, valuesOf } from './item-values';
import { MergePanel, type Side } from './merge-panel';
import { LiveCheck } from './new-item-fields';
import { ChangeCodeDrawer, ProvisionalNote } from './provisional-code';
import { type StaleDetails, staleOf } from './stale-details';

const TEXT_FIELDS = [
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'startDate',
  'endDate',
  'pageCount',
  'frameCount',
  'boxNumber',
  'remarks',
] as const;
const COUNTS: ReadonlySet<string> = new Set(['pageCount', 'frameCount']);
const OPEN_CODES = ['open', 'controlled', 'delayed', 'unreviewed'] as const;

interface CorrectDrawerProps {
  open: boolean;
  onClose: () => void;
  item: ItemView;
  /** Values that a person has taken from elsewhere; they stand in the form and are sent like typed ones. */
  proposed?: Partial<Omit<ItemValues, 'reason'>>;
}

/** Somebody was quicker: what they changed, what I typed, and which of the two stays where both did. */
interface Stale {
  merge: FieldMerge;
  details: StaleDetails;
}

const StalePanel = ({ stale, labelOf }: { stale: Stale; labelOf: (field: string) => string }) => {
  const t = useText();
  const form = Form.useFormInstance();
  const [choices, setChoices] = useState<Record<string, Side>>(
    Object.fromEntries(stale.merge.conflicts.map(({ field }) => [field, 'mine' as const])),
  );
  const choose = (field: string, side: Side) => {
    const conflict = stale.merge.conflicts.find((one) => one.field === field);
    setChoices((before) => ({ ...before, [field]: side }));
    form.setFieldValue(field, side === 'mine' ? conflict?.mine : conflict?.theirs);
  };
  const { changedBy, changedAt, byField } = stale.details;
  return (
    <div className="lt-note lt-note-attention" role="alert">
      <div className="lt-grow">
        <p>{t('cataloguing.staleText', { name: changedBy, time: changedAt ? formatIsoDateTime(changedAt) : '' })}</p>
        <MergePanel
          merge={stale.merge}
          labelOf={labelOf}
          whoOf={(field) => byField[field] ?? ''}
          choices={choices}
          onChoose={choose}
        />
      </div>
    </div>
  );
};

/** Puts what they changed and I did not into the form, once for each time somebody was quicker. */
const TakeOver = ({ stale }: { stale: Stale | null }) => {
  const form = Form.useFormInstance();
  const done = useRef<Stale | null>(null);
  if (stale !== null && done.current !== stale) {
    done.current = stale;
    queueMicrotask(() => form.setFieldsValue(stale.merge.merged));
  }
  return null;
};

const useCorrection = (item: ItemView, open: boolean) => {
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [stale, setStale] = useState<Stale | null>(null);
  // Changes are against what the person saw; after somebody was quicker, against what stands there now.
  const seen = useRef(item);
  if (!open && seen.current !== item) {
    seen.current = item;
  }
  const send = async ({ reason, ...values }: ItemValues): Promise<void> => {
    const { id, rowVersion } = seen.current;
    const before = valuesOf(seen.current);
    try {
      await client.archive.correct.mutate({
        id,
        rowVersion,
        changes: changesBetween(before, values),
        reason: reason ?? '',
      });
    } catch (error) {
      const details = staleOf(error);
      if (details) {
        const { item: now } = await client.archive.byId.query({ id });
        seen.current = now;
        setStale({ merge: mergeFields(before, valuesOf(now), values), details });
      }
      throw error;
    }
    setStale(null);
    revalidate();
  };
  const leave = () => {
    if (stale) revalidate();
    setStale(null);
  };
  /** What else was changed meanwhile, so that the correction is not taken for an older one. */
  const follow = (now: ItemView) => {
    seen.current = now;
  };
  return { stale, send, leave, follow };
};

interface CorrectFormProps extends CorrectDrawerProps {
  correction: ReturnType<typeof useCorrection>;
  onChangeCode: () => void;
}

const CorrectForm = ({ open, onClose, item, proposed, correction, onChangeCode }: CorrectFormProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const category = categoryOf(item);
  const helpOf = useFieldHelp(category);
  const { stale, send, leave } = correction;
  const labelOf = (field: string) => columnLabel(field, category, t, locale);
  const initial = valuesOf(item);
  const labels = Object.fromEntries(
    Object.keys(initial).flatMap((field) => [
      [field, labelOf(field)],
      [`changes.${field}`, labelOf(field)],
    ]),
  );
  return (
    <FormDrawer<ItemValues>
      open={open}
      onClose={() => {
        leave();
        onClose();
      }}
      title={t('archive.correctTitle')}
      initialValues={{ ...initial, ...proposed }}
      fieldLabels={labels}
      width={520}
      onSubmit={async (values) => {
        await send(values);
        toast({ text: t('archive.correctDone') });
      }}
    >
      <TakeOver stale={stale} />
      <ProvisionalNote item={item} onChange={onChangeCode} />
      {stale ? <StalePanel key={stale.details.changedAt} stale={stale} labelOf={labelOf} /> : null}
      <FormField name="title" label={labelOf('title')} required help={helpOf('title')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
      <LiveCheck exceptId={item.id} />
      {TEXT_FIELDS.map((field) => (
        <FormField key={field} name={field} label={labelOf(field)} help={helpOf(field)}>
          {COUNTS.has(field) ? (
            <input className="lt-input" inputMode="numeric" pattern="[0-9]*" maxLength={7} />
          ) : (
            <input className="lt-input" maxLength={field === 'remarks' ? 1000 : 200} />
          )}
        </FormField>
      ))}
      <FormField name="openFlag" label={labelOf('openFlag')} required>
        <select className="lt-select">
          {OPEN_CODES.map((code) => (
            <option key={code} value={code}>
              {t(`archive.open_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <DetailFields category={category} others={detailCodes(item)} />
      <TopicField />
      <FormField name="reason" label={t('archive.correctReason')} required help={t('archive.correctReasonHelp')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 更正单. The reason is required, and the old values stay in the history. A provisional code is changed beside it. */
export const CorrectDrawer = (props: CorrectDrawerProps) => {
  const { open, item } = props;
  const correction = useCorrection(item, open);
  const [recoding, setRecoding] = useState(false);
  return (
    <>
      <CorrectForm {...props} correction={correction} onChangeCode={() => setRecoding(true)} />
      {item.codeState === 'provisional' ? (
        <ChangeCodeDrawer
          open={recoding}
          onClose={() => setRecoding(false)}
          item={item}
          onChanged={correction.follow}
        />
      ) : null}
    </>
  );
};
