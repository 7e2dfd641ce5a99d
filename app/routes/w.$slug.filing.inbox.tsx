import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AcceptDrawer, ReturnDrawer } from '@/app/features/filing/decide-drawers';
import { HANDED_STATES, HandedStatus } from '@/app/features/filing/filing-labels';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import { HandedDialog } from '@/app/features/filing/handed-dialog';
import { HandedListLinks } from '@/app/features/filing/handed-list-links';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import type { HandedView } from '@/server/domain/filing/handed-document';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('filing.inboxTitle') }],
};

const UUID = /^[0-9a-f-]{36}$/;
const uuidOf = (value: string | null): string | undefined => (value && UUID.test(value) ? value : undefined);

const PLANNED: Readonly<Record<string, boolean>> = { yes: true, no: false };

const questionOf = (search: URLSearchParams) => ({
  state:
    search.get('state') === 'all' ? undefined : (oneOf(HANDED_STATES, search.get('state')) ?? ('submitted' as const)),
  departmentId: uuidOf(search.get('department')),
  offListOnly: search.get('offList') === '1',
  isPlanned: PLANNED[search.get('planned') ?? ''],
  year: yearOfParam(search.get('year')),
  q: search.get('q')?.trim().slice(0, 100) || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing, archive } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const shown = uuidOf(search.get('document'));
  const load = async () => ({
    departments: await filing.departments(),
    fonds: await archive.fonds(),
    counts: await filing.documentCounts(),
    list: await filing.documents({ ...pageOfParams(search), ...questionOf(search) }),
    shown: shown ? await filing.document({ id: shown }) : null,
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, addressOf: (id: string) => string): Column<HandedView>[] => [
  {
    key: 'title',
    title: t('filing.field_title'),
    render: (row) => <Link to={addressOf(row.id)}>{row.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'number',
    title: t('filing.field_documentNumber'),
    render: (row) => row.documentNumber ?? '—',
    width: '160px',
  },
  { key: 'department', title: t('filing.department'), render: (row) => row.departmentName, width: '112px' },
  { key: 'handedBy', title: t('filing.handedBy'), render: (row) => row.handedByName, width: '88px', onPhone: 'hide' },
  {
    key: 'at',
    title: t('filing.submittedAt'),
    render: (row) => (row.submittedAt ? formatIsoDateTime(row.submittedAt) : '—'),
    width: '152px',
    onPhone: 'hide',
  },
  {
    key: 'note',
    title: t('filing.note'),
    render: (row) =>
      row.hasTwin ? (
        <Status kind="attention">{t('filing.twin')}</Status>
      ) : row.isOffList ? (
        <span className="lt-tag">{t('filing.offListOnly')}</span>
      ) : (
        (row.planKind ?? '—')
      ),
    width: '176px',
  },
  { key: 'state', title: t('filing.state'), render: (row) => <HandedStatus state={row.state} />, width: '104px' },
  {
    key: 'code',
    title: t('filing.referenceCode'),
    render: (row) => row.referenceCode ?? '—',
    width: '220px',
    hiddenAtFirst: true,
  },
];

type Layer = { kind: 'accept' | 'return'; document: HandedView } | null;

export default function Inbox() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const { departments, fonds, counts, list, shown } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const today = useToday();
  const [layer, setLayer] = useState<Layer>(null);
  const addressOf = (id: string | null) => withParams(params, { document: id }, { keepPage: true });
  const filters: Filter[] = [
    {
      name: 'department',
      label: t('filing.department'),
      options: departments.map((one) => ({ value: one.id, label: one.name })),
    },
    { name: 'offList', label: t('filing.kind'), options: [{ value: '1', label: t('filing.offListOnly') }] },
    {
      name: 'planned',
      label: t('filing.planned'),
      options: [
        { value: 'yes', label: t('filing.inPlanOnly') },
        { value: 'no', label: t('filing.offPlanOnly') },
      ],
    },
    {
      name: 'year',
      label: t('filing.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
  ];
  const segments = [
    ...HANDED_STATES.map((state) => ({ value: state, label: t(`filing.state_${state}`), count: counts[state] ?? 0 })),
    { value: 'all', label: t('common.all') },
  ];
  const done = (text: string) => {
    toast({ text });
    setLayer(null);
    if (shown) {
      navigate(addressOf(null));
    } else {
      revalidate();
    }
  };
  const act = (kind: 'accept' | 'return', document: HandedView) => (
    <button type="button" className="lt-link" onClick={() => setLayer({ kind, document })}>
      {t(kind === 'accept' ? 'filing.acceptNext' : 'filing.return')}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader title={t('filing.inboxTitle')} lead={t('filing.inboxLead')} />
      <FilingTabs />
      <SearchBar placeholder={t('filing.inboxSearch')} filters={filters} keep={['state']} />
      <DataTable
        name="inbox"
        caption={t('filing.inboxCaption')}
        columns={columnsOf(t, addressOf)}
        rows={list.rows}
        page={list.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => addressOf(row.id)}
        rowActions={(row) =>
          row.state === 'submitted' ? (
            <>
              {act('accept', row)}
              {act('return', row)}
            </>
          ) : null
        }
        lead={<Segments name="state" label={t('filing.state')} segments={segments} />}
        tools={list.rows.length > 0 ? <HandedListLinks asked={questionOf(params)} /> : null}
        filters={describeFilters(params, filters)}
        currentKey={shown?.id}
        empty={<Empty icon="inbox" title={t('filing.inboxEmpty')} text={t('filing.inboxEmptyText')} />}
      />
      {shown && layer === null ? (
        <HandedDialog
          document={shown}
          onClose={() => navigate(addressOf(null))}
          decide={{
            onAccept: () => setLayer({ kind: 'accept', document: shown }),
            onReturn: () => setLayer({ kind: 'return', document: shown }),
          }}
        />
      ) : null}
      {layer?.kind === 'accept' ? (
        <AcceptDrawer document={layer.document} fonds={fonds} onClose={() => setLayer(null)} onDone={done} />
      ) : null}
      {layer?.kind === 'return' ? (
        <ReturnDrawer document={layer.document} onClose={() => setLayer(null)} onDone={done} />
      ) : null}
    </div>
  );
}
