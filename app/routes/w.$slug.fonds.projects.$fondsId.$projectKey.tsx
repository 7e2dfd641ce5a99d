import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { PrintButton } from '@/app/features/print/print-button';
import { incompletePath, projectGapsPath } from '@/app/features/project/incomplete-params';
import { IncompleteTable } from '@/app/features/project/incomplete-table';
import { PackageTable, PhaseTable } from '@/app/features/project/phase-table';
import { phaseName, projectName, rowsPath, spanText } from '@/app/features/project/project-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import { type ProjectView, projectOfSlug } from '@/server/domain/archive/project';

export const handle: ScreenHandle<ProjectView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('project.title'), to: `/w/${params.slug}/fonds/projects` },
    { label: data ? projectName(data.project, t) : '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const fondsId = params.fondsId ?? '';
  const project = projectOfSlug(params.projectKey ?? '');
  if (!isUuid(fondsId) || project === null) {
    throw notFound(context.requestId);
  }
  const { archive } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, archive.projectByKey({ fondsId, ...project }));
};

export default function Project() {
  const t = useText();
  const locale = useLocale();
  const view = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { project, phases, packages, volumeGaps, incomplete } = view;
  const { fondsId, subcategoryCode, key } = project;
  const ref = { fondsId, subcategoryCode, key };
  const absent = phases.filter((line) => line.isExpected && line.volumes + line.pieces === 0);
  const what = {
    fondsId: project.fondsId,
    categoryCode: project.subcategoryCode ? `KJ·${project.subcategoryCode}` : 'KJ',
    project: project.key,
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={projectName(project, t)}
        lead={t('project.sums', {
          volumes: formatNumber(project.volumes),
          pieces: formatNumber(project.pieces),
          pages: formatNumber(project.pages),
        })}
        actions={
          <>
            <ButtonLink icon="box" to={rowsPath(slug, view)}>
              {t('project.rows')}
            </ButtonLink>
            {project.key === '' ? null : (
              <PrintButton
                forms={['project_catalogue', 'file_list', 'volume_note', 'volume_cover', 'volume_spine']}
                what={what}
              />
            )}
          </>
        }
      />
      <FactList
        facts={[
          [t('project.number'), project.key],
          [t('fonds.number'), project.fondsNumber],
          [t('project.span'), spanText(project)],
          [
            t('project.volumeGaps'),
            volumeGaps ? (
              <Link key="gaps" className="lt-in-text" to={projectGapsPath(slug, ref)}>
                {volumeGaps}
              </Link>
            ) : (
              t('project.noGaps')
            ),
          ],
          [t('project.absentPhases'), absent.map((line) => phaseName(line.phase, t, locale)).join(t('common.list'))],
        ]}
      />
      <section className="lt-section">
        <h2>{t('project.phasesTitle')}</h2>
        <p className="lt-3">{t('project.phasesHelp')}</p>
        <PhaseTable project={ref} phases={phases} rowsOf={(phase) => rowsPath(slug, view, { phase })} />
      </section>
      <section className="lt-section">
        <h2>{t('project.packagesTitle')}</h2>
        <PackageTable
          project={ref}
          packages={packages}
          rowsOf={(contractPackage) => rowsPath(slug, view, { contractPackage })}
        />
      </section>
      <section className="lt-section">
        <div className="lt-section-head">
          <h2 className="lt-grow">{t('project.incompleteTitle')}</h2>
          {incomplete.length > 0 ? (
            <ButtonLink icon="list" to={incompletePath(slug, ref)}>
              {t('project.allIncomplete')}
            </ButtonLink>
          ) : null}
        </div>
        <IncompleteTable rows={incomplete} />
      </section>
    </div>
  );
}
