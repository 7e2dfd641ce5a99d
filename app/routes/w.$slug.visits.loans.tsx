import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { LoanDialog } from '@/app/features/use/loan-dialog';
import { DecideDrawer, ExtendDrawer, LendDrawer, ReturnDrawer } from '@/app/features/use/loan-drawers';
import { SettingDrawer } from '@/app/features/use/setting-drawer';
import { LOAN_STATUS } from '@/app/features/use/visit-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { LOAN_FILTERS, type LoanView } from '@/server/domain/use/loan';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('use.loansTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  state: oneOf(LOAN_FILTERS, search.get('state')),
  from: dayOfParam(search.get('from')),
  to: dayOfParam(search.get('to')),
  q: search.get('q') || undefined,
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { loan } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, loan.list({ ...filterOf(search), ...pageOfParams(search) }));
  const setting = await loadOrThrow(asked, loan.setting());
  const loanId = search.get('loan');
  return { ...list, setting, shown: loanId ? await loadOrThrow(asked, loan.get({ loanId })) : null };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('use.state'),
    options: LOAN_FILTERS.map((value) => ({ value, label: t(`use.loan_${value}`) })),
  },
  { name: 'from', label: t('use.from') },
  { name: 'to', label: t('use.to') },
];

const columnsOf = (t: Translate, addressOf: (id: string) => string): Column<LoanView>[] => [
  {
    key: 'what',
    title: t('use.what'),
    render: (loan) => <Link to={addressOf(loan.id)}>{loan.what}</Link>,
    onPhone: 'title',
  },
  { key: 'title', title: t('use.titleOfRecord'), render: (loan) => loan.title, truncate: true, onPhone: 'hide' },
  { key: 'borrower', title: t('use.borrower'), render: (loan) => loan.borrowerName, width: '96px' },
  {
    key: 'unit',
    title: t('use.borrowerUnit'),
    render: (loan) => loan.borrowerUnit ?? '—',
    truncate: true,
    onPhone: 'hide',
  },
  { key: 'lentOn', title: t('use.lentOn'), render: (loan) => loan.lentOn ?? '—', width: '112px' },
  { key: 'dueOn', title: t('use.dueOn'), render: (loan) => loan.dueOn, width: '112px' },
  {
    key: 'returnedOn',
    title: t('use.returnedOn'),
    render: (loan) => loan.returnedOn ?? '—',
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'effect',
    title: t('use.effects'),
    render: (loan) => loan.effect ?? (loan.effectAskOn ? t('use.askedOn', { day: loan.effectAskOn }) : '—'),
    truncate: true,
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('use.state'),
    render: (loan) => (
      <Status kind={LOAN_STATUS[loan.isOverdue ? 'overdue' : loan.state]}>
        {t(`use.loan_${loan.isOverdue ? 'overdue' : loan.state}`)}
      </Status>
    ),
    width: '104px',
  },
];

type Layer = { kind: 'lend' | 'setting' } | { kind: 'return' | 'extend' | 'decide'; loan: LoanView } | null;

/** 借阅: who has what until when, who waits for approval, what came of it. */
export default function Loans() {
  const t = useText();
  const { rows, page, setting, shown } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('use.register');
  const canApprove = useCan('use.approve');
  const [layer, setLayer] = useState<Layer>(null);
  useNewAsked(canRegister, () => setLayer({ kind: 'lend' }));
  const close = () => setLayer(null);
  const filters = filtersOf(t);
  const addressOf = (id: string | null) => withParams(params, { loan: id }, { keepPage: true });
  const handOver = async (loan: LoanView) => {
    await client.loan.handOver.mutate({ loanId: loan.id, rowVersion: loan.rowVersion });
    toast({ text: t('use.lentNow') });
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.loansTitle')}
        lead={t('use.loansLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'loan.downloadLoans', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('use.exportLoans')}</span>
            </a>
            {canRegister ? (
              <>
                <Button icon="gear" onClick={() => setLayer({ kind: 'setting' })}>
                  {t('use.rules')}
                </Button>
                <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'lend' })}>
                  {t('use.lend')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <SectionTabs of="desk" />
      <SearchBar placeholder={t('use.searchLoans')} filters={filters} />
      <DataTable
        name="loans"
        caption={t('use.loansTitle')}
        columns={columnsOf(t, addressOf)}
        rows={rows}
        page={page}
        rowKey={(loan) => loan.id}
        rowLabel={(loan) => `${loan.what} ${loan.borrowerName}`}
        rowTo={(loan) => addressOf(loan.id)}
        rowActions={
          canRegister
            ? (loan) =>
                loan.state === 'lent' ? (
                  <button type="button" className="lt-link" onClick={() => setLayer({ kind: 'return', loan })}>
                    {t('use.takeBack')}
                  </button>
                ) : null
            : undefined
        }
        filters={describeFilters(params, filters)}
        currentKey={shown?.id}
        empty={<Empty icon="exchange" title={t('use.loansEmpty')} text={t('use.loansEmptyText')} />}
      />
      {layer?.kind === 'lend' ? <LendDrawer setting={setting} onClose={close} /> : null}
      {layer?.kind === 'setting' ? <SettingDrawer setting={setting} onClose={close} /> : null}
      {layer?.kind === 'return' ? <ReturnDrawer loan={layer.loan} setting={setting} onClose={close} /> : null}
      {layer?.kind === 'extend' ? <ExtendDrawer loan={layer.loan} onClose={close} /> : null}
      {layer?.kind === 'decide' ? <DecideDrawer loan={layer.loan} onClose={close} /> : null}
      {shown && layer === null ? (
        <LoanDialog
          loan={shown}
          onClose={() => navigate(addressOf(null))}
          canRegister={canRegister}
          canApprove={canApprove}
          onHandOver={() => handOver(shown)}
          onLayer={(kind) => setLayer({ kind, loan: shown })}
        />
      ) : null}
    </div>
  );
}
