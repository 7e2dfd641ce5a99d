import { Input } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { LOGIN_NAME } from '@/app/features/member/member-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { Role } from '@/server/domain/tenancy/permission';
import type { InviteFirstOfficersInput, TreeNodeView } from '@/server/domain/tenancy/supervision';

const OFFICERS = [
  ['sysAdmin', 'sys_admin'],
  ['secAdmin', 'sec_admin'],
  ['auditAdmin', 'audit_admin'],
] as const satisfies readonly (readonly [keyof InviteFirstOfficersInput, Role])[];

type Officers = Omit<InviteFirstOfficersInput, 'unitId'>;

export interface OfficerInvitation {
  displayName: string;
  token: string;
  expiresAt: string;
  note: string;
}

interface OfficersDrawerProps {
  /** Null: closed. */
  unit: TreeNodeView | null;
  onClose: () => void;
  onInvited: (invitations: OfficerInvitation[]) => void;
}

const labelsOf = (t: Translate): Record<string, string> =>
  Object.fromEntries(
    OFFICERS.flatMap(([field, role]) => [
      [`${field}.displayName`, t('supervision.officerName', { role: t(`tenancy.role_${role}`) })],
      [`${field}.loginName`, t('supervision.officerLogin', { role: t(`tenancy.role_${role}`) })],
    ]),
  );

/** 三员 of a unit that has none yet. */
export const OfficersDrawer = ({ unit, onClose, onInvited }: OfficersDrawerProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const labels = labelsOf(t);
  return (
    <FormDrawer<Officers>
      key={unit?.tenantId}
      open={unit !== null}
      onClose={onClose}
      title={`${t('supervision.officersTitle')}${t('common.colon')}${unit?.name ?? ''}`}
      submitLabel={t('member.inviteSend')}
      fieldLabels={labels}
      onSubmit={async (values) => {
        const made = await client.tenancy.inviteFirstOfficers.mutate({ unitId: unit?.tenantId ?? 0, ...values });
        const nameOf = (role: Role) => {
          const field = OFFICERS.find(([, code]) => code === role)?.[0];
          return field ? values[field].displayName : '';
        };
        onInvited(
          made.map(({ role, token, expiresAt }) => ({
            displayName: nameOf(role),
            token,
            expiresAt,
            note: t(`tenancy.role_${role}`),
          })),
        );
      }}
    >
      <p className="lt-2 lt-form-effect">{t('supervision.officersText')}</p>
      {OFFICERS.map(([field]) => (
        <div key={field}>
          <FormField name={[field, 'displayName']} label={labels[`${field}.displayName`] ?? ''} required>
            <Input maxLength={60} autoComplete="off" />
          </FormField>
          <FormField
            name={[field, 'loginName']}
            label={labels[`${field}.loginName`] ?? ''}
            required
            rules={[{ pattern: LOGIN_NAME, message: t('member.inviteLoginInvalid') }]}
          >
            <Input maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </FormField>
        </div>
      ))}
    </FormDrawer>
  );
};
