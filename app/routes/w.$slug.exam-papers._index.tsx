import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { ExamTabs } from '@/app/features/exam/exam-tabs';
import { PaperDrawer } from '@/app/features/exam/paper-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { BANK_STATES } from '@/server/domain/exam/exam-vocabulary';
import type { PaperRowView } from '@/server/domain/exam/paper';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exam.papersTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { exam } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await exam.papers({
      ...pageOfParams(search),
      q: search.get('q') || undefined,
      state: oneOf(BANK_STATES, search.get('state')),
    })),
    bank: await exam.topics(),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<PaperRowView>[] => [
  {
    key: 'title',
    title: t('exam.paperTitle'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'mode', title: t('exam.mode'), render: (row) => t(`exam.mode_${row.mode}`), width: '104px' },
  { key: 'count', title: t('exam.questionCount'), render: (row) => row.questionCount, numeric: true, width: '72px' },
  {
    key: 'points',
    title: t('exam.totalPoints'),
    render: (row) => formatNumber(row.totalPoints),
    numeric: true,
    width: '72px',
  },
  { key: 'used', title: t('exam.usedIn'), render: (row) => row.usedIn, numeric: true, width: '96px' },
  { key: 'by', title: t('exam.enteredBy'), render: (row) => row.createdByName, width: '96px' },
  {
    key: 'state',
    title: t('exam.state'),
    render: (row) => <Status kind={row.state === 'current' ? 'done' : 'none'}>{t(`exam.state_${row.state}`)}</Status>,
    width: '96px',
  },
];

/** 试卷. */
export default function Papers() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { rows, page, bank } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/exam-papers`;
  const [making, setMaking] = useState(false);
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('exam.state'),
      options: BANK_STATES.map((value) => ({ value, label: t(`exam.state_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exam.papersTitle')}
        lead={t('exam.papersLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
            {t('exam.createPaper')}
          </Button>
        }
      />
      <ExamTabs />
      <SearchBar placeholder={t('exam.searchPapers')} filters={filters} />
      <DataTable
        name="exam-papers"
        caption={t('exam.papersTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="file" title={t('exam.papersEmpty')} text={t('exam.papersEmptyText')} />}
      />
      {making ? (
        <PaperDrawer
          bank={bank}
          onClose={() => setMaking(false)}
          onSubmit={async (input, idempotencyKey) => {
            const { id } = await client.exam.createPaper.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('exam.saved') });
            navigate(`${base}/${id}`);
          }}
        />
      ) : null}
    </div>
  );
}
