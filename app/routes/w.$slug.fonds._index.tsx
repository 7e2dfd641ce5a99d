import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { CreateFondsDrawer } from '@/app/features/fonds/fonds-drawers';
import { holdingsText, kindName, periodText, wholePage } from '@/app/features/fonds/fonds-labels';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { PrintButton } from '@/app/features/print/print-button';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { FondsListRow } from '@/server/domain/fonds/fonds';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('fonds.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').fonds.list());

const columnsOf = (t: Translate, locale: Locale, base: string): Column<FondsListRow>[] => [
  {
    key: 'number',
    title: t('fonds.number'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.number}</Link>,
    width: '88px',
    onPhone: 'title',
  },
  { key: 'name', title: t('fonds.name'), render: (row) => <span title={row.name}>{row.name}</span>, truncate: true },
  {
    key: 'state',
    title: t('fonds.isOfficial'),
    render: (row) => (
      <Status kind={row.isOfficial ? 'done' : 'attention'}>
        {t(row.isOfficial ? 'fonds.official' : 'fonds.provisional')}
      </Status>
    ),
    width: '136px',
  },
  { key: 'kind', title: t('fonds.kind'), render: (row) => kindName(row.kind, locale), width: '104px' },
  {
    key: 'period',
    title: t('fonds.period'),
    render: (row) => periodText(row),
    width: '200px',
  },
  { key: 'holdings', title: t('fonds.holdings'), render: (row) => holdingsText(row.holdings), width: '200px' },
  { key: 'location', title: t('fonds.location'), render: (row) => row.location ?? '—', truncate: true },
  {
    key: 'relations',
    title: t('fonds.relations'),
    render: (row) => row.relations ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
  { key: 'note', title: t('fonds.note'), render: (row) => row.note ?? '—', truncate: true, hiddenAtFirst: true },
];

export default function FondsList() {
  const t = useText();
  const locale = useLocale();
  const rows = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/fonds`;
  const canConfigure = useCan('archive.configure');
  const [creating, setCreating] = useState(false);
  const create = canConfigure ? (
    <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
      {t('fonds.create')}
    </Button>
  ) : null;
  return (
    <div className="lt-page">
      <PageHeader title={t('fonds.title')} lead={t('fonds.lead')} actions={create} />
      <FondsTabs />
      <DataTable
        name="fonds"
        caption={t('fonds.listCaption')}
        columns={columnsOf(t, locale, base)}
        rows={rows}
        page={wholePage(rows.length)}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.number} ${row.name}`}
        rowTo={(row) => `${base}/${row.id}`}
        tools={
          <>
            <PrintButton forms={['fonds_record', 'fonds_card']} what={{}} />
            <a className="lt-btn" href={downloadPath(slug, 'fonds.downloadList', {})} download>
              <Icon name="download" />
              <span>{t('fonds.exportList')}</span>
            </a>
          </>
        }
        empty={<Empty icon="hash" title={t('fonds.empty')} text={t('fonds.emptyText')} action={create} />}
      />
      {canConfigure ? <CreateFondsDrawer open={creating} onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
