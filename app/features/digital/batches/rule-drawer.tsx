import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { RuleView } from '@/server/domain/digital/scan-rule';
import { percentOf } from './batch-words';

type Values = Record<'minDpi' | 'minPhotoDpi' | 'maxSkew' | 'sampleRate' | 'acceptRate' | 'source', string>;
const FIELDS = ['minDpi', 'minPhotoDpi', 'maxSkew', 'sampleRate', 'acceptRate'] as const;
const plain = (typed: string): number => Number(typed.normalize('NFKC'));

/** 改规则: what differs by place; the measured thresholds stay as they are. */
export const RuleDrawer = ({ rule, open, onClose }: { rule: RuleView; open: boolean; onClose: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const { settings } = rule;
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('digitisation.ruleChange')}
      initialValues={{
        minDpi: String(settings.minDpi),
        minPhotoDpi: String(settings.minPhotoDpi),
        maxSkew: String(settings.maxSkewDegrees),
        sampleRate: String(percentOf(settings.sampleRate)),
        acceptRate: String(percentOf(settings.acceptRate)),
        source: '',
      }}
      fieldLabels={{ source: t('digitisation.ruleSource') }}
      submitLabel={t('digitisation.ruleChange')}
      onSubmit={async ({ minDpi, minPhotoDpi, maxSkew, sampleRate, acceptRate, source }, idempotencyKey) => {
        const changed = {
          minDpi: plain(minDpi),
          minPhotoDpi: plain(minPhotoDpi),
          maxSkewDegrees: plain(maxSkew),
          sampleRate: plain(sampleRate) / 100,
          acceptRate: plain(acceptRate) / 100,
        };
        const input = { settings: { ...settings, ...changed }, source };
        await client.digitisation.saveRule.mutate(input, { context: { idempotencyKey } });
        await act(async () => undefined, { done: t('digitisation.ruleSaved') });
      }}
    >
      <p className="lt-reason-effect">{t('digitisation.ruleEffect')}</p>
      {FIELDS.map((name) => (
        <FormField key={name} name={name} label={t(`digitisation.${name}`)} required>
          <input className="lt-input" inputMode="decimal" maxLength={6} />
        </FormField>
      ))}
      <FormField name="source" label={t('digitisation.ruleSource')} required>
        <input className="lt-input" maxLength={300} />
      </FormField>
    </FormDrawer>
  );
};
