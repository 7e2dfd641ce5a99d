export const percent = (part: number, whole: number): number =>
  whole === 0 ? 100 : Math.min(100, Math.floor((part / whole) * 100));

export const Bar = ({ share, label }: { share: number; label: string }) => (
  <span
    className="lt-bar"
    role="progressbar"
    aria-label={label}
    aria-valuenow={share}
    aria-valuemin={0}
    aria-valuemax={100}
  >
    <i style={{ width: `${share}%` }} />
  </span>
);
