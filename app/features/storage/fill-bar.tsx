import { useText } from '@/app/i18n/use-text';

/** How full a place or a box is: a bar and the number beside it. */
export const FillBar = ({ percent }: { percent: number }) => {
  const t = useText();
  return (
    <span className="lt-fill">
      <span className={`lt-bar ${percent > 100 ? 'lt-bar-over' : ''}`} aria-hidden="true">
        <i style={{ width: `${Math.min(100, percent)}%` }} />
      </span>
      <span>
        <span className="lt-hidden">{t('storage.share', { n: percent })}</span>
        <span aria-hidden="true">{percent}%</span>
      </span>
    </span>
  );
};
