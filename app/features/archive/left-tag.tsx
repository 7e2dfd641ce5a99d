import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';

/** 已移交 beside a record that has left with its transfer; the day is told on pointing at it. */
export const LeftTag = ({ leftOn }: { leftOn: string | null }) => {
  const t = useText();
  return leftOn === null ? null : (
    <span className="lt-tag" title={`${t('disposition.leftOn')} ${formatIsoDate(leftOn)}`}>
      {t('archive.left')}
    </span>
  );
};
