import { useEffect, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
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
  return (
    <div role="status">
      {offline ? (
        <p className="lt-note lt-note-attention">
          <Icon name="help" />
          <span>{t('shell.offline')}</span>
        </p>
      ) : null}
    </div>
  );
};
