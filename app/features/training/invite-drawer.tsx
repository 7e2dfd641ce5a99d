import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { CourseSessionDetailView } from '@/server/domain/training/course-session';
import { UnitPicker } from './unit-picker';

interface InviteDrawerProps {
  open: boolean;
  onClose: () => void;
  session: CourseSessionDetailView;
  units: readonly KnownUnitView[];
}

/** 发培训通知. Units that have it are left out of the choice. */
export const InviteDrawer = ({ open, onClose, session, units }: InviteDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const label = t('training.inviteUnits');
  return (
    <FormDrawer<{ unitTenantIds: number[] }>
      open={open}
      onClose={onClose}
      title={t('training.invite')}
      submitLabel={t('training.invite')}
      initialValues={{ unitTenantIds: [] }}
      fieldLabels={{ unitTenantIds: label }}
      onSubmit={async ({ unitTenantIds }, idempotencyKey) => {
        const input = { sessionId: session.id, unitTenantIds };
        const { invited, already } = await client.training.inviteUnits.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('training.invited', { n: invited, already }) });
        revalidate();
      }}
    >
      <FormField
        name="unitTenantIds"
        label={label}
        required
        help={t('training.inviteHelp')}
        rules={[{ type: 'array', min: 1, message: t('form.fieldRequired', { label }) }]}
      >
        <UnitPicker
          units={units}
          label={label}
          settled={new Set(session.invitations.map((invitation) => invitation.unitTenantId))}
        />
      </FormField>
    </FormDrawer>
  );
};
