import { Link, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PublicationRowView } from '@/server/domain/inspection/closure';
import { INSPECTION_RESULTS, type InspectionResult } from '@/server/domain/inspection/vocabulary';
import type { PageInfo } from '@/server/domain/shared/pagination';

const stateOf = (row: PublicationRowView, t: Translate): [StatusKind, string] => {
  if (row.publishedAt) {
    return row.isLate ? ['attention', t('closure.publishedLate')] : ['done', t('closure.published')];
  }
  return row.isLate ? ['overdue', t('closure.publishLate')] : ['attention', t('closure.unpublished')];
};

const StateCell = ({ row, t }: { row: PublicationRowView; t: Translate }) => {
  const [kind, words] = stateOf(row, t);
  return <Status kind={kind}>{words}</Status>;
};

const columnsOf = (t: Translate, base: string): Column<PublicationRowView>[] => [
  {
    key: 'unit',
    title: t('closure.column_unit'),
    render: (row) => <Link to={`${base}/inspections/${row.campaignId}/${row.inspectionId}`}>{row.subjectName}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'state', title: t('closure.column_state'), render: (row) => <StateCell row={row} t={t} />, width: '136px' },
  {
    key: 'due',
    title: t('closure.publishDue'),
    render: (row) => <span className="lt-nowrap">{formatIsoDateTime(row.dueAt)}</span>,
    width: '160px',
  },
  {
    key: 'published',
    title: t('closure.publishedAt'),
    render: (row) => <span className="lt-nowrap">{row.publishedAt ? formatIsoDateTime(row.publishedAt) : '—'}</span>,
    width: '160px',
  },
  {
    key: 'findings',
    title: t('closure.column_findings'),
    render: (row) => row.findings,
    numeric: true,
    width: '72px',
  },
  {
    key: 'campaign',
    title: t('closure.column_campaign'),
    render: (row) => row.campaignTitle,
    truncate: true,
    width: '240px',
  },
];

interface PublishValues {
  result: InspectionResult;
  statement?: string;
}

const PublishDrawer = ({ row, onClose }: { row: PublicationRowView | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { result: t('inspection.result'), statement: t('closure.statement') };
  return (
    <FormDrawer<PublishValues>
      key={row?.inspectionId ?? ''}
      open={row !== null}
      onClose={onClose}
      title={t('closure.publishTitle')}
      submitLabel={t('closure.publish')}
      initialValues={row ? { result: row.suggestedResult } : {}}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = { inspectionId: row?.inspectionId ?? '', ...values };
        await client.closure.publish.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('closure.published') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('closure.publishEffect')}</p>
      <FormField name="result" label={labels.result} required>
        <select className="lt-select">
          {INSPECTION_RESULTS.map((result) => (
            <option key={result} value={result}>
              {t(`inspection.result_${result}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="statement" label={labels.statement}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 公示: each ended inspection with its 24-hour clock. */
export const PublicationTable = ({ rows, page }: { rows: PublicationRowView[]; page: PageInfo }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canPublish = useCan('inspection.plan');
  const { slug } = useWorkspace().tenant;
  const [publishing, setPublishing] = useState<PublicationRowView | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  return (
    <>
      <DataTable
        name="publications"
        caption={t('closure.publicationsCaption')}
        columns={columnsOf(t, `/w/${slug}`)}
        rows={rows}
        page={page}
        rowKey={(row) => row.inspectionId}
        rowLabel={(row) => row.subjectName}
        tools={
          <a className="lt-btn" href={`/published/${slug}`} target="_blank" rel="noreferrer">
            {t('closure.publicPage')}
          </a>
        }
        rowActions={(row) =>
          canPublish ? (
            <Button
              look="text"
              onClick={() => (row.publicationId ? setWithdrawing(row.publicationId) : setPublishing(row))}
            >
              {t(row.publicationId ? 'closure.withdrawPublication' : 'closure.publish')}
            </Button>
          ) : null
        }
        clearTo="?view=publications"
        empty={<Empty icon="flag" title={t('closure.publicationsEmpty')} text={t('closure.publicationsEmptyText')} />}
      />
      <PublishDrawer row={publishing} onClose={() => setPublishing(null)} />
      <ReasonDrawer
        open={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        title={t('closure.withdrawPublication')}
        effect={t('closure.withdrawPublicationEffect')}
        label={t('closure.withdrawReason')}
        act={t('closure.withdrawPublication')}
        onSubmit={async (reason) => {
          await client.closure.withdrawPublication.mutate({ publicationId: withdrawing ?? '', reason });
          toast({ text: t('closure.withdrawn') });
          revalidate();
        }}
      />
    </>
  );
};
