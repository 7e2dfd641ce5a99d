import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { AWARDS } from '@/server/domain/exam/exam-vocabulary';
import type { TalentEventView, TalentTimelineView } from '@/server/domain/talent/timeline';

export const handle: ScreenHandle<{ timeline: TalentTimelineView | null }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('talent.peopleTitle'), to: `/w/${params.slug}/talent-people` },
    { label: data?.timeline?.person.personName ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const [personName, unitName] = [search.get('name') ?? '', search.get('unit') ?? ''];
  const { talent } = context.api.workspace(params.slug ?? '');
  const isAsked = personName !== '' && unitName !== '';
  return {
    timeline: isAsked ? await loadOrThrow({ request, context }, talent.timeline({ personName, unitName })) : null,
  };
};

/** What the step was, in one line: the contest with rank and award, the scheme with the reason. */
const detailOf = (step: TalentEventView, t: Translate): string => {
  const award = oneOf(AWARDS, step.award);
  return [
    step.scheme ? t(`talent.scheme_${step.scheme}`) : null,
    step.title || null,
    step.rank === null ? null : t('talent.rankN', { n: step.rank }),
    award ? t(`exam.award_${award}`) : null,
    step.until ? t('talent.untilDay', { day: step.until }) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
};

/** 成长轨迹 of one person. */
export default function TalentTimeline() {
  const t = useText();
  const { timeline } = useLoaderData<typeof loader>();
  if (!timeline)
    return (
      <div className="lt-page">
        <PageHeader title={t('talent.peopleTitle')} lead={t('talent.peopleLead')} />
        <TrainingTabs />
        <Empty icon="users" title={t('talent.peopleEmpty')} text={t('talent.peopleEmptyText')} />
      </div>
    );
  const { person, events } = timeline;
  return (
    <div className="lt-page">
      <PageHeader title={person.personName} lead={person.unitName} />
      <TrainingTabs />
      <FactList
        facts={[
          [t('talent.stage'), t(`talent.stage_${person.stage}`)],
          [t('talent.schemes'), person.schemes.map((one) => t(`talent.scheme_${one}`)).join(t('common.list')) || null],
          [t('talent.contestsN'), String(person.contests)],
          [t('talent.awardsN'), String(person.awards)],
          [t('talent.nominationsN'), String(person.nominations)],
        ]}
      />
      <section className="lt-section">
        <h2>{t('talent.timeline')}</h2>
        <PlainTable
          caption={t('talent.timeline')}
          rows={events.map((step, at) => ({ ...step, at }))}
          rowKey={(step) => String(step.at)}
          columns={[
            { key: 'on', title: t('talent.eventOn'), render: (step) => step.on, width: '128px' },
            {
              key: 'kind',
              title: t('talent.eventWhat'),
              render: (step) => t(`talent.event_${step.kind}`),
              width: '136px',
            },
            { key: 'detail', title: t('talent.eventDetail'), render: (step) => detailOf(step, t) || '—' },
            { key: 'source', title: t('talent.eventSource'), render: (step) => step.source },
          ]}
        />
      </section>
    </div>
  );
}
