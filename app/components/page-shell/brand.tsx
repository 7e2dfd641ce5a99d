import { useText } from '@/app/i18n/use-text';

/** 兰台: shelves behind a lattice. */
export const BrandMark = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <rect width="28" height="28" rx="6" fill="#1F4E79" />
    <path d="M7 8h14M7 14h14M7 20h14" stroke="#fff" strokeWidth="1.5" />
    <path d="M10 8v6M13.5 8v6M18 8v6M9.5 14v6M14 14v6M17 14v6" stroke="#BFD1E2" strokeWidth="1.5" />
  </svg>
);

export const Brand = () => {
  const t = useText();
  return (
    <span className="lt-brand">
      <BrandMark />
      <span className="lt-brand-word">{t('common.product')}</span>
    </span>
  );
};
