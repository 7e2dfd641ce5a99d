import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { EventDrawer } from '@/app/features/filing/event-drawer';
import { EventTasks } from '@/app/features/filing/event-tasks';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan } from '@/app/lib/workspace';
import { EVENT_KINDS, type EventView } from '@/server/domain/filing/registers';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('filing.eventsTitle') }],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing, workspace } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const load = async () => {
    const { permissions } = await workspace.current();
    return {
      list: await filing.events({ ...pageOfParams(search), kind: oneOf(EVENT_KINDS, search.get('kind')) }),
      departments: permissions.includes('filing.handIn') ? await filing.departments() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate): Column<EventView>[] => [
  { key: 'name', title: t('filing.eventName'), render: (event) => event.name, onPhone: 'title' },
  { key: 'kind', title: t('filing.eventKind'), render: (event) => t(`filing.eventKind_${event.kind}`), width: '128px' },
  {
    key: 'from',
    title: t('filing.eventFrom'),
    render: (event) => [event.heldFrom, event.heldTo].filter(Boolean).join(' – '),
    width: '208px',
  },
  { key: 'host', title: t('filing.eventHost'), render: (event) => event.host ?? '—', width: '120px', onPhone: 'hide' },
  { key: 'tasks', title: t('filing.eventTasks'), render: (event) => <EventTasks event={event} />, width: '340px' },
  {
    key: 'records',
    title: t('filing.eventTopic'),
    render: (event) => (
      <>
        {event.topicCode ? <span className="lt-tag">{event.topicCode}</span> : null}{' '}
        <span className="lt-2">
          {t('filing.eventHanded', { n: event.handedIn })}
          {event.topicCode ? ` · ${t('filing.eventRecords', { n: event.records })}` : ''}
        </span>
      </>
    ),
    width: '200px',
    onPhone: 'hide',
  },
];

export default function MajorEvents() {
  const t = useText();
  const toast = useToast();
  const { list, departments } = useLoaderData<typeof loader>();
  const canManage = useCan('filing.manage');
  const { revalidate } = useRevalidator();
  const [adding, setAdding] = useState(false);
  const kinds = EVENT_KINDS.map((kind) => ({ value: kind, label: t(`filing.eventKind_${kind}`) }));
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.eventsTitle')}
        lead={t('filing.eventsLead')}
        actions={
          canManage ? (
            <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
              {t('filing.eventAdd')}
            </Button>
          ) : null
        }
      />
      <FilingTabs />
      <SearchBar
        placeholder={t('filing.eventsTitle')}
        withText={false}
        filters={[{ name: 'kind', label: t('filing.eventKind'), options: kinds }]}
      />
      <DataTable
        name="major-events"
        caption={t('filing.eventsTitle')}
        columns={columnsOf(t)}
        rows={list.rows}
        page={list.page}
        rowKey={(event) => event.id}
        rowLabel={(event) => event.name}
        empty={<Empty icon="flag" title={t('filing.eventsEmpty')} text={t('filing.eventsEmptyText')} />}
      />
      {adding ? (
        <EventDrawer
          departments={departments.filter((one) => one.state === 'active')}
          onClose={() => setAdding(false)}
          onDone={() => {
            toast({ text: t('filing.eventSaved') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
