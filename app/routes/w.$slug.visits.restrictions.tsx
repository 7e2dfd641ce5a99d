import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { type PickedRecord, RecordPicker } from '@/app/features/use/record-picker';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RestrictionView } from '@/server/domain/use/demand';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('use.restrictionsTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { effect } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, effect.restrictions(pageOfParams(search)));
};

const columnsOf = (t: Translate, base: string): Column<RestrictionView>[] => [
  {
    key: 'code',
    title: t('use.what'),
    render: (row) => <Link to={`${base}/archives/${row.itemId}`}>{row.referenceCode}</Link>,
    onPhone: 'title',
  },
  { key: 'title', title: t('use.titleOfRecord'), render: (row) => row.title, truncate: true },
  { key: 'persons', title: t('use.personsListed'), render: (row) => row.persons.join('、') || '—', truncate: true },
  { key: 'reason', title: t('use.reason'), render: (row) => row.reason, truncate: true, onPhone: 'hide' },
  {
    key: 'until',
    title: t('use.untilOn'),
    render: (row) =>
      row.isOver ? <Status kind="none">{t('use.isOver', { day: row.untilOn ?? '' })}</Status> : (row.untilOn ?? '—'),
    width: '144px',
  },
  { key: 'by', title: t('use.setBy'), render: (row) => row.setByName, width: '96px', onPhone: 'hide' },
];

interface Values {
  record: PickedRecord;
  persons?: string;
  reason: string;
  untilOn?: string;
}

const RecordField = ({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: PickedRecord;
  onChange?: (record: PickedRecord) => void;
}) => (
  <>
    <RecordPicker {...(id === undefined ? {} : { id })} takesTyped={false} onPick={onChange ?? (() => undefined)} />
    {value ? (
      <p className="lt-desk-line-title">
        <strong>{value.referenceCode}</strong> <span>{value.title}</span>
      </p>
    ) : null}
  </>
);

const SetDrawer = ({ onClose }: { onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('use.setRestriction')}
      fieldLabels={{ reason: t('use.reason'), untilOn: t('use.untilOn'), persons: t('use.personsListed') }}
      onSubmit={async ({ record, persons = '', reason, untilOn }, idempotencyKey) => {
        const names = persons
          .split(/[、,，;；\s]+/u)
          .map((name) => name.trim())
          .filter(Boolean);
        await client.effect.setRestriction.mutate(
          { itemId: record.itemId ?? '', persons: names, reason, untilOn: untilOn || undefined },
          { context: { idempotencyKey } },
        );
        toast({ text: t('use.restrictionSet') });
        revalidate();
      }}
    >
      <FormField name="record" label={t('use.what')} required>
        <RecordField />
      </FormField>
      <FormField name="persons" label={t('use.personsListed')} help={t('use.personsHelp')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <FormField name="reason" label={t('use.reason')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <FormField name="untilOn" label={t('use.untilOn')}>
        <input className="lt-input" type="date" min={today} />
      </FormField>
    </FormDrawer>
  );
};

/** 限制知悉范围: what only named persons may see, and nobody copies without approval. */
export default function Restrictions() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canRegister = useCan('use.register');
  const [setting, setSetting] = useState(false);
  const [lifting, setLifting] = useState<RestrictionView | null>(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.restrictionsTitle')}
        lead={t('use.restrictionsLead')}
        actions={
          canRegister ? (
            <Button look="primary" icon="plus" onClick={() => setSetting(true)}>
              {t('use.setRestriction')}
            </Button>
          ) : undefined
        }
      />
      <SectionTabs of="desk" />
      <DataTable
        name="restrictions"
        caption={t('use.restrictionsTitle')}
        columns={columnsOf(t, `/w/${slug}`)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowActions={
          canRegister
            ? (row) => (
                <button type="button" className="lt-link" onClick={() => setLifting(row)}>
                  {t('use.lift')}
                </button>
              )
            : undefined
        }
        empty={<Empty icon="shield" title={t('use.restrictionsEmpty')} text={t('use.restrictionsEmptyText')} />}
      />
      {setting ? <SetDrawer onClose={() => setSetting(false)} /> : null}
      {lifting ? (
        <ReasonDrawer
          open
          onClose={() => setLifting(null)}
          title={t('use.lift')}
          effect={`${lifting.referenceCode} ${lifting.title}`}
          label={t('use.reason')}
          act={t('use.lift')}
          onSubmit={async (reason) => {
            await client.effect.liftRestriction.mutate({
              restrictionId: lifting.id,
              rowVersion: lifting.rowVersion,
              reason,
            });
            toast({ text: t('use.lifted') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
