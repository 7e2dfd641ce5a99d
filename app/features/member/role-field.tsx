import { Checkbox } from 'antd';
import { FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import { type Role, rolesFor, rolesMayMeet } from '@/server/domain/tenancy/permission';

/** The roles of this kind of unit, with the rule that the server enforces. */
export const RoleField = ({ help }: { help: string }) => {
  const t = useText();
  const { kind } = useWorkspace().tenant;
  const exclusive = {
    validator: (_rule: unknown, roles: Role[] = []) =>
      rolesMayMeet(roles) ? Promise.resolve() : Promise.reject(new Error(t('member.rolesExclusive'))),
  };
  return (
    <FormField name="roles" label={t('member.inviteRoles')} required group help={help} rules={[exclusive]}>
      <Checkbox.Group
        className="lt-choice-list"
        options={rolesFor(kind).map((role) => ({ value: role, label: t(`tenancy.role_${role}`) }))}
      />
    </FormField>
  );
};
