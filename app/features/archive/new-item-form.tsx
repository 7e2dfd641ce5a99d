import { useNavigate } from '@remix-run/react';
import { TRPCClientError } from '@trpc/client';
import { Form } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { SchemeView } from '@/server/domain/archive/classification-scheme';
import { carriedCells, type GridProblem } from '@/server/domain/archive/grid-row';
import { columnLabel } from './archive-labels';
import { rememberedRecord, rememberRecord } from './carried-record';
import { DraftNote } from './grid/grid-status';
import { NewItemFields } from './new-item-fields';
import { cellsOf, type NewItemValues, PROVISIONAL, readForm } from './new-item-values';
import { problemText } from './problem-text';
import { useFormDraft } from './use-form-draft';
import { useTopics } from './use-topics';

/** Fields that the server found wrong: by schema, or by the rules of the catalogue. */
const wrongFieldsOf = (error: unknown): string[] => {
  const details =
    error instanceof TRPCClientError
      ? (error.data as { details?: Record<string, unknown> } | null)?.details
      : undefined;
  return [...new Set([...failureOf(error).fields, ...Object.keys(details ?? {})])];
};

export interface NewItemFormProps {
  fonds: readonly FondsView[];
  schemes: readonly SchemeView[];
  /** From the place in the tree that the person came from, or from a draft. */
  initial: NewItemValues;
  draft: { id: string; rowVersion: number } | null;
  /** Whether the place was named by the address: then nothing is taken over from the record before. */
  isPlaced: boolean;
}

const useNewItem = ({ fonds, schemes, initial, draft, isPlaced }: NewItemFormProps) => {
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const topics = useTopics();
  const [form] = Form.useForm<NewItemValues>();
  const watched = Form.useWatch([], form) as NewItemValues | undefined;
  const values = watched ?? initial;
  const { fondsId, categoryCode } = values;
  const kept = useFormDraft(values, { fondsId, categoryCode }, draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, in the browser: storage is not there before
  useEffect(() => {
    if (!draft && !isPlaced) form.setFieldsValue(rememberedRecord(slug));
  }, []);
  const context = useMemo(
    () => ({
      fondsNumber: fonds.find((one) => one.id === fondsId)?.number ?? '',
      categoryCode: categoryCode ?? 'WS',
      schemes: schemes.filter((scheme) => scheme.fondsId === fondsId),
      topics,
      today,
    }),
    [fonds, schemes, fondsId, categoryCode, topics, today],
  );
  return { form, kept, context, slug };
};

/** 著录. What belongs to the place stays for the next record; what belongs to the document is emptied. */
export const NewItemForm = (props: NewItemFormProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { form, kept, context, slug } = useNewItem(props);
  const [again, setAgain] = useState(false);
  const { busy, failure, submit } = useSubmission();

  const mark = (problems: readonly Pick<GridProblem, 'field'>[], textOf: (field: string) => string) => {
    form.setFields(problems.map(({ field }) => ({ name: field, errors: [textOf(field)] })));
    const [first] = problems;
    if (first) {
      form.scrollToField(first.field, { focus: true, block: 'center' });
    }
  };
  const finish = async (values: NewItemValues) => {
    const { input, problems } = readForm(values, context);
    const errors = problems.filter((problem) => problem.severity === 'error');
    if (errors.length > 0) {
      mark(errors, (field) =>
        errors
          .filter((one) => one.field === field)
          .map((one) => problemText(one, t))
          .join(' '),
      );
      return;
    }
    let id = '';
    const outcome = await submit(async (idempotencyKey) => {
      const made = await client.archive.create.mutate(input, { context: { idempotencyKey } });
      id = made.id;
      toast({ text: t('archive.newDone', { code: made.referenceCode }) });
    });
    if (!outcome.ok) {
      const names = wrongFieldsOf(outcome.error).map((field) => ({ field }));
      mark(names, (field) => t('form.fieldInvalid', { label: columnLabel(field, context.categoryCode, t, locale) }));
      return;
    }
    const { fondsId, categoryCode } = values;
    rememberRecord(slug, cellsOf(values), { fondsId, categoryCode });
    await kept.clear().catch(() => undefined);
    const carried = { ...carriedCells(cellsOf(values)), fondsId, categoryCode };
    const stays = (name: string) => name in carried || name === 'openFlag' || name === PROVISIONAL;
    const names = Object.keys(form.getFieldsValue()).filter((name) => !stays(name));
    form.setFieldsValue(Object.fromEntries(names.map((name) => [name, undefined])));
    if (again) {
      form.scrollToField('title', { focus: true, block: 'center' });
      return;
    }
    navigate(`/w/${slug}/archives/${id}`);
  };
  return (
    <Form<NewItemValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={props.initial}
      disabled={busy}
      validateTrigger="onBlur"
      onFinish={(values) => void finish(values)}
    >
      {failure ? <CallFailureNote failure={failure} /> : null}
      <NewItemFields fonds={props.fonds} schemes={props.schemes} />
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
        <DraftNote status={kept.status} savedAt={kept.savedAt} />
      </div>
    </Form>
  );
};
