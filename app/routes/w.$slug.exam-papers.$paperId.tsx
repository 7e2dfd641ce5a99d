import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PaperDrawer } from '@/app/features/exam/paper-drawer';
import { SaidView } from '@/app/features/exam/said-view';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PaperView } from '@/server/domain/exam/paper';

export const handle: ScreenHandle<{ paper: PaperView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exam.papersTitle'), to: `/w/${params.slug}/exam-papers` },
    { label: data?.paper.title ?? '' },
  ],
};

const VARIANTS = ['A', 'B', 'C', 'D'] as const;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', paperId = '' } = params;
  const typed = new URL(request.url).searchParams.get('variant') ?? '';
  const variant = /^[A-Z0-9]{1,6}$/.test(typed) ? typed : 'A';
  const { exam } = context.api.workspace(slug);
  const load = async () => ({ paper: await exam.paper({ paperId, variant }), bank: await exam.topics() });
  return loadOrThrow({ request, context }, load());
};

/** A random paper looks different under every number. */
const Variants = ({ paper }: { paper: PaperView }) => {
  const t = useText();
  const [params] = useSearchParams();
  if (paper.mode === 'fixed') return null;
  return (
    <nav className="lt-segments" aria-label={t('exam.variant')}>
      {VARIANTS.map((variant) => (
        <Link
          key={variant}
          to={withParams(params, { variant: variant === 'A' ? null : variant })}
          aria-current={variant === paper.variant ? 'page' : undefined}
        >
          {t('exam.variantN', { n: variant })}
        </Link>
      ))}
    </nav>
  );
};

const Prints = ({ paper }: { paper: PaperView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { id: paperId, variant } = paper;
  if (paper.short) return null;
  return (
    <>
      <a
        className="lt-btn"
        href={downloadPath(slug, 'exam.downloadPaper', { paperId, variant, withKey: false })}
        download
      >
        <Icon name="print" />
        <span>{t('exam.printPaper')}</span>
      </a>
      <a
        className="lt-btn"
        href={downloadPath(slug, 'exam.downloadPaper', { paperId, variant, withKey: true })}
        download
      >
        <Icon name="download" />
        <span>{t('exam.printKey')}</span>
      </a>
    </>
  );
};

/** 一份试卷: what is asked, and how it prints. */
export default function Paper() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { paper, bank } = useLoaderData<typeof loader>();
  const [opened, setOpened] = useState<'change' | 'retire' | null>(null);
  const isRetired = paper.state === 'retired';
  return (
    <div className="lt-page">
      <PageHeader
        title={paper.title}
        lead={<Status kind={isRetired ? 'none' : 'done'}>{t(`exam.state_${paper.state}`)}</Status>}
        actions={
          <>
            <Prints paper={paper} />
            <Button onClick={() => setOpened('retire')}>{t(isRetired ? 'exam.restore' : 'exam.retire')}</Button>
            <Button look="primary" icon="pen" onClick={() => setOpened('change')}>
              {t('exam.changePaper')}
            </Button>
          </>
        }
      />
      <FactList
        facts={[
          [t('exam.mode'), t(`exam.mode_${paper.mode}`)],
          [t('exam.questionCount'), t('exam.questionsN', { n: paper.questionCount })],
          [t('exam.totalPoints'), t('exam.points', { n: formatNumber(paper.totalPoints) })],
          [t('exam.shuffles'), t(paper.shuffles ? 'exam.yes' : 'exam.no')],
          [t('exam.halves'), t(paper.halves ? 'exam.yes' : 'exam.no')],
          [t('exam.usedIn'), t('exam.examsN', { n: paper.usedIn })],
        ]}
      />
      {paper.short ? (
        <p className="lt-note lt-note-attention">{t('exam.short', paper.short)}</p>
      ) : (
        <section className="lt-section" aria-label={t('exam.preview')}>
          <h2>{t('exam.preview')}</h2>
          <Variants paper={paper} />
          {paper.questions.map((question) => (
            <section key={question.questionId} aria-label={t('exam.questionN', { n: question.position })}>
              <h3>
                {t('exam.questionN', { n: question.position })} {t('exam.points', { n: formatNumber(question.points) })}
              </h3>
              {question.state === 'retired' ? <p className="lt-2">{t('exam.questionRetired')}</p> : null}
              <SaidView said={question.said} />
            </section>
          ))}
        </section>
      )}
      {opened === 'change' ? (
        <PaperDrawer
          bank={bank}
          paper={paper}
          onClose={() => setOpened(null)}
          onSubmit={async (input) => {
            await client.exam.changePaper.mutate({ ...input, paperId: paper.id, rowVersion: paper.rowVersion });
            toast({ text: t('exam.saved') });
            revalidate();
          }}
        />
      ) : null}
      <Confirm
        open={opened === 'retire'}
        onClose={() => setOpened(null)}
        title={t(isRetired ? 'exam.restore' : 'exam.retire')}
        effect={t(isRetired ? 'exam.restorePaperEffect' : 'exam.retirePaperEffect')}
        act={t(isRetired ? 'exam.restore' : 'exam.retire')}
        onConfirm={async () => {
          const { id: paperId, rowVersion } = paper;
          await client.exam.retirePaper.mutate({ paperId, rowVersion, isRetired: !isRetired });
          toast({ text: t('exam.saved') });
          revalidate();
        }}
      />
    </div>
  );
}
