import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FourPropertyDetail } from '@/server/domain/digital/four-property';
import { findFourPropertyRule, writtenCode } from '@/server/domain/digital/four-property-rules';
import { resultName } from '@/server/domain/digital/four-property-words';

export interface Decision {
  code: string;
  /** Null: every record in which the item is open. */
  record: { itemId: string; referenceCode: string } | null;
}

const CHOICES = ['passed', 'failed', 'not_applicable'] as const;
interface Values {
  verdict: (typeof CHOICES)[number];
  reason: string;
}

interface DecideDrawerProps {
  run: FourPropertyDetail;
  decision: Decision | null;
  onClose: () => void;
}

/** 人工判定 with a reason that stays in the report. */
export const DecideDrawer = ({ run, decision, onClose }: DecideDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const rule = decision ? findFourPropertyRule(decision.code) : undefined;
  const decide = async ({ verdict, reason }: Values, idempotencyKey: string) => {
    if (!decision) return;
    const about = decision.record ? { itemId: decision.record.itemId } : {};
    const { records } = await client.digital.giveOpinion.mutate(
      { runId: run.id, code: decision.code, verdict, reason, ...about },
      { context: { idempotencyKey } },
    );
    toast({ text: t('fourProperty.decided', { n: records }) });
    revalidate();
    onClose();
  };
  return (
    <FormDrawer<Values>
      open={decision !== null}
      onClose={onClose}
      title={t('fourProperty.decideTitle', {
        code: decision ? writtenCode(run.phase, decision.code) : '',
        name: (locale === 'en' ? rule?.en : rule?.zh) ?? '',
      })}
      initialValues={{ verdict: 'passed', reason: '' }}
      fieldLabels={{ verdict: t('fourProperty.decideVerdict'), reason: t('fourProperty.decideReason') }}
      onSubmit={decide}
      submitLabel={t('fourProperty.decide')}
    >
      <p className="lt-reason-effect">
        {decision?.record
          ? t('fourProperty.decideOne', { code: decision.record.referenceCode })
          : t('fourProperty.decideAll')}
      </p>
      <FormField name="verdict" label={t('fourProperty.decideVerdict')} required>
        <select className="lt-select">
          {CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {resultName(choice, locale)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="reason" label={t('fourProperty.decideReason')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
