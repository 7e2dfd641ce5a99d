import { TRPCClientError } from '@trpc/client';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { isOwnText, linesToRead, type PageLineView, type PageTextView } from '@/server/domain/digital/page-text';
import { type Hit, pieces } from './find-in-text';
import type { Leaf } from './leaves';

/** Below this a line should be looked at; the mean of its characters. */
const DOUBTFUL = 0.85;
export const isDoubtful = ({ confidence }: { confidence: number }): boolean => confidence < DOUBTFUL;

const LineText = ({ line, hits }: { line: Pick<PageLineView, 'text'>; hits: readonly Hit[] }) => (
  <>
    {pieces(line.text, hits).map((piece, at) => {
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line have no other name
      return piece.isHit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>;
    })}
  </>
);

interface LinesProps {
  text: PageTextView;
  hits: readonly Hit[];
  selected: number | null;
  onSelect: (line: number) => void;
}

const Lines = ({ text, hits, selected, onSelect }: LinesProps) => {
  const t = useText();
  return (
    <ol className="lt-text-lines">
      {text.lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the reading order is the name of a line
        <li key={at}>
          <button type="button" aria-pressed={selected === at} onClick={() => onSelect(at)}>
            <LineText line={line} hits={hits.filter((hit) => hit.line === at)} />
          </button>
          {line.readAs !== undefined ? (
            <span className="lt-3" title={line.readAs}>
              {t('digital.lineCorrected')}
            </span>
          ) : isDoubtful(line) ? (
            <Status kind="attention">{t('digital.lineDoubtful', { n: Math.round(line.confidence * 100) })}</Status>
          ) : null}
        </li>
      ))}
    </ol>
  );
};

/** What a document says itself, with no place on the page to point to. */
export const PlainText = ({ text, hits }: { text: PageTextView; hits: readonly Hit[] }) => (
  <div className="lt-text-plain">
    {linesToRead(text).map((line, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the place in the reading order is the name of a line
      <p key={at}>
        <LineText line={line} hits={hits.filter((hit) => hit.line === at)} />
      </p>
    ))}
  </div>
);

interface ProofProps {
  text: PageTextView;
  onDone: (text: PageTextView | null) => void;
  onReload: () => Promise<void>;
  onSelect: (line: number) => void;
}

/** 校对. What was typed stays when somebody else was quicker; the next try is for their version. */
const Proof = ({ text, onDone, onReload, onSelect }: ProofProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const changed = Object.entries(typed)
    .map(([at, value]) => ({ index: Number(at), text: value }))
    .filter(({ index, text: value }) => value !== text.lines[index]?.text);
  const save = async () => {
    const { fileId, page, rowVersion } = text;
    setBusy(true);
    setFailure(null);
    try {
      const saved = await client.digital.correctPage.mutate({ fileId, page, rowVersion, lines: changed });
      toast({ text: t('digital.proofSaved', { n: changed.length }) });
      onDone(saved);
    } catch (error) {
      setFailure(error);
      if (error instanceof TRPCClientError && error.message === 'STALE_VERSION') await onReload();
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <ol className="lt-text-lines lt-text-proof">
        {text.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the reading order is the name of a line
          <li key={at}>
            <input
              className="lt-input"
              aria-label={t('digital.lineNumber', { n: at + 1 })}
              maxLength={1_000}
              value={typed[at] ?? line.text}
              onFocus={() => onSelect(at)}
              onChange={(event) => setTyped({ ...typed, [at]: event.target.value })}
            />
            {typed[at] !== undefined && typed[at] !== line.text && failure ? (
              <span className="lt-3">{t('digital.lineNow', { text: line.text })}</span>
            ) : null}
            {isDoubtful(line) ? (
              <Status kind="attention">{t('digital.lineDoubtful', { n: Math.round(line.confidence * 100) })}</Status>
            ) : null}
          </li>
        ))}
      </ol>
      <div className="lt-wrap lt-text-tools">
        <Button look="primary" busy={busy} disabled={changed.length === 0} onClick={() => void save()}>
          {t('digital.proofSave', { n: changed.length })}
        </Button>
        <Button disabled={busy} onClick={() => onDone(null)}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  );
};

interface TextPanelProps {
  leaf: Leaf;
  text: PageTextView | undefined;
  hits: readonly Hit[];
  selected: number | null;
  canCorrect: boolean;
  onSelect: (line: number) => void;
  onCorrected: (text: PageTextView) => void;
  onReload: () => Promise<void>;
}

/** The recognised text of one page beside its picture. */
export const TextPanel = (props: TextPanelProps) => {
  const { leaf, text, hits, selected, canCorrect, onSelect, onCorrected, onReload } = props;
  const t = useText();
  const [isProofing, setProofing] = useState(false);
  if (!text || text.state === 'waiting')
    return (
      <p className="lt-2" role="status">
        <span className="lt-spinner" aria-hidden="true" /> {t('digital.textWaiting')}
      </p>
    );
  if (text.state === 'failed')
    return (
      <Status kind="failed">
        {t('digital.textFailed', { reason: t(`digital.failure_${text.failure ?? 'failed'}`) })}
      </Status>
    );
  if (text.lines.length === 0 && text.plain !== '')
    return (
      <section aria-label={t('digital.textOfPage', { n: leaf.page })}>
        <p className="lt-2">{t('digital.textOwnParts')}</p>
        <PlainText text={text} hits={hits} />
      </section>
    );
  if (text.lines.length === 0) return <p className="lt-2">{t('digital.textNone')}</p>;
  const doubtful = text.lines.filter(isDoubtful).length;
  return (
    <section aria-label={t('digital.textOfPage', { n: leaf.page })}>
      <p className="lt-wrap lt-text-tools">
        <span className="lt-grow">
          <Status kind={doubtful > 0 ? 'attention' : 'done'}>
            {text.correctedAt
              ? t('digital.textCorrected')
              : isOwnText(text)
                ? t('digital.textOwn')
                : t('digital.textConfidence', { n: Math.round((text.confidence ?? 0) * 100), doubtful })}
          </Status>
        </span>
        {canCorrect && !isProofing && !isOwnText(text) ? (
          <Button icon="pen" onClick={() => setProofing(true)}>
            {t('digital.proof')}
          </Button>
        ) : null}
      </p>
      {isProofing ? (
        <Proof
          text={text}
          onReload={onReload}
          onSelect={onSelect}
          onDone={(saved) => {
            setProofing(false);
            if (saved) onCorrected(saved);
          }}
        />
      ) : (
        <Lines text={text} hits={hits} selected={selected} onSelect={onSelect} />
      )}
    </section>
  );
};
