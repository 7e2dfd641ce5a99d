import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { CERTIFICATE_STATUS } from '@/app/features/training/session-labels';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CertificateView } from '@/server/domain/training/certificate';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('hours.certificatesTitle') }] };

const STANDINGS = ['valid', 'expiring', 'expired', 'revoked'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  const canIssue = permissions.includes('training.organise');
  const first = canIssue ? 'issued' : 'received';
  const side = canIssue ? (oneOf(['issued', 'received'] as const, search.get('side')) ?? first) : first;
  const filter = { q: search.get('q') || undefined, standing: oneOf(STANDINGS, search.get('standing')) };
  const list = await loadOrThrow(asked, api.certificates.list({ side, ...filter, ...pageOfParams(search) }));
  return { ...list, side, canIssue };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'standing',
    label: t('hours.certificateState'),
    options: STANDINGS.map((one) => ({ value: one, label: t(`hours.certificate_${one}`) })),
  },
];

const columnsOf = (t: Translate, base: string, isIssuer: boolean): Column<CertificateView>[] => [
  { key: 'person', title: t('hours.person'), render: (row) => row.personName, width: '112px', onPhone: 'title' },
  { key: 'number', title: t('hours.number'), render: (row) => row.number, width: '160px' },
  { key: 'unit', title: t('hours.unit'), render: (row) => row.unitName, truncate: true, hiddenAtFirst: !isIssuer },
  {
    key: 'course',
    title: t('hours.course'),
    render: (row) => (isIssuer ? <Link to={`${base}/training/${row.sessionId}`}>{row.title}</Link> : row.title),
    truncate: true,
  },
  { key: 'hours', title: t('hours.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '64px' },
  { key: 'issuedOn', title: t('hours.issuedOn'), render: (row) => row.issuedOn, width: '112px' },
  {
    key: 'validUntil',
    title: t('hours.validUntil'),
    render: (row) => row.validUntil ?? t('hours.validForever'),
    width: '112px',
  },
  {
    key: 'state',
    title: t('hours.certificateState'),
    render: (row) => <Status kind={CERTIFICATE_STATUS[row.standing]}>{t(`hours.certificate_${row.standing}`)}</Status>,
    width: '112px',
  },
];

/** 培训证书: those that were issued here, those that the own people hold. */
export default function Certificates() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const { rows, page, side, canIssue } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [revoking, setRevoking] = useState<CertificateView | null>(null);
  const filters = filtersOf(t);
  const isIssuer = side === 'issued';
  return (
    <div className="lt-page">
      <PageHeader title={t('hours.certificatesTitle')} lead={t('hours.certificatesLead')} />
      <TrainingTabs />
      {canIssue ? (
        <div className="lt-second-tabs">
          <Segments
            name="side"
            label={t('hours.side')}
            segments={[
              { value: 'issued', label: t('hours.side_issued') },
              { value: 'received', label: t('hours.side_received') },
            ]}
          />
        </div>
      ) : null}
      <SearchBar placeholder={t('hours.certificatesSearch')} filters={filters} />
      <DataTable
        name="certificates"
        caption={t('hours.certificatesCaption')}
        columns={columnsOf(t, `/w/${slug}`, isIssuer)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.personName} ${row.number}`}
        rowActions={(row) =>
          row.standing === 'revoked' ? null : (
            <>
              <a
                className="lt-link"
                href={downloadPath(slug, 'certificates.download', { certificateId: row.id })}
                download
              >
                {t('hours.download')}
              </a>
              {isIssuer ? (
                <Button look="text" onClick={() => setRevoking(row)}>
                  {t('hours.revoke')}
                </Button>
              ) : null}
            </>
          )
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="cap" title={t('hours.certificatesEmpty')} text={t('hours.certificatesEmptyText')} />}
      />
      <ReasonDrawer
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('hours.revokeTitle', { number: revoking?.number ?? '' })}
        effect={t('hours.revokeEffect')}
        label={t('hours.revokeReason')}
        act={t('hours.revoke')}
        onSubmit={async (reason) => {
          const { id: certificateId = '', rowVersion = 0 } = revoking ?? {};
          await client.certificates.revoke.mutate({ certificateId, rowVersion, reason });
          toast({ text: t('hours.revoked') });
          revalidate();
        }}
      />
    </div>
  );
}
