import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ServiceItemView } from '@/server/domain/use/service-item';

const WORDS = ['code', 'name', 'basis', 'audience', 'documents', 'place', 'phone'] as const;
type Word = (typeof WORDS)[number];
type Values = Partial<Record<Word, string>> & {
  steps: string;
  promisedDays: string | number;
  legalDays?: string | number;
};

const MOST: Record<Word, number> = {
  code: 40,
  name: 100,
  basis: 500,
  audience: 200,
  documents: 1000,
  place: 200,
  phone: 60,
};

/** One step a line; what stands behind a colon says what happens in it. */
const stepsOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = '', ...rest] = line.split(/[：:]/u);
      const words = rest.join('：').trim();
      return words ? { name: name.trim(), words } : { name: name.trim() };
    });
const textOf = (steps: ServiceItemView['steps']): string =>
  steps.map(({ name, words }) => (words ? `${name}：${words}` : name)).join('\n');

/** 服务事项, new or changed. */
export const ServiceDrawer = ({ item, onClose }: { item: ServiceItemView | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    ...(Object.fromEntries(WORDS.map((word) => [word, t(`service.${word}`)])) as Record<Word, string>),
    steps: t('service.steps'),
    promisedDays: t('service.promisedDays'),
    legalDays: t('service.legalDays'),
  };
  const line = (word: Word, required = false) => (
    <FormField name={word} label={labels[word]} required={required}>
      <input className="lt-input" maxLength={MOST[word]} autoComplete="off" />
    </FormField>
  );
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(item ? 'service.change' : 'service.add')}
      width={640}
      fieldLabels={labels}
      initialValues={
        item
          ? { ...item, steps: textOf(item.steps), legalDays: item.legalDays ?? '' }
          : { steps: t('service.usualSteps'), promisedDays: 1 }
      }
      onSubmit={async ({ steps, promisedDays, legalDays, ...values }, idempotencyKey) => {
        const text = (word: Word): string | undefined => values[word]?.trim() || undefined;
        const input = {
          code: text('code') ?? '',
          name: text('name') ?? '',
          basis: text('basis'),
          audience: text('audience'),
          documents: text('documents'),
          place: text('place'),
          phone: text('phone'),
          steps: stepsOf(steps),
          promisedDays: Number(promisedDays),
          legalDays: legalDays === undefined || legalDays === '' || legalDays === null ? null : Number(legalDays),
        };
        if (item) await client.service.change.mutate({ ...input, serviceId: item.id, rowVersion: item.rowVersion });
        else await client.service.add.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('service.saved') });
        revalidate();
      }}
    >
      {item?.publishedAt ? <p className="lt-note">{t('service.changeEffect')}</p> : null}
      <div className="lt-field-pair">
        {line('code', true)}
        {line('name', true)}
        <FormField name="promisedDays" label={labels.promisedDays} required help={t('service.promisedHelp')}>
          <input className="lt-input" type="number" min={0} max={60} inputMode="numeric" />
        </FormField>
        <FormField name="legalDays" label={labels.legalDays}>
          <input className="lt-input" type="number" min={1} max={180} inputMode="numeric" />
        </FormField>
        {line('audience')}
        {line('phone')}
      </div>
      <FormField name="steps" label={labels.steps} required help={t('service.stepsHelp')}>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={2000} />
      </FormField>
      <FormField name="documents" label={labels.documents}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={MOST.documents} />
      </FormField>
      {line('basis')}
      {line('place')}
    </FormDrawer>
  );
};
