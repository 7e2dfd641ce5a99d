import { useText } from '@/app/i18n/use-text';
import { formatBytes } from '@/app/lib/format';
import type { StorageView } from '@/server/domain/digital/fixity';

const NEARLY = 0.9;

/** 存储空间: how much the unit's files take up, and how much they may. */
export const Room = ({ storage }: { storage: StorageView }) => {
  const t = useText();
  const { usedBytes, promisedBytes, quotaBytes } = storage;
  const used = formatBytes(usedBytes);
  const taken = usedBytes + promisedBytes;
  const isNearlyFull = quotaBytes !== null && taken >= quotaBytes * NEARLY;
  return (
    <>
      {isNearlyFull ? (
        <p className="lt-note lt-note-attention" role="status">
          {t('fixity.roomFull')}
        </p>
      ) : null}
      <p className="lt-2">
        {t('fixity.room')}{' '}
        {quotaBytes === null
          ? t('fixity.roomUsed', { used })
          : t('fixity.roomOf', { used, quota: formatBytes(quotaBytes) })}
        {promisedBytes > 0 ? ` · ${t('fixity.roomPromised', { n: formatBytes(promisedBytes) })}` : null}
      </p>
    </>
  );
};
