import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { levelName, percentText } from '@/app/features/assessment/assessment-labels';
import { inputOf, SelfTestDrawer, StepDrawer } from '@/app/features/assessment/creation-drawers';
import { type ShownStep, StepTable } from '@/app/features/assessment/creation-steps';
import { Paragraphs } from '@/app/features/assessment/paragraphs';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ProjectView } from '@/server/domain/assessment/creation';
import { progressOf } from '@/server/domain/assessment/creation-words';

export const handle: ScreenHandle<{ project: ProjectView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('creation.mineTitle'), to: `/w/${params.slug}/my-creations` },
    { label: data?.project.title ?? '' },
  ],
};

/** Self-checks to choose the test from, the newest first. */
const CHOICES = 100;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', projectId = '' } = params;
  const api = context.api.workspace(slug);
  const load = async () => ({
    project: await api.creation.byId({ projectId }),
    checks: (await api.selfCheck.list({ limit: CHOICES })).rows.filter((row) => row.id !== null),
  });
  return loadOrThrow({ request, context }, load());
};

type Layer = { kind: 'step'; code: string | null } | { kind: 'test' | 'report' | 'stop' } | null;

const SelfTest = ({ project, onChoose }: { project: ProjectView; onChoose: () => void }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { selfTest } = project;
  return (
    <section className="lt-section" aria-label={t('creation.selfTest')}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('creation.selfTest')}</h2>
        {project.state === 'active' && !project.isApplied ? (
          <Button onClick={onChoose}>{t('creation.chooseTest')}</Button>
        ) : null}
      </div>
      {selfTest ? (
        <p>
          <Link className="lt-link" to={`/w/${slug}/self-checks/${selfTest.id}`}>
            {selfTest.title}
          </Link>{' '}
          <span className="lt-strong">{selfTest.percent === null ? '—' : percentText(selfTest.percent)}</span>{' '}
          <span className="lt-3">{t(selfTest.state === 'submitted' ? 'creation.testDone' : 'creation.testOpen')}</span>
        </p>
      ) : (
        <p className="lt-3">{t('creation.testNone')}</p>
      )}
    </section>
  );
};

/** One project: its target, its steps with evidence, its test, what the office above says. */
export default function MyCreation() {
  const t = useText();
  const toast = useToast();
  const locale = useLocale();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const { slug } = useWorkspace().tenant;
  const { project, checks } = useLoaderData<typeof loader>();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const { done, late, all } = progressOf(project.steps, today);
  const isActive = project.state === 'active';
  const mayApply = isActive && !project.isApplied && project.selfTest?.state === 'submitted';
  const options = () => ({ context: { idempotencyKey: newIdempotencyKey() } });
  const apply = () =>
    act(
      () =>
        client.rating.applyFor.mutate(
          { selfCheckId: project.selfTest?.id ?? '', ratingKind: project.ratingKind, level: project.level },
          options(),
        ),
      { done: t('creation.applied') },
    );
  const remove = (code: string) => {
    const kept = inputOf(project);
    const steps = kept.steps.filter((step) => step.code !== code);
    void act(() => client.creation.save.mutate({ ...kept, steps }, options()), { done: t('creation.saved') });
  };
  const step = layer?.kind === 'step' ? (project.steps.find((one) => one.code === layer.code) ?? null) : null;
  return (
    <div className="lt-page">
      <PageHeader
        title={project.title}
        lead={`${t(`rating.kind_${project.ratingKind}`)} ${levelName(project.ratingKind, project.level, locale)}`}
        actions={
          isActive ? (
            <>
              <Button onClick={() => setLayer({ kind: 'stop' })}>{t('creation.stop')}</Button>
              <Button icon="send" onClick={() => setLayer({ kind: 'report' })}>
                {t('creation.report')}
              </Button>
              <Button look="primary" busy={busy} disabled={!mayApply} onClick={() => void apply()}>
                {t('creation.apply')}
              </Button>
            </>
          ) : null
        }
      />
      <FactList
        facts={[
          [t('creation.targetOn'), project.targetOn],
          [t('creation.progress'), t('creation.progressLate', { done, all, late })],
          [t('creation.basis'), project.basis],
          [t('creation.reportedAt'), project.reportedAt ? formatIsoDateTime(project.reportedAt) : null],
          [t('creation.application'), project.isApplied ? t('creation.isApplied') : null],
          [t('creation.stopReason'), project.stopReason],
        ]}
      />
      {project.word ? (
        <section className="lt-section" aria-label={t('creation.word')}>
          <h2>{t('creation.word')}</h2>
          <Paragraphs text={project.word.words} />
          <p className="lt-3">
            {project.word.officeName} {project.word.saidBy} {formatIsoDateTime(project.word.saidAt)}
          </p>
        </section>
      ) : null}
      <SelfTest project={project} onChoose={() => setLayer({ kind: 'test' })} />
      <StepTable
        title={t('creation.steps')}
        steps={project.steps}
        hrefOf={({ code }, { objectId }) =>
          downloadPath(slug, 'creation.downloadFile', { projectId: project.id, stepCode: code, objectId })
        }
        {...(isActive
          ? {
              rowActions: ({ code }: ShownStep) => (
                <>
                  <Button look="text" onClick={() => setLayer({ kind: 'step', code })}>
                    {t('creation.editStep')}
                  </Button>
                  {project.steps.length > 1 ? (
                    <Button look="text" busy={busy} onClick={() => remove(code)}>
                      {t('creation.removeStep')}
                    </Button>
                  ) : null}
                </>
              ),
            }
          : {})}
      />
      {isActive ? (
        <p>
          <Button icon="plus" onClick={() => setLayer({ kind: 'step', code: null })}>
            {t('creation.addStep')}
          </Button>
        </p>
      ) : null}
      {layer?.kind === 'step' ? <StepDrawer project={project} step={step} today={today} onClose={close} /> : null}
      {layer?.kind === 'test' ? <SelfTestDrawer project={project} checks={checks} onClose={close} /> : null}
      <ReasonDrawer
        open={layer?.kind === 'report'}
        onClose={close}
        title={t('creation.report')}
        effect={t('creation.reportEffect')}
        label={t('creation.words')}
        act={t('creation.report')}
        onSubmit={async (words, idempotencyKey) => {
          await client.creation.report.mutate({ projectId: project.id, words }, { context: { idempotencyKey } });
          toast({ text: t('creation.reported') });
          revalidate();
        }}
      />
      <ReasonDrawer
        open={layer?.kind === 'stop'}
        onClose={close}
        title={t('creation.stop')}
        effect={t('creation.stopEffect')}
        label={t('creation.stopReason')}
        act={t('creation.stop')}
        onSubmit={async (reason) => {
          await client.creation.stop.mutate({ projectId: project.id, rowVersion: project.rowVersion, reason });
          revalidate();
        }}
      />
    </div>
  );
}
