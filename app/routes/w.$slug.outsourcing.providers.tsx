import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PROVIDER_STATUS } from '@/app/features/outsourcing/filing-parts';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ProviderView } from '@/server/domain/outsourcing/outsourcing';
import { PROVIDER_STANDINGS, type ProviderStanding } from '@/server/domain/outsourcing/outsourcing-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('outsourcing.receivedTitle'), to: `/w/${params.slug}/outsourcing/received` },
    { label: t('outsourcing.providersTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { outsourcing } = context.api.workspace(params.slug ?? '');
  const asked = { search: search.get('q') || undefined, ...pageOfParams(search) };
  return loadOrThrow({ request, context }, outsourcing.providers(asked));
};

const Standing = ({ row, t }: { row: ProviderView; t: Translate }) =>
  row.standing ? (
    <Status kind={PROVIDER_STATUS[row.standing]}>{t(`outsourcing.standing_${row.standing}`)}</Status>
  ) : (
    <span className="lt-3">{t('outsourcing.standing_none')}</span>
  );

const columnsOf = (t: Translate): Column<ProviderView>[] => [
  { key: 'name', title: t('outsourcing.provider'), render: (row) => row.name, truncate: true, onPhone: 'title' },
  { key: 'code', title: t('outsourcing.providerCode'), render: (row) => row.code, width: '200px' },
  { key: 'contracts', title: t('outsourcing.contracts'), render: (row) => row.contracts, numeric: true, width: '88px' },
  { key: 'accepted', title: t('outsourcing.accepted'), render: (row) => row.accepted, numeric: true, width: '88px' },
  { key: 'units', title: t('outsourcing.units'), render: (row) => row.units, numeric: true, width: '88px' },
  { key: 'running', title: t('outsourcing.running'), render: (row) => row.running, numeric: true, width: '88px' },
  { key: 'end', title: t('outsourcing.lastEndOn'), render: (row) => row.lastEndOn ?? '—', width: '112px' },
  { key: 'standing', title: t('outsourcing.standing'), render: (row) => <Standing row={row} t={t} />, width: '120px' },
  { key: 'reason', title: t('outsourcing.reason'), render: (row) => row.reason ?? '—', truncate: true },
];

interface StandingValues {
  standing: ProviderStanding;
  reason: string;
}

const StandingDrawer = ({ row, onClose }: { row: ProviderView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<StandingValues>
      open
      onClose={onClose}
      title={`${t('outsourcing.setStanding')}${t('common.colon')}${row.name}`}
      initialValues={{ standing: row.standing ?? 'listed', reason: row.reason ?? '' }}
      onSubmit={async (values) => {
        await client.outsourcing.setStanding.mutate({ ...values, code: row.code, rowVersion: row.rowVersion });
        toast({ text: t('outsourcing.standingSaved') });
        revalidate();
      }}
    >
      <FormField name="standing" label={t('outsourcing.standing')} required>
        <select className="lt-select">
          {PROVIDER_STANDINGS.map((code) => (
            <option key={code} value={code}>
              {t(`outsourcing.standing_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="reason" label={t('outsourcing.reason')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 服务企业名录. */
export default function Providers() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const [setting, setSetting] = useState<ProviderView | null>(null);
  const exported = { search: params.get('q') || undefined };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('outsourcing.providersTitle')}
        lead={t('outsourcing.providersLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'outsourcing.downloadProviders', exported)} download>
            <Icon name="download" />
            <span>{t('outsourcing.export')}</span>
          </a>
        }
      />
      <SearchBar placeholder={t('outsourcing.providersSearch')} />
      <DataTable
        name="outsourcing-providers"
        caption={t('outsourcing.providersTitle')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.code}
        rowLabel={(row) => row.name}
        onEdit={setSetting}
        rowActions={(row) => (
          <>
            <button type="button" className="lt-link" onClick={() => setSetting(row)}>
              {t('outsourcing.setStanding')}
            </button>
            <Link to={`/w/${slug}/outsourcing/received?provider=${row.code}`}>{t('outsourcing.seeContracts')}</Link>
          </>
        )}
        filters={describeFilters(params, [])}
        empty={<Empty icon="building" title={t('outsourcing.empty')} text={t('outsourcing.providersEmptyText')} />}
      />
      {setting ? <StandingDrawer row={setting} onClose={() => setSetting(null)} /> : null}
    </div>
  );
}
