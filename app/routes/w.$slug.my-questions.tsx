import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { AskDrawer } from '@/app/features/guidance/ask-drawer';
import { QUESTION_FILTERS, QuestionTable } from '@/app/features/guidance/question-table';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { QUESTION_SUBJECTS } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('guidance.myQuestionsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, state: oneOf(QUESTION_FILTERS, search.get('state')) };
  return loadOrThrow({ request, context }, guidanceDesk.asked({ ...filter, ...pageOfParams(search) }));
};

/** 我的咨询. `?ask=1&about=…&id=…`, as other pages have it, opens the form about what stands there. */
export default function MyQuestions() {
  const t = useText();
  const navigate = useNavigate();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const about = oneOf(QUESTION_SUBJECTS, params.get('about'));
  const id = params.get('id');
  const [asking, setAsking] = useState(params.get('ask') === '1');
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.myQuestionsTitle')}
        lead={t('guidance.myQuestionsLead')}
        actions={
          <Button look="primary" icon="send" onClick={() => setAsking(true)}>
            {t('guidance.ask')}
          </Button>
        }
      />
      <SectionTabs of="ownGuidance" />
      <QuestionTable
        rows={rows}
        page={page}
        base={base}
        isOffice={false}
        empty={<Empty icon="help" title={t('guidance.myQuestionsEmpty')} text={t('guidance.myQuestionsEmptyText')} />}
      />
      {asking ? (
        <AskDrawer
          subject={about && id ? { about, id } : null}
          onClose={() => setAsking(false)}
          onDone={(questionId) => navigate(`${base}/questions/${questionId}`)}
        />
      ) : null}
    </div>
  );
}
