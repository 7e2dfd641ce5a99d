import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { QuestionnaireResults } from '@/app/features/assessment/questionnaire-results';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionnaireView } from '@/server/domain/assessment/questionnaire';

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
      <QuestionnaireResults view={view} />
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
