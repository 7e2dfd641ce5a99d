import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { Icon } from '@/app/components/icon';
import { ScreenErrorPage } from '@/app/components/screen-error';
import { OutcomeView } from '@/app/features/exam/outcome-view';
import { SittingApp } from '@/app/features/exam/sitting-app';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, toSignIn } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { AttemptView } from '@/server/domain/exam/sitting';

export const handle: ScreenHandle<{ attempt: AttemptView }> = {
  crumbs: ({ data }, t) => [{ label: data?.attempt.title ?? t('exam.mineTitle') }],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { account } = context;
  if (!account) throw toSignIn(request);
  const { slug = '', attemptId = '' } = params;
  const api = context.api.workspace(slug);
  const attempt = await loadOrThrow({ request, context }, api.sitting.attempt({ attemptId }));
  return { accountId: account.id, slug, attempt };
};

/** A paper is read again when it has ended, and never in between: nothing may change under the hand that writes. */
export default function SittingScreen() {
  const t = useText();
  const { accountId, slug, attempt } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  return (
    <div className="lt-site">
      <header className="lt-site-head">
        <a href={`/w/${slug}/my-exams/${attempt.examId}`} className="lt-site-back">
          <Icon name="left" size={20} />
          <span>{t('exam.mineTitle')}</span>
        </a>
        <span className="lt-grow lt-ellipsis lt-site-where">{attempt.title}</span>
      </header>
      {attempt.outcome ? (
        <OutcomeView attempt={attempt} />
      ) : (
        <SittingApp key={attempt.id} accountId={accountId} slug={slug} attempt={attempt} onEnd={revalidate} />
      )}
    </div>
  );
}

export const ErrorBoundary = () => <ScreenErrorPage />;
