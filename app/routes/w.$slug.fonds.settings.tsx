import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { CategoryList, TemplateList, TopicList } from '@/app/features/fonds/settings-lists';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.settingsTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '').fonds;
  const [categories, topics, templates] = await Promise.all([
    loadOrThrow(asked, api.categories()),
    loadOrThrow(asked, api.topics()),
    loadOrThrow(asked, api.templates()),
  ]);
  return { categories, topics, templates };
};

export default function FondsSettings() {
  const t = useText();
  const { categories, topics, templates } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const tab = params.get('tab') ?? 'categories';
  return (
    <div className="lt-page">
      <PageHeader title={t('fonds.settingsTitle')} lead={t('fonds.settingsLead')} />
      <FondsTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="tab"
          label={t('fonds.settingsTitle')}
          segments={[
            { value: 'categories', label: t('fonds.segCategories') },
            { value: 'topics', label: t('fonds.segTopics'), count: topics.length },
            { value: 'templates', label: t('fonds.segTemplates'), count: templates.length },
          ]}
        />
      </div>
      {tab === 'topics' ? (
        <TopicList topics={topics} />
      ) : tab === 'templates' ? (
        <TemplateList templates={templates} />
      ) : (
        <CategoryList categories={categories} />
      )}
    </div>
  );
}
