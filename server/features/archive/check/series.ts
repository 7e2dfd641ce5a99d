import type { CheckSourceRow } from '@/db/queries/check-source.queries';
import { type Finding, findingOn } from './check-record.ts';

const DIGITS = 8;
/** Longer gaps are not looked through for codes that were given up. */
const LOOKED_THROUGH = 10_000;

interface Series {
  last: number;
  /** The code up to the number, as it is written. */
  written: string;
  width: number;
}

interface Place {
  prefix: string;
  number: number;
  written: string;
  width: number;
}

const placeOf = (record: CheckSourceRow): Place | undefined => {
  // A number stands behind a separator; A11 is a name.
  const written = /^(.*?[-·.]|)(\d+)$/u.exec(record.referenceCode);
  const padded = /^(.*?)(\d{8})$/u.exec(record.codeSort);
  if (!written || !padded) return undefined;
  const digits = written[2] ?? '';
  return { prefix: padded[1] ?? '', number: Number(digits), written: written[1] ?? '', width: digits.length };
};

/** What stands in the way of a number that seems to be free: a code that a record bore before. */
export type OldCodes = ReadonlyMap<string, string>;

/**
 * Walks the records in the order of their codes and tells which numbers of a series are missing, and which codes are
 * the same but for their zeros or were another record's before. Remembers one number a series, whatever their length.
 */
export class SeriesWalk {
  private readonly series = new Map<string, Series>();
  private before: CheckSourceRow | undefined;

  constructor(
    private readonly oldCodes: OldCodes,
    private readonly onlyYear: number | null,
  ) {}

  /** Codes that two records share. */
  findDoubles(record: CheckSourceRow): Finding[] {
    const { before } = this;
    this.before = record;
    const formerOwner = this.oldCodes.get(record.codeSort);
    const other = before?.codeSort === record.codeSort ? before.id : formerOwner;
    if (other === undefined || other === record.id) return [];
    const detail = before?.codeSort === record.codeSort ? 'same_code' : 'former_code';
    return [
      findingOn(record, {
        ruleCode: 'CODE_UNIQUE',
        severity: 'error',
        field: 'referenceCode',
        detail,
        relatedItemId: other,
      }),
    ];
  }

  /** Numbers that are missing before this record. */
  findGaps(record: CheckSourceRow): Finding[] {
    const place = placeOf(record);
    if (!place || !this.isWhole(place)) return [];
    const known = this.series.get(place.prefix);
    this.series.set(place.prefix, { last: place.number, written: place.written, width: place.width });
    const first = (known?.last ?? 0) + 1;
    return first > place.number - 1 ? [] : this.gaps(place, first, place.number - 1);
  }

  /** Of one year only the series that belong to it are whole. */
  private isWhole(place: Place): boolean {
    return this.onlyYear === null || place.prefix.includes(String(this.onlyYear).padStart(DIGITS, '0'));
  }

  private gaps(place: Place, first: number, last: number): Finding[] {
    const ranges: [number, number][] = [];
    if (last - first > LOOKED_THROUGH || this.oldCodes.size === 0) ranges.push([first, last]);
    else
      for (let number = first; number <= last; number += 1) {
        if (this.oldCodes.has(`${place.prefix}${String(number).padStart(DIGITS, '0')}`)) continue;
        const range = ranges.at(-1);
        if (range && range[1] === number - 1) range[1] = number;
        else ranges.push([number, number]);
      }
    return ranges.map(([from, to]) => toGap(place, from, to));
  }
}

const toGap = ({ prefix, written, width }: Place, from: number, to: number): Finding => {
  const shown = (number: number) => String(number).padStart(width, '0');
  return {
    ruleCode: 'SEQ_CONTINUITY',
    severity: 'warning',
    itemId: null,
    relatedItemId: null,
    subject: from === to ? `${written}${shown(from)}` : `${written}${shown(from)}—${shown(to)}`,
    subjectSort: `${prefix}${String(from).padStart(DIGITS, '0')}`,
    title: null,
    field: 'itemNumber',
    detail: from === to ? 'one_missing' : `missing:${to - from + 1}`,
  };
};
