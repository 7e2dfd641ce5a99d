import { Link, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { EventRecordView, EventView } from '@/server/domain/filing/major-event';
import type { Page } from '@/server/domain/shared/pagination';
import { LinkRecordsDrawer } from './link-records-drawer';

/** 还缺什么: parts that have no record, by whom and when. */
export const EventMissing = ({ event }: { event: EventView }) => {
  const t = useText();
  const missing = event.tasks.filter((task) => task.records === 0);
  if (event.tasks.length === 0) {
    return null;
  }
  return (
    <section className="lt-section" aria-labelledby="missing">
      <div className="lt-section-head">
        <h2 id="missing">{t('event.missingTitle')}</h2>
      </div>
      {missing.length === 0 ? (
        <p className="lt-3">{t('event.missingNone')}</p>
      ) : (
        <ul className="lt-note lt-note-attention lt-handed-reasons">
          {missing.map((task) => (
            <li key={`${task.departmentId} ${task.material}`}>
              {t('event.missingLine', {
                department: task.departmentName,
                material: t(`filing.material_${task.material}`),
                date: task.dueOn,
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const columnsOf = (t: Translate, base: string): Column<EventRecordView>[] => [
  {
    key: 'code',
    title: t('event.code'),
    render: (row) => <Link to={`${base}/${row.itemId}`}>{row.referenceCode}</Link>,
    width: '240px',
    onPhone: 'title',
  },
  {
    key: 'title',
    title: t('event.title'),
    render: (row) => (
      <>
        {row.title} {row.itemState === 'void' ? <span className="lt-tag">{t('event.struck')}</span> : null}
        {row.leftOn ? <span className="lt-tag">{t('event.left')}</span> : null}
      </>
    ),
  },
  {
    key: 'material',
    title: t('event.material'),
    render: (row) => t(`filing.material_${row.material}`),
    width: '96px',
  },
  { key: 'year', title: t('event.filingYear'), render: (row) => row.filingYear, numeric: true, width: '80px' },
  { key: 'by', title: t('event.linkedBy'), render: (row) => row.linkedByName, width: '104px', onPhone: 'hide' },
];

/** The records tied to an event, and the way to tie more. */
export const EventRecords = ({ event, records }: { event: EventView; records: Page<EventRecordView> }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canChange = useCan('filing.manage') && event.acceptedOn === null;
  const [adding, setAdding] = useState(false);
  const [parting, setParting] = useState<EventRecordView | null>(null);
  const { topicCode } = event;
  return (
    <section className="lt-section" aria-labelledby="records">
      <div className="lt-section-head">
        <h2 id="records">{t('event.records')}</h2>
        <span className="lt-3 lt-grow">{t('event.recordsLead', { n: event.records })}</span>
        {canChange ? (
          <Button icon="link" onClick={() => setAdding(true)}>
            {t('event.link')}
          </Button>
        ) : null}
      </div>
      {topicCode && event.marked > 0 ? (
        <p className="lt-3">
          {t('event.markedHint', { n: event.marked, topic: topicCode })}{' '}
          <Link to={`${base}/search?topic=${encodeURIComponent(topicCode)}`}>{t('event.markedOpen')}</Link>
        </p>
      ) : null}
      <DataTable
        name="event-records"
        caption={t('event.records')}
        columns={columnsOf(t, `${base}/archives`)}
        rows={records.rows}
        page={records.page}
        rowKey={(row) => row.itemId}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `${base}/archives/${row.itemId}`}
        rowActions={
          canChange
            ? (row) => (
                <button type="button" className="lt-link" onClick={() => setParting(row)}>
                  {t('event.unlink')}
                  <span className="lt-hidden"> {row.referenceCode}</span>
                </button>
              )
            : undefined
        }
        empty={<Empty icon="link" title={t('event.recordsEmpty')} text={t('event.recordsEmptyText')} />}
      />
      {adding ? (
        <LinkRecordsDrawer
          event={event}
          onClose={() => setAdding(false)}
          onDone={(text) => {
            toast({ text });
            revalidate();
          }}
        />
      ) : null}
      <Confirm
        open={parting !== null}
        onClose={() => setParting(null)}
        title={t('event.unlink')}
        effect={t('event.unlinkEffect', { code: parting?.referenceCode ?? '' })}
        act={t('event.unlink')}
        onConfirm={async () => {
          await client.filing.unlinkEventRecord.mutate({ eventId: event.id, itemId: parting?.itemId ?? '' });
          setParting(null);
          revalidate();
        }}
      />
    </section>
  );
};
