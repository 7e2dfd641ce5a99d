import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { UseSetting } from '@/server/domain/use/loan';
import { APPROVAL_RULES } from '@/server/domain/use/visit-vocabulary';
import { Choice } from './choice';

/** 借阅规则. */
export const SettingDrawer = ({ setting, onClose }: { setting: UseSetting; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<UseSetting>
      open
      onClose={onClose}
      title={t('use.rules')}
      initialValues={setting}
      onSubmit={async ({ loanDays, effectAfterDays, approvalFor }) => {
        await client.loan.saveSetting.mutate({
          loanDays: Number(loanDays),
          effectAfterDays: Number(effectAfterDays),
          approvalFor,
        });
        toast({ text: t('use.rulesSaved') });
        revalidate();
      }}
    >
      <FormField name="loanDays" label={t('use.loanDays')} required>
        <input className="lt-input" type="number" min={1} max={180} step={1} inputMode="numeric" />
      </FormField>
      <FormField name="approvalFor" label={t('use.approvalFor')} required>
        <Choice options={APPROVAL_RULES.map((rule) => [rule, t(`use.approvalFor_${rule}`)])} />
      </FormField>
      <FormField name="effectAfterDays" label={t('use.effectAfterDays')} required>
        <input className="lt-input" type="number" min={1} max={365} step={1} inputMode="numeric" />
      </FormField>
    </FormDrawer>
  );
};
