import { useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '@/app/i18n/use-text';
import { serverIsAway } from '@/app/lib/patient-fetch';
import { Icon } from '../icon';

export const OfflineNote = () => {
  const t = useText();
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  const away = useSyncExternalStore(serverIsAway.subscribe, serverIsAway.snapshot, () => false);
  return (
    <div role="status">
      {offline || away ? (
        <p className="lt-note lt-note-attention">
          <Icon name="help" />
          <span>{t(offline ? 'shell.offline' : 'shell.serverAway')}</span>
        </p>
      ) : null}
    </div>
  );
};
