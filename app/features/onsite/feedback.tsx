import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { errorText } from '@/app/lib/error-messages';
import { failureOf, workspaceClient } from '@/app/lib/trpc';
import type { OnsitePack } from '@/server/domain/inspection/onsite';
import type { StatementLine } from './store';
import type { Onsite } from './use-onsite';

const LONGEST_TEXT = 8000;

/** The paper is an official form: its words are Chinese whatever language the screen has. */
const wordsOf = (pack: OnsitePack, lines: readonly StatementLine[]): string => {
  const concluded = lines.filter((line) => line.verdict !== null);
  const bad = concluded.filter((line) => line.verdict !== 'met' && line.verdict !== 'na');
  const items = bad.map((line, at) => `${at + 1}. ${line.itemCode} ${line.text}${line.note ? `：${line.note}` : ''}`);
  const head = `检查表“${pack.checklistName}”共${pack.items.length}项，现场检查${new Set(concluded.map((line) => line.itemCode)).size}项。`;
  const body = items.length > 0 ? ['需要改进的事项：', ...items] : ['未发现问题。'];
  return [head, ...body].join('\n').slice(0, LONGEST_TEXT);
};

interface FeedbackProps {
  onsite: Onsite;
  pack: OnsitePack;
  lines: readonly StatementLine[];
  /** Somebody has signed, or the refusal is noted. */
  isSigned: boolean;
}

/** 当场开反馈意见书: numbered, printed with its code to verify, and sent to the unit before anybody leaves. */
export const Feedback = ({ onsite, pack, lines, isSigned }: FeedbackProps) => {
  const t = useText();
  const locale = useLocale();
  const [made, setMade] = useState<{ id: string; documentNumber: string } | null>(null);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  // One paper is one act, however often the button is pressed while the network fails.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  if (!isSigned) return null;
  const issue = async () => {
    setBusy(true);
    setFailure('');
    try {
      const input = {
        inspectionId: pack.inspectionId,
        code: 'FEEDBACK' as const,
        text: wordsOf(pack, lines),
        send: true,
      };
      setMade(await workspaceClient(onsite.slug).documents.issue.mutate(input, { context: { idempotencyKey } }));
    } catch (error) {
      const { code } = failureOf(error);
      // What the server refused was no act: the next try may say something else.
      if (code) setKey(crypto.randomUUID());
      setFailure(code ? errorText(code, locale).what : t('onsite.feedbackOffline'));
    }
    setBusy(false);
  };
  return (
    <section className="lt-note lt-note-info" aria-label={t('onsite.feedback')}>
      <div>
        {made ? (
          <>
            <p role="status">{t('onsite.feedbackMade', { number: made.documentNumber })}</p>
            <a
              className="lt-btn lt-site-wide"
              href={downloadPath(onsite.slug, 'documents.downloadPdf', { documentId: made.id })}
              download
            >
              <Icon name="download" />
              <span>{t('onsite.feedbackOpen')}</span>
            </a>
          </>
        ) : (
          <>
            <p>{t('onsite.feedbackLead')}</p>
            <Button look="primary" className="lt-site-wide" busy={busy} onClick={() => void issue()}>
              {t('onsite.feedback')}
            </Button>
            {onsite.unsent > 0 ? <p className="lt-3">{t('onsite.feedbackWaits', { n: onsite.unsent })}</p> : null}
          </>
        )}
        {failure ? (
          <p className="lt-field-error" role="alert">
            {failure}
          </p>
        ) : null}
      </div>
    </section>
  );
};
