import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { EFFECT_KINDS, type EffectKind } from '@/server/domain/use/visit-vocabulary';
import { Choice } from './choice';

export interface EffectValues {
  kind: EffectKind;
  description: string;
  amountYuan?: string;
  isTypical?: string;
}

/** What of the form an effect says. */
export const effectOf = (values: EffectValues) => ({
  kind: values.kind,
  description: values.description,
  amountYuan: values.amountYuan ? Number(values.amountYuan) : undefined,
  isTypical: values.isTypical === 'true',
});

/** The fields of an effect, wherever it is told. */
export const EffectFields = ({ t }: { t: Translate }) => (
  <>
    <FormField name="kind" label={t('use.effectKind')} required>
      <Choice options={EFFECT_KINDS.map((kind) => [kind, t(`use.effect_${kind}`)])} />
    </FormField>
    <FormField name="description" label={t('use.effectText')} help={t('use.effectHelp')} required>
      <textarea className="lt-input lt-textarea" rows={4} maxLength={1000} />
    </FormField>
    <div className="lt-field-pair">
      <FormField name="amountYuan" label={t('use.amountYuan')}>
        <input className="lt-input" type="number" min={0} step={0.01} inputMode="decimal" />
      </FormField>
      <FormField name="isTypical" label={t('use.isTypical')}>
        <Choice
          options={[
            ['false', t('use.no')],
            ['true', t('use.yes')],
          ]}
        />
      </FormField>
    </div>
  </>
);

interface Values extends EffectValues {
  notedOn: string;
  userName: string;
  userUnit?: string;
  question: string;
}
interface EffectDrawerProps {
  onClose: () => void;
  /** The use that it came of, where it stands in a register. */
  about: { visitId?: string; loanId?: string; userName?: string; userUnit?: string; question?: string };
}

/** 利用效果登记. */
export const EffectDrawer = ({ onClose, about }: EffectDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { visitId, loanId, ...known } = about;
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('use.noteEffect')}
      width={520}
      initialValues={{ notedOn: today, kind: 'evidence', isTypical: 'false', ...known }}
      fieldLabels={{
        userName: t('use.visitorName'),
        question: t('use.question'),
        description: t('use.effectText'),
        notedOn: t('use.notedOn'),
      }}
      onSubmit={async ({ notedOn, userName, userUnit, question, ...values }, idempotencyKey) => {
        await client.effect.register.mutate(
          { ...effectOf(values), visitId, loanId, notedOn, userName, userUnit, question },
          { context: { idempotencyKey } },
        );
        toast({ text: t('use.effectNoted') });
        revalidate();
      }}
    >
      <EffectFields t={t} />
      <div className="lt-field-pair">
        <FormField name="userName" label={t('use.visitorName')} required>
          <input className="lt-input" maxLength={40} autoComplete="off" />
        </FormField>
        <FormField name="userUnit" label={t('use.visitorUnit')}>
          <input className="lt-input" maxLength={80} autoComplete="off" />
        </FormField>
      </div>
      <FormField name="question" label={t('use.question')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <FormField name="notedOn" label={t('use.notedOn')} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
    </FormDrawer>
  );
};
