import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { Paragraphs } from '@/app/features/assessment/paragraphs';
import { DecideTextDrawer, ReviseTextDrawer } from '@/app/features/exhibition/text-drawers';
import { TEXT_STATUS } from '@/app/features/exhibition/text-labels';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ExhibitionTextDetail, TextStepView } from '@/server/domain/exhibition/exhibition-text';
import { TEXT_STEPS } from '@/server/domain/exhibition/text-vocabulary';

export const handle: ScreenHandle<ExhibitionTextDetail> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exhibition.title'), to: `/w/${params.slug}/exhibition-texts` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<ExhibitionTextDetail> => {
  const { slug = '', textId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).exhibition.text({ textId }));
};

const Step = ({ step }: { step: TextStepView }) => {
  const t = useText();
  return (
    <li>
      <p>
        <strong>{t(`exhibition.act_${step.act}`)}</strong> {t('exhibition.versionOf', { n: step.version })}{' '}
        {step.byName} <span className="lt-3">{formatIsoDateTime(step.at)}</span>
      </p>
      {step.act === 'draft' ? (
        <details>
          <summary>{t('exhibition.showWords', { n: step.version })}</summary>
          <Paragraphs text={step.words} />
        </details>
      ) : (
        <p>{step.words}</p>
      )}
    </li>
  );
};

type Layer = 'revise' | 'check' | 'approve' | null;

/** One text: its words now, what may be done with it, and every version before. */
export default function ExhibitionText() {
  const t = useText();
  const text = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const { act } = useAct();
  const { revalidate } = useRevalidator();
  const canKeep = useCan('register.keep');
  const canApprove = useCan('report.approve');
  const [layer, setLayer] = useState<Layer>(null);
  const may = (what: keyof typeof TEXT_STEPS) => TEXT_STEPS[what].includes(text.state);
  const key = { textId: text.id, rowVersion: text.rowVersion };
  const drawer = { text, onClose: () => setLayer(null), onDone: revalidate };
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={text.title}
        lead={<Status kind={TEXT_STATUS[text.state]}>{t(`exhibition.state_${text.state}`)}</Status>}
        actions={
          <>
            {text.approvedVersion === null ? null : (
              <a className="lt-btn" href={downloadPath(slug, 'exhibition.downloadText', { textId: text.id })} download>
                <Icon name="print" />
                <span>{t('exhibition.print')}</span>
              </a>
            )}
            {canKeep && may('draft') ? (
              <Button icon="pen" onClick={() => setLayer('revise')}>
                {t('exhibition.revise')}
              </Button>
            ) : null}
            {canKeep && may('submit') ? (
              <Button
                look="primary"
                onClick={() =>
                  void act(() => client.exhibition.submit.mutate(key), { done: t('exhibition.submitted') })
                }
              >
                {t('exhibition.act_submit')}
              </Button>
            ) : null}
            {canKeep && may('check') && !text.isOwn ? (
              <Button look="primary" onClick={() => setLayer('check')}>
                {t('exhibition.act_check')}
              </Button>
            ) : null}
            {canApprove && may('approve') && !text.isOwn ? (
              <Button look="primary" onClick={() => setLayer('approve')}>
                {t('exhibition.act_approve')}
              </Button>
            ) : null}
          </>
        }
      />
      <FactList
        facts={[
          [t('exhibition.exhibition'), text.exhibitionTitle],
          [t('exhibition.place'), text.place || null],
          [t('exhibition.version'), t('exhibition.versionOf', { n: text.version })],
          [
            t('exhibition.approvedVersion'),
            text.approvedVersion === null ? null : t('exhibition.versionOf', { n: text.approvedVersion }),
          ],
          [t('exhibition.draftedBy'), text.draftedByName],
        ]}
      />
      <Paragraphs text={text.words} />
      <section className="lt-section" aria-label={t('exhibition.steps')}>
        <h2>{t('exhibition.steps')}</h2>
        <ol>
          {text.steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      </section>
      {layer === 'revise' ? <ReviseTextDrawer {...drawer} /> : null}
      {layer === 'check' || layer === 'approve' ? <DecideTextDrawer {...drawer} act={layer} /> : null}
    </div>
  );
}
