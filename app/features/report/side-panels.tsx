import { useState } from 'react';
import { Button } from '@/app/components/button';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CheckView, CommentView, ReportView } from '@/server/domain/report/report';
import { checkNumbers } from './check-numbers';

const OUTCOMES: Record<CheckView['outcome'], StatusKind> = { holds: 'done', differs: 'attention', not_judged: 'none' };
const WORDS = {
  holds: 'report.checkHolds',
  differs: 'report.checkDiffers',
  not_judged: 'report.checkNotJudged',
} as const;

/** 核对: identities and what is far from last year's, with the reasons given. */
export const Checks = ({ report, canWrite }: { report: ReportView; canWrite: boolean }) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const [explaining, setExplaining] = useState<CheckView | null>(null);
  const nameOf = ({ name }: CheckView) => (locale === 'en' ? name.en : name.zh);
  const shown = [...report.checks].sort((a, b) => Number(b.outcome === 'differs') - Number(a.outcome === 'differs'));
  return (
    <section className="lt-report-panel" aria-label={t('report.checks')}>
      <h2>{t('report.checks')}</h2>
      {shown.every((check) => check.outcome !== 'differs') ? <p className="lt-2">{t('report.checksHold')}</p> : null}
      <ul className="lt-report-checks">
        {shown.map((check) => (
          <li key={check.code}>
            <Status kind={check.explanation && check.outcome === 'differs' ? 'live' : OUTCOMES[check.outcome]}>
              {t(WORDS[check.outcome])}
            </Status>
            <p>
              {nameOf(check)}
              {check.left === null || check.right === null ? null : (
                <span className="lt-3"> {checkNumbers(check, t)}</span>
              )}
            </p>
            {check.explanation ? (
              <p className="lt-2">
                {t('report.explanationBy', { text: check.explanation.text, name: check.explanation.byName })}
              </p>
            ) : null}
            {canWrite && check.outcome === 'differs' ? (
              <Button look="text" onClick={() => setExplaining(check)}>
                {t('report.explain')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ReasonDrawer
        open={explaining !== null}
        onClose={() => setExplaining(null)}
        title={t('report.explainTitle', { name: explaining ? nameOf(explaining) : '' })}
        effect={t('report.explainHelp')}
        label={t('report.explanation')}
        act={t('report.explain')}
        onSubmit={async (explanation, idempotencyKey) => {
          const input = { reportId: report.id, checkCode: explaining?.code ?? '', explanation };
          await client.report.explain.mutate(input, { context: { idempotencyKey } });
          await act(async () => undefined, { done: t('report.explained') });
        }}
      />
    </section>
  );
};

interface CommentsProps {
  report: ReportView;
  canWrite: boolean;
  /** A chapter, '' for the whole, null while nobody writes. */
  target: string | null;
  onTarget: (target: string | null) => void;
}

const CommentItem = ({
  comment,
  where,
  onResolve,
}: {
  comment: CommentView;
  where: string;
  onResolve: (() => void) | null;
}) => {
  const t = useText();
  return (
    <li>
      <p className="lt-3">
        {comment.byName} · {where}
      </p>
      <p>{comment.body}</p>
      {comment.resolvedByName ? (
        <Status kind="done">{t('report.resolvedBy', { name: comment.resolvedByName })}</Status>
      ) : onResolve ? (
        <Button look="text" icon="check" onClick={onResolve}>
          {t('report.resolve')}
        </Button>
      ) : null}
    </li>
  );
};

/** 批注, open ones first. */
export const Comments = ({ report, canWrite, target, onTarget }: CommentsProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const headingOf = (chapterId: string | null): string =>
    report.chapters.find((chapter) => chapter.id === chapterId)?.heading ?? t('report.commentWhole');
  const shown = [...report.comments].sort((a, b) => Number(a.resolvedAt !== null) - Number(b.resolvedAt !== null));
  return (
    <section className="lt-report-panel" aria-label={t('report.comments')}>
      <div className="lt-section-head">
        <h2>{t('report.comments')}</h2>
        <Button look="text" icon="plus" onClick={() => onTarget('')}>
          {t('report.comment')}
        </Button>
      </div>
      {shown.length === 0 ? <p className="lt-2">{t('report.commentsEmpty')}</p> : null}
      <ul className="lt-report-checks">
        {shown.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            where={headingOf(comment.chapterId)}
            onResolve={
              canWrite
                ? () =>
                    void act(() => client.report.resolveComment.mutate({ reportId: report.id, commentId: comment.id }))
                : null
            }
          />
        ))}
      </ul>
      <ReasonDrawer
        open={target !== null}
        onClose={() => onTarget(null)}
        title={t('report.comment')}
        effect={t('report.commentOn', { heading: headingOf(target) })}
        label={t('report.commentBody')}
        act={t('report.comment')}
        onSubmit={async (body, idempotencyKey) => {
          const input = { reportId: report.id, chapterId: target || null, body };
          await client.report.addComment.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('report.commentAdded') });
          await act(async () => undefined);
        }}
      />
    </section>
  );
};
