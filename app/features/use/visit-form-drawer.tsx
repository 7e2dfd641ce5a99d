import type { ReactNode } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import type { VisitView } from '@/server/domain/use/reading-visit';
import { VISIT_CHANNELS, VISIT_PURPOSES, VISIT_RESULTS } from '@/server/domain/use/visit-vocabulary';

type TypedFields = Pick<
  VisitView,
  | 'visitedOn'
  | 'visitorName'
  | 'channel'
  | 'purpose'
  | 'subject'
  | 'result'
  | 'personCount'
  | 'volumeCount'
  | 'itemCount'
  | 'copiedPages'
> & { visitorUnit: string };

export type VisitFormValues = TypedFields & { reason?: string };

interface VisitFormDrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initialValues: Partial<VisitFormValues>;
  /** A correction asks why. */
  asksReason?: boolean;
  onSubmit: (values: VisitFormValues, idempotencyKey: string) => Promise<void>;
}

const COUNTS = ['volumeCount', 'itemCount', 'copiedPages'] as const;
const TEXTS = [
  'visitedOn',
  'visitorName',
  'visitorUnit',
  'personCount',
  'channel',
  'purpose',
  'subject',
  'result',
  'reason',
] as const;

const Choice = ({ options, ...control }: { options: readonly (readonly [value: string, label: string])[] }) => (
  <select className="lt-select" {...control}>
    {options.map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </select>
);

/** A field of numbers hands over what was typed; the procedure takes numbers. */
const withNumbers = (values: VisitFormValues): VisitFormValues => ({
  ...values,
  personCount: Number(values.personCount),
  volumeCount: Number(values.volumeCount),
  itemCount: Number(values.itemCount),
  copiedPages: Number(values.copiedPages),
});

const CountFields = ({ labels }: { labels: Record<(typeof COUNTS)[number], string> }): ReactNode =>
  COUNTS.map((name) => (
    <FormField key={name} name={name} label={labels[name]} required>
      <input className="lt-input" type="number" min={0} step={1} inputMode="numeric" />
    </FormField>
  ));

/** The one-minute form of the reading room. */
export const VisitFormDrawer = ({
  open,
  onClose,
  title,
  initialValues,
  asksReason = false,
  onSubmit,
}: VisitFormDrawerProps) => {
  const t = useText();
  const labels = Object.fromEntries([...TEXTS, ...COUNTS].map((name) => [name, t(`use.${name}`)])) as Record<
    (typeof TEXTS)[number] | (typeof COUNTS)[number],
    string
  >;
  return (
    <FormDrawer<VisitFormValues>
      open={open}
      onClose={onClose}
      title={title}
      initialValues={initialValues}
      fieldLabels={labels}
      onSubmit={(values, key) => onSubmit(withNumbers(values), key)}
    >
      <FormField name="visitorName" label={labels.visitorName} required>
        <input className="lt-input" maxLength={40} autoComplete="off" />
      </FormField>
      <FormField name="visitorUnit" label={labels.visitorUnit}>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <FormField name="subject" label={labels.subject} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="visitedOn" label={labels.visitedOn} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="personCount" label={labels.personCount} required>
          <input className="lt-input" type="number" min={1} max={500} step={1} inputMode="numeric" />
        </FormField>
        <FormField name="channel" label={labels.channel} required>
          <Choice options={VISIT_CHANNELS.map((channel) => [channel, t(`use.channel_${channel}`)])} />
        </FormField>
        <FormField name="purpose" label={labels.purpose} required>
          <Choice options={VISIT_PURPOSES.map((purpose) => [purpose, t(`use.purpose_${purpose}`)])} />
        </FormField>
        <CountFields labels={labels} />
        <FormField name="result" label={labels.result} required>
          <Choice options={VISIT_RESULTS.map((result) => [result, t(`use.result_${result}`)])} />
        </FormField>
      </div>
      {asksReason ? (
        <FormField name="reason" label={labels.reason} required>
          <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
        </FormField>
      ) : null}
    </FormDrawer>
  );
};
