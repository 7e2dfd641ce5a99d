import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { QUESTION_FILTERS, QuestionTable } from '@/app/features/guidance/question-table';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: t('guidance.questionsTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, state: oneOf(QUESTION_FILTERS, search.get('state')) };
  return loadOrThrow({ request, context }, guidanceDesk.questions({ ...filter, ...pageOfParams(search) }));
};

/** 单位咨询: what units have asked. */
export default function Questions() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('guidance.questionsTitle')} lead={t('guidance.questionsLead')} />
      <SectionTabs of="guidance" />
      <QuestionTable
        rows={rows}
        page={page}
        base={`/w/${useWorkspace().tenant.slug}`}
        isOffice
        empty={<Empty icon="help" title={t('guidance.questionsEmpty')} text={t('guidance.questionsEmptyText')} />}
      />
    </div>
  );
}
