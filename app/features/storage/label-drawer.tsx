import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ResolvedLabelView } from '@/server/domain/storage/box';

interface LabelDrawerProps<Kind extends 'box' | 'place'> {
  open: boolean;
  onClose: () => void;
  title: string;
  kind: Kind;
  help?: string;
  /** Says what to tell the person afterwards. */
  act: (found: Extract<ResolvedLabelView, { kind: Kind }>, reason: string | undefined) => Promise<string>;
}

/** Asks for the label of a box or a place, scanned or typed, and does something with it. */
export const LabelDrawer = <Kind extends 'box' | 'place'>(props: LabelDrawerProps<Kind>) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const label = props.kind === 'box' ? t('storage.targetBox') : t('storage.place');
  return (
    <FormDrawer<{ label: string; reason?: string }>
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      fieldLabels={{ label, reason: t('storage.reason') }}
      onSubmit={async (values) => {
        const found = await client.storage.resolveLabel.query({ label: values.label });
        if (found.kind !== props.kind) {
          throw new Error(t('storage.targetUnknown'));
        }
        const reason = values.reason?.trim() || undefined;
        toast({ text: await props.act(found as Extract<ResolvedLabelView, { kind: Kind }>, reason) });
        revalidate();
      }}
    >
      <FormField
        name="label"
        label={label}
        required
        help={props.help}
        rules={[
          {
            validateTrigger: 'onSubmit',
            validator: async (_rule, value: string | undefined) => {
              if (!value?.trim()) {
                return;
              }
              const found = await client.storage.resolveLabel.query({ label: value });
              if (found.kind !== props.kind) {
                throw new Error(t('storage.targetUnknown'));
              }
            },
          },
        ]}
      >
        <input className="lt-input" maxLength={60} autoComplete="off" autoCapitalize="characters" />
      </FormField>
      <FormField name="reason" label={t('storage.reason')}>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};
