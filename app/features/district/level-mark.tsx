const STEPS = [1, 2, 3, 4] as const;

/** How many of four: read without colour. The word stands beside it, or is hidden text of its neighbour. */
export const LevelMark = ({ step }: { step: 1 | 2 | 3 | 4 | null }) => (
  <svg className="lt-level" viewBox="0 0 22 10" width="22" height="10" aria-hidden="true" focusable="false">
    {STEPS.map((at) => (
      <rect
        key={at}
        x={(at - 1) * 6}
        y={10 - at * 2.5}
        width="4"
        height={at * 2.5}
        fill={step !== null && at <= step ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="0.8"
      />
    ))}
  </svg>
);
