import type { ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';
import { type Chip, labelInChip, piecesOf } from '@/server/domain/report/chip';
import { type ToneMark, toneMarks } from '@/server/domain/report/tone-rules';
import { type FigureLookup, showChip } from './report-lookup';

interface ChipProps {
  chip: Chip;
  raw: string;
  lookup: FigureLookup;
  selectedKey: string | null;
  /** Without it the chip is only read, and the text is not saved yet. */
  onSelect: ((key: string) => void) | undefined;
}

const ChipView = ({ chip, raw, lookup, selectedKey, onSelect }: ChipProps) => {
  const { text, look, figure } = showChip(chip, lookup, onSelect === undefined ? labelInChip(raw) : undefined);
  const mark = look === 'live' ? '' : '△ ';
  const className = `lt-chip lt-chip-${look}`;
  if (!figure || !onSelect)
    return (
      <span className={className}>
        {mark}
        {text}
      </span>
    );
  return (
    <button
      type="button"
      className={className}
      aria-pressed={figure.key === selectedKey}
      onClick={() => onSelect(figure.key)}
    >
      {mark}
      {text}
    </button>
  );
};

/** A stretch of text with its marks. */
const Marked = ({ text, from, marks }: { text: string; from: number; marks: readonly ToneMark[] }) => {
  const t = useText();
  const parts: ReactNode[] = [];
  let at = 0;
  for (const mark of marks) {
    const [start, end] = [mark.from - from, mark.to - from];
    if (mark.rule === 'long_sentence' || start < at || end > text.length) continue;
    parts.push(text.slice(at, start));
    parts.push(
      <mark key={mark.from} className="lt-tone" title={t(`report.tone_${mark.rule}`)}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
};

interface ParagraphProps {
  text: string;
  lookup: FigureLookup;
  /** Marks of wording are for those who write. */
  isMarked: boolean;
  selectedKey?: string | null;
  onSelect?: ((key: string) => void) | undefined;
}

/** A paragraph as it is printed, its figures as chips. */
export const Paragraph = ({ text, lookup, isMarked, selectedKey = null, onSelect }: ParagraphProps) => {
  const marks = isMarked ? toneMarks(text) : [];
  let at = 0;
  return (
    <p className="lt-report-paragraph">
      {piecesOf(text).map((piece) => {
        const from = at;
        at += piece.kind === 'text' ? piece.text.length : piece.raw.length;
        return piece.kind === 'text' ? (
          <Marked key={from} text={piece.text} from={from} marks={marks} />
        ) : (
          <ChipView
            key={from}
            chip={piece.chip}
            raw={piece.raw}
            lookup={lookup}
            selectedKey={selectedKey}
            onSelect={onSelect}
          />
        );
      })}
    </p>
  );
};

/** Paragraphs in their order. Two that say the same are told apart by which of them comes first. */
export const Paragraphs = ({ texts, ...rest }: Omit<ParagraphProps, 'text'> & { texts: readonly string[] }) => {
  const seen = new Map<string, number>();
  return (
    <>
      {texts.map((text) => {
        const count = (seen.get(text) ?? 0) + 1;
        seen.set(text, count);
        return <Paragraph key={`${count}:${text}`} text={text} {...rest} />;
      })}
    </>
  );
};
