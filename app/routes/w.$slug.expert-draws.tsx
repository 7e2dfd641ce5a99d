import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { DrawExpertsDrawer } from '@/app/features/talent/draw-experts-drawer';
import { ExpertDrawRecord, namesDrawn } from '@/app/features/talent/expert-draw-record';
import { InviteExpertsDrawer } from '@/app/features/talent/invite-experts-drawer';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { ExpertDrawView } from '@/server/domain/talent/expert-draw';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('talent.drawsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { talent } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    draws: await talent.draws({ q: search.get('q') || undefined, ...pageOfParams(search) }),
    experts: await talent.experts({}),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate): Column<ExpertDrawView>[] => [
  { key: 'purpose', title: t('talent.purpose'), render: (row) => row.purpose, truncate: true, onPhone: 'title' },
  { key: 'unit', title: t('talent.reviewed'), render: (row) => row.unitName ?? '—', truncate: true },
  {
    key: 'people',
    title: t('talent.drawnPeople'),
    render: (row) => namesDrawn(row).join(t('common.list')),
    truncate: true,
  },
  {
    key: 'pool',
    title: t('talent.pool'),
    render: (row) => t('talent.poolN', { n: row.pool.length }),
    numeric: true,
    width: '96px',
  },
  {
    key: 'recusals',
    title: t('talent.recusals'),
    render: (row) => t('talent.poolN', { n: row.recusals.length }),
    numeric: true,
    width: '80px',
  },
  {
    key: 'answers',
    title: t('talent.invitations'),
    render: (row) =>
      row.invitations.length === 0
        ? '—'
        : `${row.invitations.filter((one) => one.answer === 'accepted').length}/${row.invitations.length}`,
    numeric: true,
    width: '120px',
  },
  { key: 'at', title: t('talent.drawnOn'), render: (row) => formatIsoDateTime(row.drawnAt), width: '152px' },
  { key: 'by', title: t('talent.drawnBy'), render: (row) => row.drawnByName, width: '104px', hiddenAtFirst: true },
];

/** 抽取专家: draws, and a new one. */
export default function ExpertDraws() {
  const t = useText();
  const { draws, experts } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [drawing, setDrawing] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const [inviting, setInviting] = useState<ExpertDrawView | null>(null);
  const open = draws.rows.find((row) => row.id === openId) ?? null;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('talent.drawsTitle')}
        lead={t('talent.drawsLead')}
        actions={
          experts.length > 0 ? (
            <Button look="primary" icon="users" onClick={() => setDrawing(true)}>
              {t('talent.draw')}
            </Button>
          ) : null
        }
      />
      <TrainingTabs />
      <SearchBar placeholder={t('talent.drawsSearch')} filters={[]} />
      <DataTable
        name="expert-draws"
        caption={t('talent.drawsCaption')}
        columns={columnsOf(t)}
        rows={draws.rows}
        page={draws.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.purpose}
        rowActions={(row) => (
          <button type="button" className="lt-link" onClick={() => setOpenId(row.id)}>
            {t('talent.drawRecord')}
          </button>
        )}
        empty={<Empty icon="users" title={t('talent.drawsEmpty')} text={t('talent.drawsEmptyText')} />}
      />
      {drawing ? <DrawExpertsDrawer experts={experts} onClose={() => setDrawing(false)} onDone={revalidate} /> : null}
      {open && !inviting ? (
        <ExpertDrawRecord one={open} onClose={() => setOpenId(null)} onInvite={() => setInviting(open)} />
      ) : null}
      {inviting ? <InviteExpertsDrawer draw={inviting} onClose={() => setInviting(null)} onDone={revalidate} /> : null}
    </div>
  );
}
