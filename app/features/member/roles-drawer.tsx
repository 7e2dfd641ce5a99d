import { FormDrawer } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { MemberView } from '@/server/domain/tenancy/member';
import type { Role } from '@/server/domain/tenancy/permission';
import { RoleField } from './role-field';

interface RolesDrawerProps {
  /** Null: closed. */
  member: MemberView | null;
  onClose: () => void;
  onDone: () => void;
}

/** 授权, by the security officer. */
export const RolesDrawer = ({ member, onClose, onDone }: RolesDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ roles: Role[] }>
      key={member?.id}
      open={member !== null}
      onClose={onClose}
      title={t('member.rolesTitle')}
      initialValues={{ roles: member?.roles ?? [] }}
      fieldLabels={{ roles: t('member.inviteRoles') }}
      onSubmit={async ({ roles }) => {
        if (member) {
          const { id: membershipId, rowVersion } = member;
          await client.tenancy.assignRoles.mutate({ membershipId, rowVersion, roles });
          toast({ text: t('member.rolesSaved') });
          onDone();
        }
      }}
    >
      <p className="lt-2 lt-form-effect">{t('member.rolesEffect', { name: member?.displayName ?? '' })}</p>
      <RoleField help={t('member.rolesOfficers')} />
    </FormDrawer>
  );
};
