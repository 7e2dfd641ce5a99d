import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { NewWallLink } from '@/app/features/figure/new-wall-link';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDate, formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { WallLinkView } from '@/server/domain/figure/wall';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('dashboard.wallTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { wall } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, wall.links(pageOfParams(new URL(request.url).searchParams)));
};

const KINDS: Record<WallLinkView['state'], StatusKind> = { open: 'live', expired: 'none', revoked: 'none' };

const columnsOf = (t: Translate): Column<WallLinkView>[] => [
  { key: 'label', title: t('dashboard.wallLabel'), render: (link) => link.label, onPhone: 'title' },
  {
    key: 'state',
    title: t('dashboard.wallState'),
    render: (link) => <Status kind={KINDS[link.state]}>{t(`dashboard.wall_${link.state}`)}</Status>,
    width: '112px',
  },
  {
    key: 'expires',
    title: t('dashboard.wallExpires'),
    render: (link) => formatIsoDateTime(link.expiresAt),
    width: '152px',
  },
  {
    key: 'made',
    title: t('dashboard.wallMade'),
    render: (link) => `${formatIsoDate(link.createdAt)} ${link.createdByName}`,
    width: '168px',
  },
  {
    key: 'shown',
    title: t('dashboard.wallShown'),
    render: (link) => (link.lastShownAt ? formatIsoDateTime(link.lastShownAt) : t('dashboard.wallNever')),
    width: '152px',
  },
];

/** 大屏链接: who may see the wall screen without signing in, and until when. */
export default function WallLinks() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { rows, page } = useLoaderData<typeof loader>();
  const today = useToday();
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<WallLinkView | null>(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('dashboard.wallTitle')}
        lead={t('dashboard.wallLead')}
        actions={
          <Button look="primary" icon="link" onClick={() => setMaking(true)}>
            {t('dashboard.wallCreate')}
          </Button>
        }
      />
      <FigureTabs year={Number(today.slice(0, 4))} />
      <DataTable
        name="wall-links"
        caption={t('dashboard.wallCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(link) => link.id}
        rowLabel={(link) => link.label}
        rowActions={(link) =>
          link.state === 'open' ? (
            <button type="button" className="lt-link" onClick={() => setEnding(link)}>
              {t('dashboard.wallRevoke')}
            </button>
          ) : null
        }
        empty={<Empty icon="chart" title={t('dashboard.wallEmpty')} text={t('dashboard.wallEmptyText')} />}
      />
      <NewWallLink open={making} onClose={() => setMaking(false)} onMade={revalidate} />
      <Confirm
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={t('dashboard.wallRevokeTitle')}
        effect={t('dashboard.wallRevokeEffect', { name: ending?.label ?? '' })}
        act={t('dashboard.wallRevoke')}
        onConfirm={async () => {
          if (!ending) return;
          await client.wall.revokeLink.mutate({ id: ending.id });
          toast({ text: t('dashboard.wallRevoked') });
          revalidate();
        }}
      />
    </div>
  );
}
