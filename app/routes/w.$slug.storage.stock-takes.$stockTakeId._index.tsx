import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { OUTCOME_STATUS, STOCK_TAKE_STATUS } from '@/app/features/storage/stock-take-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import {
  LINE_OUTCOMES,
  type Resolution,
  resolutionsFor,
  type StockTakeLineView,
  type StockTakeView,
} from '@/server/domain/storage/stock-take';

export const handle: ScreenHandle<{ take: StockTakeView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabStockTakes'), to: `/w/${params.slug}/storage/stock-takes` },
    { label: data?.take.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const id = params.stockTakeId ?? '';
  if (!isUuid(id)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(params.slug ?? '').storage;
  const search = new URL(request.url).searchParams;
  const outcome = oneOf(LINE_OUTCOMES, search.get('outcome')) ?? 'missing';
  const [take, lines] = await Promise.all([
    loadOrThrow(asked, api.stockTakeById({ id })),
    loadOrThrow(asked, api.stockTakeLines({ stockTakeId: id, outcome, ...pageOfParams(search) })),
  ]);
  return { take, lines };
};

const columnsOf = (t: Translate, base: string): Column<StockTakeLineView>[] => [
  {
    key: 'label',
    title: t('storage.boxLabel'),
    render: (line) => (line.boxId ? <Link to={`${base}/boxes/${line.boxId}`}>{line.label}</Link> : line.label),
    width: '128px',
    onPhone: 'title',
  },
  { key: 'box', title: t('storage.box'), render: (line) => line.boxText ?? '—', truncate: true },
  { key: 'expected', title: t('storage.expectedCode'), render: (line) => line.expectedCode ?? '—', width: '168px' },
  {
    key: 'found',
    title: t('storage.foundCode'),
    render: (line) => line.foundCode ?? '—',
    width: '168px',
  },
  {
    key: 'by',
    title: t('storage.scanLog'),
    render: (line) =>
      line.foundAt && line.foundByName
        ? t('storage.foundBy', { name: line.foundByName, time: formatIsoDateTime(line.foundAt) })
        : '—',
    width: '208px',
    onPhone: 'hide',
  },
  {
    key: 'outcome',
    title: t('storage.outcome'),
    render: (line) => <Status kind={OUTCOME_STATUS[line.outcome]}>{t(`storage.outcome_${line.outcome}`)}</Status>,
    width: '96px',
  },
  {
    key: 'resolution',
    title: t('storage.resolution'),
    render: (line) =>
      line.resolution ? `${t(`storage.resolution_${line.resolution}`)} ${line.resolutionNote ?? ''}`.trim() : '—',
    width: '128px',
  },
];

const ResolveDrawer = ({
  take,
  line,
  onClose,
}: {
  take: StockTakeView;
  line: StockTakeLineView | null;
  onClose: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const choices = line ? resolutionsFor(line.outcome) : [];
  return (
    <FormDrawer<{ resolution: Resolution; note?: string }>
      open={line !== null}
      onClose={onClose}
      title={t('storage.resolveTitle', { label: line?.label ?? '' })}
      initialValues={{ resolution: choices[0] }}
      fieldLabels={{ note: t('storage.resolveNote') }}
      onSubmit={async ({ resolution, note }) => {
        if (line) {
          await client.storage.resolveDifference.mutate({ stockTakeId: take.id, label: line.label, resolution, note });
        }
        toast({ text: t('storage.resolved') });
        revalidate();
      }}
    >
      <FormField name="resolution" label={t('storage.resolution')} required>
        <select className="lt-select">
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`storage.resolution_${choice}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="note" label={t('storage.resolveNote')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

const Actions = ({ take, setLayer }: { take: StockTakeView; setLayer: (layer: 'close' | 'cancel') => void }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const isOpen = useCan('storage.manage') && take.state === 'open';
  const report = (format: 'pdf' | 'xlsx') =>
    downloadPath(slug, 'storage.downloadStockTakeReport', { id: take.id, format });
  return (
    <>
      <a className="lt-btn" href={report('pdf')} download>
        <Icon name="download" />
        <span>{t('storage.report')}</span>
      </a>
      <a className="lt-btn" href={report('xlsx')} download>
        <Icon name="download" />
        <span>{t('storage.reportExcel')}</span>
      </a>
      {isOpen ? (
        <>
          <Button onClick={() => setLayer('cancel')}>{t('storage.cancelTake')}</Button>
          <Button icon="check" disabled={take.unresolved > 0} onClick={() => setLayer('close')}>
            {t('storage.closeTake')}
          </Button>
          <ButtonLink look="primary" icon="scan" to={`/w/${slug}/storage/stock-takes/${take.id}/scan`}>
            {t('storage.goScan')}
          </ButtonLink>
        </>
      ) : null}
    </>
  );
};

export default function StockTake() {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const { take, lines } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/storage`;
  const canResolve = useCan('storage.manage') && take.state === 'open';
  const [layer, setLayer] = useState<'close' | 'cancel' | null>(null);
  const [line, setLine] = useState<StockTakeLineView | null>(null);
  const { id, rowVersion } = take;
  return (
    <div className="lt-page">
      <PageHeader
        title={take.title}
        lead={
          <>
            {take.placeCode} {take.plannedOn}{' '}
            <Status kind={STOCK_TAKE_STATUS[take.state]}>{t(`storage.takeState_${take.state}`)}</Status>{' '}
            {t('storage.expected')} {take.expected} {t('storage.unresolved')} {take.unresolved}
          </>
        }
        actions={<Actions take={take} setLayer={setLayer} />}
      />
      {canResolve && take.unresolved > 0 ? (
        <p className="lt-note lt-note-attention">{t('storage.closeTakeWaits', { n: take.unresolved })}</p>
      ) : null}
      {take.conclusion ? <p className="lt-note lt-note-info">{take.conclusion}</p> : null}
      <DataTable
        lead={
          <Segments
            name="outcome"
            label={t('storage.outcome')}
            segments={LINE_OUTCOMES.map((outcome) => ({
              value: outcome,
              label: t(`storage.outcome_${outcome}`),
              count: take[outcome],
            }))}
          />
        }
        name="stock-take-lines"
        caption={t('storage.linesCaption')}
        columns={columnsOf(t, base)}
        rows={lines.rows}
        page={lines.page}
        rowKey={(one) => one.label}
        rowLabel={(one) => one.label}
        rowActions={
          canResolve
            ? (one) =>
                one.outcome === 'counted' || one.resolution ? null : (
                  <button type="button" className="lt-link" onClick={() => setLine(one)}>
                    {t('storage.resolve')}
                  </button>
                )
            : undefined
        }
        empty={<Empty icon="check" title={t('storage.linesEmpty')} />}
      />
      <ResolveDrawer key={line?.label ?? ''} take={take} line={line} onClose={() => setLine(null)} />
      <ReasonDrawer
        open={layer === 'close'}
        onClose={() => setLayer(null)}
        title={t('storage.closeTake')}
        effect={t('storage.closeTakeText')}
        label={t('storage.conclusion')}
        act={t('storage.closeTake')}
        onSubmit={async (conclusion) => {
          await client.storage.closeStockTake.mutate({ id, rowVersion, conclusion });
          toast({ text: t('storage.takeClosed') });
          revalidate();
        }}
      />
      <ReasonDrawer
        open={layer === 'cancel'}
        onClose={() => setLayer(null)}
        title={t('storage.cancelTake')}
        effect={t('storage.cancelTakeText')}
        label={t('storage.reason')}
        act={t('storage.cancelTake')}
        onSubmit={async (reason) => {
          await client.storage.cancelStockTake.mutate({ id, rowVersion, reason });
          toast({ text: t('storage.takeCancelled') });
          revalidate();
        }}
      />
    </div>
  );
}
