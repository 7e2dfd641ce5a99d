import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { CourseDrawer, IssueDrawer, MaterialDrawer } from '@/app/features/training/course-drawers';
import { MaterialList } from '@/app/features/training/material-list';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PageInfo } from '@/server/domain/shared/pagination';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { CourseDetailView, MaterialUnitView, MaterialView } from '@/server/domain/training/course';

export const handle: ScreenHandle<{ course: CourseDetailView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('course.title'), to: `/w/${params.slug}/training/courses` },
    { label: data?.course.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const course = await loadOrThrow(asked, api.courses.byId({ courseId: params.courseId ?? '' }));
  const materialId = course.materialList.find((one) => one.id === search.get('material'))?.id ?? null;
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  const canOrganise = permissions.includes('training.organise');
  return {
    course,
    materialId,
    reach: materialId
      ? await loadOrThrow(asked, api.courses.materialUnits({ materialId, ...pageOfParams(search) }))
      : null,
    units: canOrganise ? await loadOrThrow(asked, api.courses.units()) : [],
    series: canOrganise ? await loadOrThrow(asked, api.courses.series()) : [],
  };
};

const reachColumns = (t: Translate): Column<MaterialUnitView>[] => [
  { key: 'unit', title: t('course.unit'), render: (row) => row.unitName, truncate: true, onPhone: 'title' },
  {
    key: 'version',
    title: t('course.version'),
    render: (row) => t('course.versionValue', { n: row.version }),
    width: '88px',
  },
  { key: 'sentOn', title: t('course.sentOn'), render: (row) => row.sentOn, width: '112px' },
  {
    key: 'readers',
    title: t('course.readers'),
    render: (row) => formatNumber(row.readers),
    numeric: true,
    width: '88px',
  },
  {
    key: 'finished',
    title: t('course.finished'),
    render: (row) => formatNumber(row.finished),
    numeric: true,
    width: '88px',
  },
  { key: 'lastOn', title: t('course.lastOn'), render: (row) => row.lastOn ?? '—', width: '112px' },
];

type Layer =
  | { kind: 'edit' | 'close' | 'add' }
  | { kind: 'change' | 'issue' | 'withdraw'; material: MaterialView }
  | null;

const Facts = ({ course }: { course: CourseDetailView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <FactList
      facts={[
        [t('course.series'), course.series],
        [t('course.kind'), t(`training.kind_${course.kind}`)],
        [t('course.mode'), t(`training.mode_${course.mode}`)],
        [t('course.knowledge'), t(`course.knowledge_${course.knowledge}`)],
        [
          t('course.sessionsCount'),
          <Link key="sessions" to={`/w/${slug}/training?courseId=${course.id}`}>
            {formatNumber(course.sessions)}
          </Link>,
        ],
        [t('course.summary'), course.summary],
      ]}
    />
  );
};

const Reach = ({ title, list }: { title: string; list: { rows: MaterialUnitView[]; page: PageInfo } }) => {
  const t = useText();
  return (
    <section className="lt-section" id="reach">
      <div className="lt-section-head">
        <h2>
          {t('course.reach')}
          {t('common.colon')}
          {title}
        </h2>
      </div>
      <p className="lt-3">{t('course.reachText')}</p>
      <DataTable
        name="material-reach"
        caption={t('course.reachCaption')}
        columns={reachColumns(t)}
        rows={list.rows}
        page={list.page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.unitName}
        empty={<Empty icon="send" title={t('course.reachEmpty')} />}
      />
    </section>
  );
};

interface LayersProps {
  layer: Layer;
  course: CourseDetailView;
  units: readonly KnownUnitView[];
  series: readonly string[];
  onClose: () => void;
}

/** What opens over the page, one at a time. */
const Layers = ({ layer, course, units, series, onClose }: LayersProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const said = (text: string) => {
    toast({ text });
    onClose();
    revalidate();
  };
  const { id: courseId, rowVersion } = course;
  const changed = layer?.kind === 'change' ? layer.material : null;
  const withdrawn = layer?.kind === 'withdraw' ? layer.material : null;
  return (
    <>
      <CourseDrawer
        open={layer?.kind === 'edit'}
        course={course}
        series={series}
        onClose={onClose}
        onDone={() => said(t('course.changed'))}
      />
      <MaterialDrawer
        key={changed?.id ?? 'new'}
        open={layer?.kind === 'add' || changed !== null}
        courseId={courseId}
        material={changed}
        onClose={onClose}
        onDone={() => said(t('course.materialSaved'))}
      />
      <IssueDrawer
        material={layer?.kind === 'issue' ? layer.material : null}
        units={units}
        onClose={onClose}
        onDone={(issued) => said(t('course.issued', issued))}
      />
      <Confirm
        open={withdrawn !== null}
        onClose={onClose}
        title={t('course.withdraw')}
        effect={t('course.withdrawEffect')}
        act={t('course.withdraw')}
        onConfirm={async () => {
          const { id: materialId = '', rowVersion: version = 0 } = withdrawn ?? {};
          await client.courses.withdrawMaterial.mutate({ materialId, rowVersion: version });
          said(t('course.withdrawn'));
        }}
      />
      <Confirm
        open={layer?.kind === 'close'}
        onClose={onClose}
        title={t('course.close')}
        effect={t('course.closeEffect')}
        act={t('course.close')}
        onConfirm={async () => {
          await client.courses.close.mutate({ courseId, rowVersion });
          said(t('course.closed'));
        }}
      />
    </>
  );
};

/** One course: its materials, to whom they went, and how far the units have come. */
export default function Course() {
  const t = useText();
  const [params] = useSearchParams();
  const { course, materialId, reach, units, series } = useLoaderData<typeof loader>();
  const isOpen = useCan('training.organise') && course.state === 'open';
  const [layer, setLayer] = useState<Layer>(null);
  const current = course.materialList.find((one) => one.id === materialId);
  return (
    <div className="lt-page">
      <PageHeader
        title={course.title}
        lead={<Status kind={course.state === 'open' ? 'live' : 'none'}>{t(`course.state_${course.state}`)}</Status>}
        actions={
          isOpen ? (
            <>
              <Button icon="pen" onClick={() => setLayer({ kind: 'edit' })}>
                {t('course.edit')}
              </Button>
              <Button onClick={() => setLayer({ kind: 'close' })}>{t('course.close')}</Button>
              <Button look="primary" icon="upload" onClick={() => setLayer({ kind: 'add' })}>
                {t('course.addMaterial')}
              </Button>
            </>
          ) : undefined
        }
      />
      <Facts course={course} />
      <MaterialList
        materials={course.materialList}
        canChange={isOpen}
        params={params}
        onChange={(material) => setLayer({ kind: 'change', material })}
        onIssue={(material) => setLayer({ kind: 'issue', material })}
        onWithdraw={(material) => setLayer({ kind: 'withdraw', material })}
      />
      {reach && current ? <Reach title={current.title} list={reach} /> : null}
      <Layers layer={layer} course={course} units={units} series={series} onClose={() => setLayer(null)} />
    </div>
  );
}
