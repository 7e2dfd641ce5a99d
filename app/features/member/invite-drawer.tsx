import { Input } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { Role } from '@/server/domain/tenancy/permission';
import { LOGIN_NAME } from './member-labels';
import { RoleField } from './role-field';

interface Invite {
  displayName: string;
  loginName: string;
  roles: Role[];
}

export interface NewInvitation {
  displayName: string;
  token: string;
  expiresAt: string;
}

interface InviteDrawerProps {
  open: boolean;
  onClose: () => void;
  onInvited: (invitation: NewInvitation) => void;
}

export const InviteDrawer = ({ open, onClose, onInvited }: InviteDrawerProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<Invite>
      open={open}
      onClose={onClose}
      title={t('member.inviteTitle')}
      submitLabel={t('member.inviteSend')}
      fieldLabels={{
        displayName: t('member.inviteName'),
        loginName: t('member.inviteLogin'),
        roles: t('member.inviteRoles'),
      }}
      onSubmit={async (values, idempotencyKey) => {
        const made = await client.tenancy.invite.mutate(values, { context: { idempotencyKey } });
        onInvited({ displayName: values.displayName, ...made });
      }}
    >
      <FormField name="displayName" label={t('member.inviteName')} required>
        <Input maxLength={60} autoComplete="off" />
      </FormField>
      <FormField
        name="loginName"
        label={t('member.inviteLogin')}
        required
        help={t('member.inviteLoginHelp')}
        rules={[{ pattern: LOGIN_NAME, message: t('member.inviteLoginInvalid') }]}
      >
        <Input maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </FormField>
      <RoleField help={`${t('member.inviteRolesHelp')}${t('member.rolesOfficers')}`} />
    </FormDrawer>
  );
};
