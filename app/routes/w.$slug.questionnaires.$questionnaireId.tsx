import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionnaireView, QuestionResult } from '@/server/domain/assessment/questionnaire';

export const handle: ScreenHandle<QuestionnaireView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('questionnaire.title'), to: `/w/${params.slug}/questionnaires` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', questionnaireId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).questionnaire.byId({ questionnaireId }));
};

const isMark = (label: string): label is '1' | '2' | '3' | '4' | '5' => /^[1-5]$/.test(label);

/** Two units may write the same words, and a question is known by its place: each has a number. */
const numbered = <One,>(all: readonly One[]) => all.map((one, at) => ({ one, at, key: `number-${at}` }));

/** One question with its counts, or with what was written. */
const Result = ({ result, at, isWithheld }: { result: QuestionResult; at: number; isWithheld: boolean }) => {
  const t = useText();
  const wordOf = (label: string) =>
    result.type === 'scale' && isMark(label) ? t(`questionnaire.mark_${label}`) : label;
  // Of marks the best first.
  const ordered = result.type === 'scale' ? result.counts.toReversed() : result.counts;
  const counts = ordered.map(({ label, units }) => `${wordOf(label)} ${t('questionnaire.unitsN', { n: units })}`);
  return (
    <section className="lt-section" aria-label={result.text}>
      <h2>
        {at + 1}. {result.text}
      </h2>
      {isWithheld ? null : (
        <>
          <p className="lt-2">
            {t('questionnaire.answeredBy', { n: result.answered })}{' '}
            {result.average === null ? '' : t('questionnaire.average', { n: result.average })}
          </p>
          {counts.length > 0 ? <p>{counts.join(t('common.list'))}</p> : null}
          <ul>
            {numbered(result.texts).map(({ key, one: { text, unitName } }) => (
              <li key={key}>
                {unitName ? `${unitName}${t('common.colon')}` : ''}
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** 问卷结果. */
export default function Questionnaire() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const view = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [closing, setClosing] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={view.title}
        lead={
          <>
            <Status kind={view.state === 'open' ? 'live' : 'done'}>{t(`questionnaire.state_${view.state}`)}</Status>{' '}
            {view.words}
          </>
        }
        actions={
          view.state === 'open' ? <Button onClick={() => setClosing(true)}>{t('questionnaire.close')}</Button> : null
        }
      />
      <FactList
        facts={[
          [t('questionnaire.returned'), `${view.returned} / ${view.asked}`],
          [t('questionnaire.closesOn'), view.closesOn],
          [
            t('questionnaire.isAnonymous'),
            t(view.isAnonymous ? 'questionnaire.anonymous_yes' : 'questionnaire.anonymous_no'),
          ],
          [t('questionnaire.campaign'), view.campaignTitle],
          [t('questionnaire.silent'), view.silent.join(t('common.list'))],
        ]}
      />
      {view.isWithheld ? (
        <p className="lt-note">
          {t(view.state === 'open' ? 'questionnaire.withheldOpen' : 'questionnaire.withheldFew')}
        </p>
      ) : null}
      {numbered(view.results).map(({ key, at, one }) => (
        <Result key={key} result={one} at={at} isWithheld={view.isWithheld} />
      ))}
      <Confirm
        open={closing}
        onClose={() => setClosing(false)}
        title={t('questionnaire.close')}
        effect={t('questionnaire.closeEffect', { n: view.asked - view.returned })}
        act={t('questionnaire.close')}
        onConfirm={async () => {
          await client.questionnaire.close.mutate({ questionnaireId: view.id });
          toast({ text: t('questionnaire.closed') });
          revalidate();
        }}
      />
    </div>
  );
}
