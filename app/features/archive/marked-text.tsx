interface MarkedTextProps {
  text: string;
  /** Stretches of the text, in order, none overlapping. */
  ranges: readonly (readonly [number, number])[];
}

/** A text with the searched words marked where they stand. */
export const MarkedText = ({ text, ranges }: MarkedTextProps) => {
  const parts = ranges.flatMap(([from, to], index) => {
    const before = text.slice(ranges[index - 1]?.[1] ?? 0, from);
    return [
      before,
      <mark key={from} className="lt-mark">
        {text.slice(from, to)}
      </mark>,
    ];
  });
  return (
    <span title={text}>
      {parts}
      {text.slice(ranges.at(-1)?.[1] ?? 0)}
    </span>
  );
};
