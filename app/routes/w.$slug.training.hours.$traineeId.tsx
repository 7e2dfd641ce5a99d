import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PersonDrawer } from '@/app/features/training/hours-drawers';
import { neededText } from '@/app/features/training/hours-panels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CreditView, PersonRecordView } from '@/server/domain/training/hours';

export const handle: ScreenHandle<{ record: PersonRecordView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('hours.title'), to: `/w/${params.slug}/training/hours` },
    { label: data?.record.person.personName ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  const api = context.api.workspace(params.slug ?? '');
  const record = await loadOrThrow({ request, context }, api.hours.record({ traineeId: params.traineeId ?? '', year }));
  return { record, year };
};

const columnsOf = (t: Translate, slug: string): Column<CreditView>[] => [
  { key: 'title', title: t('hours.creditTitle'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  { key: 'heldOn', title: t('hours.heldOn'), render: (row) => row.heldOn, width: '112px' },
  { key: 'source', title: t('hours.source'), render: (row) => t(`hours.source_${row.source}`), width: '104px' },
  { key: 'host', title: t('hours.host'), render: (row) => row.hostName, width: '184px' },
  {
    key: 'knowledge',
    title: t('hours.knowledge'),
    render: (row) => t(`course.knowledge_${row.knowledge}`),
    width: '96px',
  },
  { key: 'hours', title: t('hours.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '72px' },
  {
    key: 'proof',
    title: t('hours.proof'),
    render: (row) =>
      row.objectId && row.creditId ? (
        <a href={`${downloadPath(slug, 'hours.downloadProof', { creditId: row.creditId })}&inline=1`}>
          {t('hours.proofSee')}
        </a>
      ) : (
        (row.certificateNumber ?? '—')
      ),
    width: '128px',
  },
];

/** 培训记录 of one person of the unit in a year. */
export default function TraineeRecord() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { record, year } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [editing, setEditing] = useState(false);
  const [voiding, setVoiding] = useState<CreditView | null>(null);
  const { person, credits } = record;
  return (
    <div className="lt-page">
      <PageHeader
        title={person.personName}
        lead={
          <Status kind={person.isDone ? 'done' : 'attention'}>
            {t(person.isDone ? 'hours.standing_done' : 'hours.standing_missing')}
          </Status>
        }
        actions={
          <Button icon="pen" onClick={() => setEditing(true)}>
            {t('hours.editPerson')}
          </Button>
        }
      />
      <FactList
        facts={[
          [t('hours.year'), t('hours.yearOption', { year: String(year) })],
          [t('hours.post'), t(`hours.post_${person.post}`)],
          [t('hours.hours'), formatNumber(person.hours)],
          [t('hours.professional'), formatNumber(person.professionalHours)],
          [t('hours.needed'), neededText(person, t)],
          [t('hours.fromOn'), person.fromOn],
          [t('hours.untilOn'), person.untilOn],
        ]}
      />
      <section className="lt-section">
        <div className="lt-section-head">
          <h2>{t('hours.record')}</h2>
        </div>
        <DataTable
          name="credits"
          caption={t('hours.recordCaption', { name: person.personName })}
          columns={columnsOf(t, slug)}
          rows={credits}
          page={{ nextCursor: null, previousCursor: null, total: credits.length }}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.title}
          rowActions={(row) =>
            row.creditId ? (
              <Button look="text" onClick={() => setVoiding(row)}>
                {t('hours.voidCredit')}
              </Button>
            ) : null
          }
          empty={<Empty icon="cap" title={t('hours.recordEmpty')} />}
        />
      </section>
      <PersonDrawer
        open={editing}
        person={person}
        onClose={() => setEditing(false)}
        onDone={(text) => {
          toast({ text });
          setEditing(false);
          revalidate();
        }}
      />
      <ReasonDrawer
        open={voiding !== null}
        onClose={() => setVoiding(null)}
        title={t('hours.voidTitle')}
        effect={t('hours.voidEffect')}
        label={t('hours.voidReason')}
        act={t('hours.voidCredit')}
        onSubmit={async (reason) => {
          const { creditId, rowVersion } = voiding ?? {};
          await client.hours.voidCredit.mutate({ creditId: creditId ?? '', rowVersion: rowVersion ?? 0, reason });
          toast({ text: t('hours.voided') });
          revalidate();
        }}
      />
    </div>
  );
}
