import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { SITE_STATUS } from '@/app/features/guidance/guidance-labels';
import { MoveSiteDrawer, VisitSiteDrawer } from '@/app/features/guidance/site-drawers';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { SiteView } from '@/server/domain/guidance/demonstration-site';
import { nextStages, type SiteStage } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle<SiteView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('guidance.sitesTitle'), to: `/w/${params.slug}/guidance/sites` },
    { label: data?.name ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<SiteView> => {
  const { slug = '', siteId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).demonstration.byId({ siteId }));
};

const SETTLED: readonly SiteStage[] = ['accepted', 'formed', 'revoked'];

/** 创建标准, ticked off one by one until the site is accepted. */
const Criteria = ({ site, canChange }: { site: SiteView; canChange: boolean }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const check = (at: number, isMet: boolean) => {
    const criteria = site.criteria.map((one, index) => (index === at ? { ...one, isMet } : one));
    const input = { siteId: site.id, rowVersion: site.rowVersion, criteria };
    void act(() => client.demonstration.checkCriteria.mutate(input), { done: t('guidance.criterionSaved') });
  };
  if (site.criteria.length === 0) return null;
  return (
    <section className="lt-section" aria-label={t('guidance.criteria')}>
      <h2>
        {t('guidance.criteria')} {t('guidance.ofTarget', { done: site.met, all: site.criteriaCount })}
      </h2>
      <ul className="lt-criteria">
        {site.criteria.map((one, at) => (
          <li key={one.text}>
            <label>
              <input
                type="checkbox"
                className="lt-checkbox"
                checked={one.isMet}
                disabled={!canChange || busy}
                onChange={({ currentTarget }) => check(at, currentTarget.checked)}
              />
              <span>{one.text}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Steps = ({ site }: { site: SiteView }) => {
  const t = useText();
  return (
    <section className="lt-section" aria-label={t('guidance.history')}>
      <h2>{t('guidance.history')}</h2>
      <ol className="lt-exchange">
        {site.steps.map((step) => (
          <li key={step.id}>
            <p>
              <span className="lt-strong">
                {step.stage ? t(`guidance.stage_${step.stage}`) : t('guidance.siteVisit')}
              </span>{' '}
              <span className="lt-2">
                {step.happenedOn} {step.recordedByName}
              </span>
            </p>
            {step.visitors ? (
              <p>
                {step.visitors}
                {step.personCount > 0 ? t('guidance.peopleCount', { n: step.personCount }) : ''}
              </p>
            ) : null}
            {step.note ? <p className="lt-words">{step.note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** One site: where it stands, what is still lacking, who has been there. */
export default function Site() {
  const t = useText();
  const site = useLoaderData<typeof loader>();
  const canRegister = useCan('guidance.register');
  const [moving, setMoving] = useState<SiteStage | null>(null);
  const [visiting, setVisiting] = useState(false);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={site.name}
        lead={<Status kind={SITE_STATUS[site.stage]}>{t(`guidance.stage_${site.stage}`)}</Status>}
        actions={
          canRegister ? (
            <>
              <Button onClick={() => setVisiting(true)}>{t('guidance.addVisit')}</Button>
              {nextStages(site.kind, site.stage).map((stage) => (
                <Button key={stage} look={stage === 'revoked' ? 'plain' : 'primary'} onClick={() => setMoving(stage)}>
                  {t(`guidance.move_${stage}`)}
                </Button>
              ))}
            </>
          ) : null
        }
      />
      <FactList
        facts={[
          [t('guidance.siteKind'), t(`guidance.site_${site.kind}`)],
          [t('guidance.township'), site.townshipName],
          [t('guidance.formedOn'), site.formedOn],
          [t('guidance.reviewOn'), site.reviewOn],
          [t('guidance.times'), formatNumber(site.guided)],
          [t('guidance.siteVisits'), formatNumber(site.visits)],
        ]}
      />
      <Criteria site={site} canChange={canRegister && !SETTLED.includes(site.stage)} />
      <Steps site={site} />
      {moving ? <MoveSiteDrawer site={site} stage={moving} onClose={() => setMoving(null)} /> : null}
      {visiting ? <VisitSiteDrawer site={site} onClose={() => setVisiting(false)} /> : null}
    </div>
  );
}
