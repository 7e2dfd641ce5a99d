import { Input, Radio } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { GrantView } from '@/server/domain/tenancy/grant';
import { ReasonDrawer } from './reason-drawer';

interface GrantDrawerProps {
  /** Null: closed. */
  grant: GrantView | null;
  onClose: () => void;
  onDone: () => void;
}

export const RevokeDrawer = ({ grant, onClose, onDone }: GrantDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const effect = grant
    ? { names: grant.inspectorNames.join(t('common.list')), unit: grant.unitName, n: grant.looks }
    : { names: '', unit: '', n: 0 };
  return (
    <ReasonDrawer
      open={grant !== null}
      onClose={onClose}
      title={t('grant.revokeTitle')}
      effect={t('grant.revokeEffect', effect)}
      label={t('grant.revokeReason')}
      submitLabel={t('grant.revoke')}
      onSubmit={async (reason) => {
        await client.grants.revoke.mutate({ grantId: grant?.id ?? '', reason });
        toast({ text: t('grant.revoked') });
        onDone();
      }}
    />
  );
};

export const ObjectDrawer = ({ grant, onClose, onDone }: GrantDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  return (
    <ReasonDrawer
      open={grant !== null}
      onClose={onClose}
      title={t('grant.objectTitle')}
      effect={t('grant.objectText', { owner: grant?.ownerName ?? '' })}
      label={t('grant.objectReason')}
      submitLabel={t('grant.object')}
      onSubmit={async (reason, idempotencyKey) => {
        await client.grants.object.mutate({ grantId: grant?.id ?? '', reason }, { context: { idempotencyKey } });
        toast({ text: t('grant.objected') });
        onDone();
      }}
    />
  );
};

interface Answer {
  decision: 'uphold' | 'reject';
  reason: string;
}

const ROWS = 5;
const MOST = 2000;

/** 采纳 ends the grant; 不采纳 needs its reason just as much. */
export const AnswerDrawer = ({ grant, onClose, onDone }: GrantDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const objection = grant?.objection;
  return (
    <FormDrawer<Answer>
      open={grant !== null}
      onClose={onClose}
      title={t('grant.answerTitle')}
      submitLabel={t('grant.answer')}
      fieldLabels={{ reason: t('grant.answerReason'), decision: t('grant.answerDecision') }}
      onSubmit={async (values, idempotencyKey) => {
        const input = { objectionId: objection?.id ?? '', ...values };
        await client.grants.answerObjection.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('grant.answered') });
        onDone();
      }}
    >
      <p className="lt-2 lt-form-effect">{t('grant.objectionReason', { reason: objection?.reason ?? '' })}</p>
      <FormField name="decision" label={t('grant.answerDecision')} required>
        <Radio.Group
          vertical
          options={[
            { value: 'uphold', label: t('grant.answerUphold') },
            { value: 'reject', label: t('grant.answerReject') },
          ]}
        />
      </FormField>
      <FormField name="reason" label={t('grant.answerReason')} required>
        <Input.TextArea rows={ROWS} maxLength={MOST} showCount />
      </FormField>
    </FormDrawer>
  );
};
