import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { CheckList } from '@/app/features/inspection/check-list';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SchemeListView, SchemeView } from '@/server/domain/assessment/assessment';
import { ASSESSMENT_PURPOSES, RATING_KINDS } from '@/server/domain/assessment/assessment-vocabulary';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/** Whom a scheme may be for. A contractor is not assessed. */
const SUBJECT_KINDS: readonly TenantKind[] = [
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
  'repository',
];

interface Values {
  year: string | number;
  name: string;
  purpose: SchemeView['purpose'];
  ratingKind?: NonNullable<SchemeView['ratingKind']>;
  subjectKinds: TenantKind[];
  checklistId: string;
  isWeighed: 'yes' | 'no';
  weights?: Record<string, string | number>;
  note?: string;
}

interface SchemeDrawerProps {
  lists: readonly SchemeListView[];
  /** The one that is changed; null for a new one, which may begin as a copy. */
  scheme: SchemeView | null;
  copy: SchemeView | null;
  year: number;
  onClose: () => void;
  onDone: () => void;
}

/** One field a section of the chosen list; the sum stands below, where it can be seen while it is typed. */
const Weights = ({ lists }: { lists: readonly SchemeListView[] }) => {
  const t = useText();
  const checklistId: unknown = Form.useWatch('checklistId');
  const isWeighed = Form.useWatch('isWeighed') === 'yes';
  const typed: Record<string, unknown> = Form.useWatch('weights') ?? {};
  const shares = (lists.find((list) => list.id === checklistId)?.shares ?? []).filter(({ section }) => section !== '');
  if (!isWeighed) return null;
  if (shares.length === 0) return <p className="lt-note">{t('assessment.noSections')}</p>;
  const sum = shares.reduce((total, { section }) => total + (Number(typed[section]) || 0), 0);
  return (
    <>
      {shares.map(({ section, percent }) => (
        <FormField
          key={section}
          name={['weights', section]}
          label={section}
          required
          help={t('assessment.shareNow', { percent })}
        >
          <input className="lt-input" type="number" min={0} max={100} step="any" inputMode="decimal" />
        </FormField>
      ))}
      <p className="lt-2" aria-live="polite">
        {t('assessment.weightSum', { sum: Math.round(sum * 100) / 100 })}
      </p>
    </>
  );
};

const RatingKindField = ({ label }: { label: string }) => {
  const t = useText();
  return Form.useWatch('purpose') === 'rating' ? (
    <FormField name="ratingKind" label={label} required>
      <select className="lt-select">
        <option value="" />
        {RATING_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`rating.kind_${kind}`)}
          </option>
        ))}
      </select>
    </FormField>
  ) : null;
};

const weightsOf = (values: Values, lists: readonly SchemeListView[]) => {
  if (values.isWeighed === 'no') return [];
  const shares = lists.find((list) => list.id === values.checklistId)?.shares ?? [];
  return shares
    .filter(({ section }) => section !== '')
    .map(({ section }) => ({ section, percent: Number(values.weights?.[section] ?? 0) }));
};

/** 考核办法: which list, for whom, and what its sections count in this year. */
export const SchemeDrawer = ({ lists, scheme, copy, year, onClose, onDone }: SchemeDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const from = scheme ?? copy;
  const labels = {
    year: t('assessment.year'),
    name: t('assessment.schemeName'),
    purpose: t('assessment.purpose'),
    ratingKind: t('rating.kind'),
    subjectKinds: t('assessment.subjectKinds'),
    checklistId: t('assessment.checklist'),
    note: t('assessment.note'),
  };
  const send = async (values: Values, idempotencyKey: string) => {
    const input = {
      year: Number(values.year),
      name: values.name,
      purpose: values.purpose,
      ratingKind: values.purpose === 'rating' ? (values.ratingKind ?? null) : null,
      subjectKinds: values.subjectKinds,
      checklistId: values.checklistId,
      weights: weightsOf(values, lists),
      note: values.note ?? '',
    };
    if (scheme)
      await client.assessment.updateScheme.mutate({ ...input, schemeId: scheme.id, rowVersion: scheme.rowVersion });
    else await client.assessment.createScheme.mutate(input, { context: { idempotencyKey } });
    toast({ text: t('assessment.schemeSaved') });
    onDone();
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(scheme ? 'assessment.editScheme' : 'assessment.newScheme')}
      fieldLabels={labels}
      initialValues={{
        year: scheme?.year ?? year,
        name: from?.name ?? '',
        purpose: from?.purpose ?? 'annual',
        ...(from?.ratingKind ? { ratingKind: from.ratingKind } : {}),
        subjectKinds: from?.subjectKinds ?? [],
        checklistId: lists.find((list) => list.id === from?.checklistId)?.id ?? '',
        isWeighed: from && from.weights.length > 0 ? 'yes' : 'no',
        weights: Object.fromEntries((from?.weights ?? []).map(({ section, percent }) => [section, percent])),
        note: from?.note ?? '',
      }}
      onSubmit={send}
    >
      <FormField name="year" label={labels.year} required>
        <input className="lt-input" type="number" min={1950} max={2999} inputMode="numeric" />
      </FormField>
      <FormField name="name" label={labels.name} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="purpose" label={labels.purpose} required>
        <select className="lt-select">
          {ASSESSMENT_PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`assessment.purpose_${purpose}`)}
            </option>
          ))}
        </select>
      </FormField>
      <RatingKindField label={labels.ratingKind} />
      <FormField name="subjectKinds" label={labels.subjectKinds} required group>
        <CheckList
          label={labels.subjectKinds}
          choices={SUBJECT_KINDS.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) }))}
        />
      </FormField>
      <FormField name="checklistId" label={labels.checklistId} required help={t('assessment.checklistHelp')}>
        <select className="lt-select">
          <option value="" />
          {lists.map((list) => (
            <option key={list.id} value={list.id}>
              {list.name} {t('checklist.version', { n: list.version })}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="isWeighed" label={t('assessment.isWeighed')} required>
        <select className="lt-select">
          <option value="no">{t('assessment.weighed_no')}</option>
          <option value="yes">{t('assessment.weighed_yes')}</option>
        </select>
      </FormField>
      <Weights lists={lists} />
      <FormField name="note" label={labels.note}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};
