import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { GUIDANCE_STATUS, programmeName } from '@/app/features/guidance/guidance-labels';
import { VoidGuidance } from '@/app/features/guidance/void-guidance';
import { Attachments } from '@/app/features/inspection/exchange';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { GuidanceDetailView } from '@/server/domain/guidance/guidance-event';

export const handle: ScreenHandle<GuidanceDetailView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: data?.topic ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<GuidanceDetailView> => {
  const { slug = '', guidanceId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).guidance.byId({ guidanceId }));
};

/** One event of guidance: who, what came of it, the photos, and the other units and days of the same act. */
export default function GuidanceEvent() {
  const t = useText();
  const event = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const canRegister = useCan('guidance.register');
  const [voiding, setVoiding] = useState(false);
  const { finding } = event;
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={event.topic}
        lead={<Status kind={GUIDANCE_STATUS[event.state]}>{t(`guidance.state_${event.state}`)}</Status>}
        actions={
          canRegister && event.state !== 'void' ? (
            <Button onClick={() => setVoiding(true)}>{t('guidance.void')}</Button>
          ) : null
        }
      />
      <FactList
        facts={[
          [
            t('guidance.unit'),
            event.subjectTenantId === null ? (
              event.subjectName
            ) : (
              <Link key="unit" to={`${base}/guidance?unit=${event.subjectTenantId}`}>
                {event.subjectName}
              </Link>
            ),
          ],
          [t('guidance.guidedOn'), event.guidedOn],
          [t('guidance.mode'), t(`guidance.mode_${event.mode}`)],
          [t('guidance.programme'), programmeName(event.programme, t)],
          [
            t('guidance.project'),
            event.projectId ? (
              <Link key="project" to={`${base}/guidance?project=${event.projectId}`}>
                {event.projectTitle}
              </Link>
            ) : null,
          ],
          [t('guidance.hours'), formatNumber(event.hours)],
          [t('guidance.guides'), event.guides.join(t('common.list'))],
          [t('guidance.partners'), event.partners],
          [t('guidance.personCount'), event.personCount > 0 ? formatNumber(event.personCount) : null],
          [t('guidance.attendees'), event.attendees || null],
          [
            t('guidance.finding'),
            finding ? (
              <Link key="finding" to={`${base}/inspections/${finding.campaignId}/${finding.inspectionId}`}>
                {finding.fact}
              </Link>
            ) : null,
          ],
          [
            t('guidance.fromQuestion'),
            event.questionId ? (
              <Link key="question" to={`${base}/questions/${event.questionId}`}>
                {t('guidance.openQuestion')}
              </Link>
            ) : null,
          ],
          [
            t('guidance.result'),
            event.result ? (
              <span key="result" className="lt-words">
                {event.result}
              </span>
            ) : null,
          ],
        ]}
      />
      <Attachments
        files={event.photos}
        hrefOf={({ objectId }) => downloadPath(slug, 'guidance.downloadPhoto', { guidanceId: event.id, objectId })}
      />
      {event.sameAct.length > 0 ? (
        <section className="lt-section" aria-label={t('guidance.sameAct')}>
          <h2>{t('guidance.sameAct')}</h2>
          <ul className="lt-links">
            {event.sameAct.map((one) => (
              <li key={one.id}>
                <Link to={`${base}/guidance/events/${one.id}`}>
                  {one.guidedOn} {one.subjectName}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {voiding ? <VoidGuidance event={event} onClose={() => setVoiding(false)} /> : null}
    </div>
  );
}
