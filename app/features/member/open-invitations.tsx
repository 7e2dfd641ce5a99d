import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatShortDateTime } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { OpenInvitationView } from '@/server/domain/tenancy/invitation';
import { roleNames } from './member-labels';

interface OpenInvitationsProps {
  invitations: readonly OpenInvitationView[];
  onChanged: () => void;
}

/** 未使用的邀请. */
export const OpenInvitations = ({ invitations, onChanged }: OpenInvitationsProps) => {
  const t = useText();
  const today = useToday();
  const toast = useToast();
  const client = useWorkspaceClient();
  const [revoking, setRevoking] = useState<OpenInvitationView | null>(null);
  if (invitations.length === 0) {
    return null;
  }
  return (
    <section className="lt-section" aria-labelledby="invitations">
      <div className="lt-section-head">
        <h2 id="invitations">{t('member.invitations')}</h2>
        <span className="lt-3">{invitations.length}</span>
      </div>
      <ul>
        {invitations.map((invitation) => (
          <li key={invitation.id} className="lt-side-line">
            <span className="lt-grow lt-ellipsis">
              {invitation.displayName} <span className="lt-3">{invitation.loginName}</span>
              {t('common.comma')}
              {roleNames(invitation.roles, t)}
            </span>
            <span className="lt-3">
              {t('member.invitationExpires', { time: formatShortDateTime(invitation.expiresAt, today) })}
            </span>
            <button type="button" className="lt-link" onClick={() => setRevoking(invitation)}>
              {t('member.revoke')}
            </button>
          </li>
        ))}
      </ul>
      <Confirm
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('member.revokeTitle')}
        effect={t('member.revokeEffect', { name: revoking?.displayName ?? '' })}
        act={t('member.revoke')}
        onConfirm={async () => {
          await client.tenancy.revokeInvitation.mutate({ id: revoking?.id ?? '' });
          toast({ text: t('member.revoked') });
          onChanged();
        }}
      />
    </section>
  );
};
