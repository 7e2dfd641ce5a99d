import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDate, formatIsoDateTime } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { BatchDetail, HandOverRow } from '@/server/domain/digital/digitisation';
import type { AccessView } from '@/server/domain/digital/vendor-access';
import { WHOLE_PAGE } from './batch-words';

const handOverColumns = (t: Translate): Column<HandOverRow>[] => [
  {
    key: 'box',
    title: t('digitisation.box'),
    render: (row) => row.boxLabel ?? t('digitisation.loose'),
    onPhone: 'title',
  },
  { key: 'records', title: t('digitisation.records'), render: (row) => row.records, numeric: true, width: '80px' },
  { key: 'out', title: t('digitisation.handOut'), render: (row) => row.out, numeric: true, width: '80px' },
  { key: 'back', title: t('digitisation.handBack'), render: (row) => row.back, numeric: true, width: '80px' },
  { key: 'pages', title: t('digitisation.paperPages'), render: (row) => row.paperPages, numeric: true, width: '104px' },
  {
    key: 'outAt',
    title: t('digitisation.step_out'),
    render: (row) => (row.outAt ? `${formatIsoDate(row.outAt)} ${row.handedBy.join(' ')}` : '—'),
    width: '176px',
  },
  {
    key: 'backAt',
    title: t('digitisation.step_returned'),
    render: (row) => (row.backAt ? `${formatIsoDate(row.backAt)} ${row.takenBy.join(' ')}` : '—'),
    width: '176px',
  },
];

/** 交接: which boxes left and which came back. */
export const HandOverTable = ({ rows }: { rows: readonly HandOverRow[] }) => {
  const t = useText();
  return (
    <DataTable
      name="hand-over"
      caption={t('digitisation.viewHandOver')}
      columns={handOverColumns(t)}
      rows={rows}
      page={WHOLE_PAGE}
      rowKey={(row) => row.boxLabel ?? ''}
      rowLabel={(row) => row.boxLabel ?? t('digitisation.loose')}
      empty={<Empty icon="box" title={t('digitisation.recordsNone')} text={t('digitisation.recordsNoneText')} />}
    />
  );
};

const STATES: Record<AccessView['state'], StatusKind> = {
  live: 'live',
  planned: 'none',
  ended: 'none',
  revoked: 'none',
};
const accessColumns = (t: Translate): Column<AccessView>[] => [
  {
    key: 'person',
    title: t('digitisation.person'),
    render: (row) => `${row.vendorName} ${row.personName}`,
    onPhone: 'title',
  },
  {
    key: 'from',
    title: t('digitisation.validFrom'),
    render: (row) => formatIsoDateTime(row.validFrom),
    width: '152px',
  },
  { key: 'to', title: t('digitisation.validTo'), render: (row) => formatIsoDateTime(row.validTo), width: '152px' },
  { key: 'reason', title: t('digitisation.reason'), render: (row) => row.reason, truncate: true },
  { key: 'looks', title: t('digitisation.looks'), render: (row) => row.looks, numeric: true, width: '96px' },
  {
    key: 'state',
    title: t('digitisation.state'),
    render: (row) => <Status kind={STATES[row.state]}>{t(`digitisation.access_${row.state}`)}</Status>,
    width: '104px',
  },
];
interface Values {
  vendorSlug: string;
  loginName: string;
  validFrom: string;
  validTo: string;
  reason: string;
}
/** A day in Shanghai, from its begin or to its end. */
const instantOf = (day: string, time: '00:00:00' | '23:59:59'): string => `${day}T${time}+08:00`;

const GiveDrawer = ({ batchId, open, onClose }: { batchId: string; open: boolean; onClose: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const today = useToday();
  const { act } = useAct();
  const labels = {
    vendorSlug: t('digitisation.vendorSlug'),
    loginName: t('digitisation.loginName'),
    validFrom: t('digitisation.validFrom'),
    validTo: t('digitisation.validTo'),
    reason: t('digitisation.reason'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('digitisation.giveAccess')}
      initialValues={{ validFrom: today }}
      fieldLabels={labels}
      submitLabel={t('digitisation.giveAccess')}
      onSubmit={async ({ vendorSlug, loginName, validFrom, validTo, reason }, idempotencyKey) => {
        const given = { batchId, vendorSlug, loginName, reason };
        const time = { validFrom: instantOf(validFrom, '00:00:00'), validTo: instantOf(validTo, '23:59:59') };
        await client.digitisation.giveAccess.mutate({ ...given, ...time }, { context: { idempotencyKey } });
        await act(async () => undefined, { done: t('digitisation.accessGiven') });
      }}
    >
      <p className="lt-reason-effect">{t('digitisation.accessHelp')}</p>
      <FormField name="vendorSlug" label={labels.vendorSlug} required>
        <input className="lt-input" maxLength={63} />
      </FormField>
      <FormField name="loginName" label={labels.loginName} required>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="validFrom" label={labels.validFrom} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="validTo" label={labels.validTo} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

/** 外包人员: who may look at this batch until when, and how often they did. */
export const PeopleView = ({
  batch,
  accesses,
  canWrite,
}: {
  batch: BatchDetail;
  accesses: readonly AccessView[];
  canWrite: boolean;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [giving, setGiving] = useState(false);
  const mayAct = canWrite && batch.state === 'running';
  const give = mayAct ? <Button onClick={() => setGiving(true)}>{t('digitisation.giveAccess')}</Button> : undefined;
  const end = (accessId: string) =>
    act(() => client.digitisation.endAccess.mutate({ accessId }), { done: t('digitisation.accessEnded') });
  return (
    <>
      <DataTable
        name="batch-accesses"
        caption={t('digitisation.viewPeople')}
        columns={accessColumns(t)}
        rows={accesses}
        page={WHOLE_PAGE}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.personName}
        tools={accesses.length > 0 ? give : undefined}
        rowActions={
          canWrite
            ? (row) =>
                row.state === 'live' || row.state === 'planned' ? (
                  <button type="button" className="lt-link" disabled={busy} onClick={() => void end(row.id)}>
                    {t('digitisation.endAccess')}
                  </button>
                ) : null
            : undefined
        }
        empty={
          <Empty
            icon="users"
            title={t('digitisation.accessNone')}
            text={t('digitisation.accessNoneText')}
            action={give}
          />
        }
      />
      <GiveDrawer batchId={batch.id} open={giving} onClose={() => setGiving(false)} />
    </>
  );
};
