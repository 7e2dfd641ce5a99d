import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { NominateDrawer } from '@/app/features/talent/nominate-drawer';
import { TALENT_STATUS } from '@/app/features/talent/talent-words';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { MyNominationView } from '@/server/domain/talent/talent';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('talent.myTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').talent.mine(page));
};

const columnsOf = (t: Translate): Column<MyNominationView>[] => [
  { key: 'person', title: t('talent.person'), render: (row) => row.personName, width: '112px', onPhone: 'title' },
  { key: 'scheme', title: t('talent.scheme'), render: (row) => t(`talent.scheme_${row.scheme}`), width: '152px' },
  { key: 'post', title: t('talent.post'), render: (row) => row.post, truncate: true },
  { key: 'office', title: t('talent.office'), render: (row) => row.officeName, truncate: true },
  {
    key: 'submittedOn',
    title: t('talent.submittedOn'),
    render: (row) => formatIsoDate(row.submittedAt),
    width: '112px',
  },
  {
    key: 'result',
    title: t('talent.result'),
    render: (row) => {
      const standing = row.decision?.result ?? 'received';
      return <Status kind={TALENT_STATUS[standing]}>{t(`talent.standing_${standing}`)}</Status>;
    },
    width: '112px',
  },
  {
    key: 'decidedOn',
    title: t('talent.decidedOn'),
    render: (row) => (row.decidedAt ? formatIsoDate(row.decidedAt) : '—'),
    width: '112px',
  },
  { key: 'reason', title: t('talent.reason'), render: (row) => row.decision?.reason ?? '—', truncate: true },
];

/** 本单位推荐的人才. */
export default function MyTalents() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [nominating, setNominating] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('talent.myTitle')}
        lead={t('talent.myLead')}
        actions={
          <Button look="primary" icon="send" onClick={() => setNominating(true)}>
            {t('talent.nominate')}
          </Button>
        }
      />
      <TrainingTabs />
      <DataTable
        name="my-talents"
        caption={t('talent.myCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.personName}
        empty={<Empty icon="users" title={t('talent.myEmpty')} text={t('talent.myEmptyText')} />}
      />
      {nominating ? <NominateDrawer onClose={() => setNominating(false)} onDone={revalidate} /> : null}
    </div>
  );
}
