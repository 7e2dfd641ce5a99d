import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { HANDED_STATES, HandedStatus, Options } from '@/app/features/filing/filing-labels';
import { ResumeButton, WithdrawConfirm } from '@/app/features/filing/hand-in-actions';
import { HandInCheck } from '@/app/features/filing/hand-in-check';
import { HandInDrop } from '@/app/features/filing/hand-in-drop';
import { HandedDialog } from '@/app/features/filing/handed-dialog';
import { PaperDrawer, SendDrawer } from '@/app/features/filing/handed-drawers';
import { HandedListLinks } from '@/app/features/filing/handed-list-links';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { HandedView } from '@/server/domain/filing/handed-document';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.handInTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const shown = search.get('document');
  const load = async () => ({
    departments: (await filing.departments()).filter((department) => department.state === 'active'),
    lines: await filing.ownLines(),
    events: await filing.handInEvents({}),
    owed: await filing.owed(),
    counts: await filing.documentCounts(),
    list: await filing.documents({ ...pageOfParams(search), state: oneOf(HANDED_STATES, search.get('state')) }),
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
  { key: 'year', title: t('filing.year'), render: (row) => String(row.filingYear), width: '72px', onPhone: 'hide' },
  { key: 'department', title: t('filing.department'), render: (row) => row.departmentName, width: '120px' },
  {
    key: 'code',
    title: t('filing.referenceCode'),
    render: (row) => row.referenceCode ?? '—',
    width: '220px',
    onPhone: 'hide',
  },
  { key: 'state', title: t('filing.state'), render: (row) => <HandedStatus state={row.state} />, width: '104px' },
];

const RowActions = ({ row, open, onWithdraw }: { row: HandedView; open: () => void; onWithdraw: () => void }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const isOpen = row.state === 'draft' || row.state === 'returned';
  return (
    <>
      {isOpen ? (
        <button type="button" className="lt-link" onClick={open}>
          {row.state === 'returned' ? t('filing.handInFix') : t('common.open')}
        </button>
      ) : null}
      {row.file ? (
        <a href={downloadPath(slug, 'filing.downloadDocument', { id: row.id })} download>
          {t('filing.openFile')}
        </a>
      ) : null}
      {row.state === 'accepted' || row.state === 'withdrawn' ? null : (
        <button type="button" className="lt-link" onClick={onWithdraw}>
          {t('filing.handInWithdraw')}
        </button>
      )}
    </>
  );
};

const usePlace = () => {
  const { departments, owed } = useLoaderData<typeof loader>();
  const today = useToday();
  const [departmentId, setDepartmentId] = useState(owed[0]?.departmentId ?? departments[0]?.id ?? '');
  const [year, setYear] = useState(owed[0]?.year ?? Number(today.slice(0, 4)) - 1);
  return { departmentId, setDepartmentId, year, setYear, years: recentYears(today, 6) };
};

const PlaceFields = ({ place }: { place: ReturnType<typeof usePlace> }) => {
  const t = useText();
  const { departments } = useLoaderData<typeof loader>();
  return (
    <div className="lt-wrap lt-import-place">
      <span className="lt-2">{t('filing.handInFor')}</span>
      <select
        className="lt-select"
        aria-label={t('filing.department')}
        value={place.departmentId}
        onChange={(event) => place.setDepartmentId(event.target.value)}
      >
        <Options options={departments.map((one) => ({ value: one.id, label: one.name }))} />
      </select>
      <select
        className="lt-select"
        aria-label={t('filing.year')}
        value={String(place.year)}
        onChange={(event) => place.setYear(Number(event.target.value))}
      >
        <Options
          options={place.years.map((one) => ({
            value: String(one),
            label: t('filing.yearOption', { year: String(one) }),
          }))}
        />
      </select>
    </div>
  );
};

interface MineProps {
  addressOf: (id: string | null) => string;
  onResume: ((documents: HandedView[]) => void) | null;
}

const Mine = ({ addressOf, onResume }: MineProps) => {
  const t = useText();
  const navigate = useNavigate();
  const { list, counts } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const [leaving, setLeaving] = useState<HandedView | null>(null);
  const state = oneOf(HANDED_STATES, params.get('state'));
  const segments = [
    { value: 'all', label: t('common.all') },
    ...HANDED_STATES.map((one) => ({ value: one, label: t(`filing.state_${one}`), count: counts[one] ?? 0 })),
  ];
  return (
    <section aria-labelledby="mine" className="lt-section">
      <div className="lt-section-head">
        <h2 id="mine">{t('filing.handInMine')}</h2>
        {onResume && counts.draft > 0 ? <ResumeButton drafts={counts.draft} onTaken={onResume} /> : null}
      </div>
      <DataTable
        name="handed"
        caption={t('filing.handInMine')}
        columns={columnsOf(t, addressOf)}
        rows={list.rows}
        page={list.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowActions={(row) => (
          <RowActions row={row} open={() => navigate(addressOf(row.id))} onWithdraw={() => setLeaving(row)} />
        )}
        lead={<Segments name="state" label={t('filing.state')} segments={segments} />}
        tools={list.rows.length > 0 ? <HandedListLinks asked={{ state }} /> : null}
        empty={<Empty icon="send" title={t('filing.handInEmpty')} />}
      />
      <WithdrawConfirm row={leaving} onClose={() => setLeaving(null)} />
    </section>
  );
};

export default function HandIn() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const { departments, lines, events, shown } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const place = usePlace();
  const [taken, setTaken] = useState<HandedView[]>([]);
  const [notes, setNotes] = useState<string[]>([]);
  const [paper, setPaper] = useState(false);
  const addressOf = (id: string | null) => withParams(params, { document: id }, { keepPage: true });
  const take = (documents: HandedView[], said: string[]) => {
    setTaken(documents);
    setNotes(said);
  };
  const sent = (text: string) => {
    toast({ text });
    revalidate();
  };
  if (departments.length === 0) {
    return (
      <div className="lt-page">
        <PageHeader title={t('filing.handInTitle')} lead={t('filing.handInLead')} />
        <Empty icon="building" title={t('filing.handInNone')} text={t('filing.handInNoneText')} />
      </div>
    );
  }
  const isOpen = shown?.state === 'draft' || shown?.state === 'returned';
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.handInTitle')}
        lead={t('filing.handInLead')}
        actions={
          <>
            <Link className="lt-btn" to="../department-sheets" relative="path">
              {t('department.mineLink')}
            </Link>
            <Button icon="pen" onClick={() => setPaper(true)}>
              {t('filing.handInPaper')}
            </Button>
          </>
        }
      />
      <div role="alert">
        {notes.map((note) => (
          <p key={note} className="lt-note lt-note-failed">
            {note}
          </p>
        ))}
      </div>
      {taken.length > 0 ? (
        <HandInCheck
          documents={taken}
          lines={lines}
          events={events}
          onEnd={() => {
            take([], []);
            revalidate();
          }}
        />
      ) : (
        <>
          <PlaceFields place={place} />
          <HandInDrop departmentId={place.departmentId} year={place.year} onTaken={take} />
        </>
      )}
      <Mine addressOf={addressOf} onResume={taken.length > 0 ? null : (documents) => take(documents, [])} />
      {paper ? (
        <PaperDrawer
          departmentId={place.departmentId}
          year={place.year}
          lines={lines}
          events={events}
          onClose={() => setPaper(false)}
          onDone={() => sent(t('filing.handInSubmitted', { n: 1 }))}
        />
      ) : null}
      {shown && !isOpen ? <HandedDialog document={shown} onClose={() => navigate(addressOf(null))} /> : null}
      {shown && isOpen ? (
        <SendDrawer
          key={shown.id}
          document={shown}
          lines={lines}
          events={events}
          onClose={() => navigate(addressOf(null))}
          onDone={() =>
            sent(shown.state === 'returned' ? t('filing.handInFixed') : t('filing.handInSubmitted', { n: 1 }))
          }
        />
      ) : null}
    </div>
  );
}
