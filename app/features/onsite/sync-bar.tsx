import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import type { Onsite } from './use-onsite';

/** What lies on the phone and what has arrived, in words. It never stands in the way. */
export const SyncBar = ({ onsite }: { onsite: Onsite }) => {
  const t = useText();
  const { unsent: n, outcome, isSending } = onsite;
  const look =
    n === 0
      ? 'done'
      : outcome === 'signedOut' || outcome === 'refused'
        ? 'failed'
        : outcome === 'later'
          ? 'later'
          : 'busy';
  const words =
    n === 0
      ? t('onsite.synced')
      : outcome === 'signedOut'
        ? t('onsite.signedOut', { n })
        : outcome === 'refused'
          ? t('onsite.refused', { n })
          : outcome === 'later'
            ? t('onsite.offline', { n })
            : isSending
              ? t('onsite.sending', { n })
              : t('onsite.waiting', { n });
  return (
    <div className={`lt-site-sync lt-site-sync-${look}`} data-unsent={onsite.isRead ? n : undefined}>
      <span role="status">{words}</span>
      {n > 0 && outcome === 'signedOut' ? (
        <a className="lt-btn" href={`/login?next=${encodeURIComponent(`/w/${onsite.slug}/onsite`)}`}>
          {t('onsite.signIn')}
        </a>
      ) : null}
      {n > 0 && !isSending && (outcome === 'later' || outcome === 'refused') ? (
        <Button look="text" onClick={onsite.sendNow}>
          {t('onsite.retry')}
        </Button>
      ) : null}
    </div>
  );
};
