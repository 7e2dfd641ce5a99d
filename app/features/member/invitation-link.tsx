import { Button } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { Dialog } from '@/app/components/dialog';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import type { NewInvitation } from './invite-drawer';

interface InvitationLinksProps {
  /** Empty: closed. */
  invitations: readonly (NewInvitation & { note?: string })[];
  onClose: () => void;
}

/** The links of new invitations. The server keeps only their hashes, so this is the only time they can be seen. */
export const InvitationLinks = ({ invitations, onClose }: InvitationLinksProps) => {
  const t = useText();
  const locale = useLocale();
  const done = (
    <Button look="primary" onClick={onClose}>
      {t('member.invitedDone')}
    </Button>
  );
  return (
    <Dialog open={invitations.length > 0} onClose={onClose} title={t('member.invitedTitle')} foot={done}>
      {invitations.map(({ displayName, token, expiresAt, note }) => {
        const link = `${window.location.origin}/invite/${token}`;
        return (
          <div key={token} className="lt-field">
            <p>
              {note ? `${note}${t('common.colon')}` : null}
              {t('member.invitedText', { name: displayName, time: formatDateTime(expiresAt, locale) })}
            </p>
            <div className="lt-row">
              <input className="lt-input" readOnly value={link} aria-label={t('member.invitedLink')} />
              <CopyButton text={link} />
            </div>
          </div>
        );
      })}
    </Dialog>
  );
};
