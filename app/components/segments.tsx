import { Link, useSearchParams } from '@remix-run/react';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';

export interface Segment {
  value: string;
  label: string;
  count?: number;
}

interface SegmentsProps {
  /** The search parameter that they set; the first segment stands for its absence. */
  name: string;
  label: string;
  segments: readonly Segment[];
}

/** Views of one list. Addresses, so that they can be opened in a new tab and work without script. */
export const Segments = ({ name, label, segments }: SegmentsProps) => {
  const [params] = useSearchParams();
  const first = segments[0]?.value ?? '';
  const current = params.get(name) ?? first;
  return (
    <nav className="lt-segments" aria-label={label}>
      {segments.map(({ value, label: word, count }) => (
        <Link
          key={value}
          to={withParams(params, { [name]: value === first ? null : value })}
          aria-current={value === current ? 'page' : undefined}
          preventScrollReset
        >
          {word}
          {count === undefined ? null : <span>{formatNumber(count)}</span>}
        </Link>
      ))}
    </nav>
  );
};
