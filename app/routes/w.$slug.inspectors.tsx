import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { InspectionTabs } from '@/app/features/inspection/inspection-tabs';
import { InspectorDrawer, RecusalDrawer } from '@/app/features/inspection/inspector-drawers';
import { CERTIFICATE_STATUS } from '@/app/features/inspection/plan-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectorRowView, RecusalView } from '@/server/domain/inspection/library';
import { INSPECTOR_SORTS } from '@/server/domain/inspection/plan-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('inspectionPlan.inspectorsTitle') }] };

const sortIn = (search: URLSearchParams) => oneOf(INSPECTOR_SORTS, search.get('sort'));

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const page = { ...pageOfParams(search), sort: sortIn(search) };
  const { inspectionPlan, tenancy } = context.api.workspace(params.slug ?? '');
  const load = async () => {
    const { nodes } = await tenancy.tree({});
    return {
      ...(await inspectionPlan.inspectors(page)),
      units: nodes.filter((unit) => unit.depth > 0).map(({ slug, name }) => ({ slug, name })),
    };
  };
  return loadOrThrow({ request, context }, load());
};

type Layer =
  | { kind: 'edit' | 'recuse'; inspector: InspectorRowView }
  | { kind: 'lift'; inspector: InspectorRowView; recusal: RecusalView }
  | null;

const certificateText = (row: InspectorRowView, t: Translate): string => {
  if (row.certificate === 'soon') {
    return t('inspectionPlan.certificate_soon', { date: row.certificateExpiresOn ?? '' });
  }
  return t(`inspectionPlan.certificate_${row.certificate}`);
};

const Recusals = ({ row, t, onLift }: { row: InspectorRowView; t: Translate; onLift: (one: RecusalView) => void }) =>
  row.recusals.length === 0 ? (
    '—'
  ) : (
    <ul>
      {row.recusals.map((recusal) => (
        <li key={recusal.id} title={recusal.reason}>
          {recusal.unitName}{' '}
          <button
            type="button"
            className="lt-link"
            aria-label={`${t('inspectionPlan.liftRecusal')} ${recusal.unitName}`}
            onClick={() => onLift(recusal)}
          >
            {t('inspectionPlan.liftRecusal')}
          </button>
        </li>
      ))}
    </ul>
  );

const columnsOf = (t: Translate, setLayer: (layer: Layer) => void): Column<InspectorRowView>[] => [
  {
    key: 'name',
    title: t('inspectionPlan.inspector'),
    render: (row) => (
      <>
        {row.name} <span className="lt-3">{row.position}</span>
      </>
    ),
    width: '176px',
    onPhone: 'title',
    sortable: true,
  },
  {
    key: 'certificate',
    title: t('inspectionPlan.certificate'),
    render: (row) => (
      <>
        <span className="lt-nowrap">{row.certificateNumber}</span>{' '}
        <Status kind={CERTIFICATE_STATUS[row.certificate]}>{certificateText(row, t)}</Status>
      </>
    ),
    width: '232px',
    sortable: true,
  },
  {
    key: 'available',
    title: t('inspectionPlan.available'),
    render: (row) =>
      row.isAvailable ? (
        t('inspectionPlan.available_yes')
      ) : (
        <Status kind="none">{`${t('inspectionPlan.available_no')}${t('common.comma')}${row.unavailableReason ?? ''}`}</Status>
      ),
    width: '152px',
  },
  {
    key: 'specialities',
    title: t('inspectionPlan.specialities'),
    render: (row) => row.specialities.map((one) => t(`inspectionPlan.speciality_${one}`)).join(t('common.list')) || '—',
  },
  {
    key: 'recusals',
    title: t('inspectionPlan.recusals'),
    render: (inspector) => (
      <Recusals row={inspector} t={t} onLift={(recusal) => setLayer({ kind: 'lift', inspector, recusal })} />
    ),
    width: '216px',
  },
  {
    key: 'workload',
    title: t('inspectionPlan.workload'),
    render: (row) => t('inspectionPlan.workloadValue', { year: row.inspectionsThisYear, open: row.openInspections }),
    width: '136px',
    sortable: true,
  },
];

/** 执法人员名录库: who can be sent out, with which certificate, and to whom not. */
export default function Inspectors() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { rows, page, units } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('inspectionPlan.inspectorsTitle')}
        lead={t('inspectionPlan.inspectorsLead')}
        actions={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'inspectionPlan.downloadInspectors', { sort: sortIn(params) })}
            download
          >
            <Icon name="download" />
            <span>{t('inspectionPlan.exportObjects')}</span>
          </a>
        }
      />
      <InspectionTabs />
      <DataTable
        name="inspectors"
        caption={t('inspectionPlan.inspectorsCaption')}
        columns={columnsOf(t, setLayer)}
        rows={rows}
        page={page}
        rowKey={(row) => row.accountId}
        rowLabel={(row) => row.name}
        onEdit={(inspector) => setLayer({ kind: 'edit', inspector })}
        rowActions={(inspector) => (
          <>
            <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'edit', inspector })}>
              {t('inspectionPlan.editInspector')}
            </button>
            <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'recuse', inspector })}>
              {t('inspectionPlan.addRecusal')}
            </button>
          </>
        )}
        empty={
          <Empty
            icon="eye"
            title={t('inspectionPlan.inspectorsEmpty')}
            text={t('inspectionPlan.inspectorsEmptyText')}
          />
        }
      />
      {layer?.kind === 'edit' ? (
        <InspectorDrawer inspector={layer.inspector} onClose={close} onDone={revalidate} />
      ) : null}
      {layer?.kind === 'recuse' ? (
        <RecusalDrawer inspector={layer.inspector} units={units} onClose={close} onDone={revalidate} />
      ) : null}
      <Confirm
        open={layer?.kind === 'lift'}
        onClose={close}
        title={t('inspectionPlan.liftRecusalTitle')}
        effect={t('inspectionPlan.liftRecusalEffect', {
          name: layer?.inspector.name ?? '',
          unit: layer?.kind === 'lift' ? layer.recusal.unitName : '',
        })}
        act={t('inspectionPlan.liftRecusal')}
        onConfirm={async () => {
          if (layer?.kind !== 'lift') return;
          await client.inspectionPlan.liftRecusal.mutate({ recusalId: layer.recusal.id });
          toast({ text: t('inspectionPlan.recusalLifted') });
          close();
          revalidate();
        }}
      />
    </div>
  );
}
