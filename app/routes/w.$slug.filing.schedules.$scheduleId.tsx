import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { useCategories } from '@/app/features/archive/use-categories';
import { ScheduleStatus, wholePage } from '@/app/features/filing/filing-labels';
import { filterRules, ruleColumns } from '@/app/features/filing/rule-columns';
import { RuleDrawer } from '@/app/features/filing/rule-drawer';
import { RemoveConfirm } from '@/app/features/filing/rule-remove';
import { AskLink } from '@/app/features/guidance/ask-link';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { uploadFile } from '@/app/lib/upload';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportRulesView, RuleView, ScheduleView } from '@/server/domain/filing/retention-schedule';

export const handle: ScreenHandle<Awaited<ReturnType<typeof loader>>> = {
  crumbs: ({ data, params }, t) => [
    { label: t('filing.title'), to: `/w/${params.slug}/filing` },
    { label: t('filing.schedulesTitle'), to: `/w/${params.slug}/filing/schedules` },
    { label: data ? t('filing.version', { n: data.schedule.versionNumber }) : '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  return {
    schedule: await loadOrThrow({ request, context }, filing.schedule({ scheduleId: params.scheduleId ?? '' })),
  };
};

const SubmitDrawer = (props: { schedule: ScheduleView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { id: scheduleId, rowVersion } = props.schedule;
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={props.onClose}
      title={t('filing.submitSchedule')}
      submitLabel={t('filing.submitSchedule')}
      onSubmit={async ({ note }, idempotencyKey) => {
        await client.filing.submitSchedule.mutate({ scheduleId, rowVersion, note }, { context: { idempotencyKey } });
        props.onDone();
      }}
    >
      <p className="lt-reason-effect">{t('filing.submitEffect')}</p>
      <FormField name="note" label={t('filing.submitNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

const ImportButton = ({
  schedule,
  onResult,
}: {
  schedule: ScheduleView;
  onResult: (view: ImportRulesView) => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const input = useRef<HTMLInputElement>(null);
  const { act, busy } = useAct();
  const take = (file: File | undefined) => {
    if (file) {
      void act(async () => {
        const { id: objectId } = await uploadFile(slug, file);
        const { id: scheduleId, rowVersion } = schedule;
        onResult(await client.filing.importRules.mutate({ scheduleId, rowVersion, objectId }));
      });
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        className="lt-hidden"
        tabIndex={-1}
        aria-label={t('filing.rulesImport')}
        accept=".xlsx,.xls,.et,.csv"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button icon="upload" busy={busy} onClick={() => input.current?.click()}>
        {t('filing.rulesImport')}
      </Button>
    </>
  );
};

const ImportResult = ({ result }: { result: ImportRulesView }) => {
  const t = useText();
  if (result.problems.length === 0) {
    return <p className="lt-note lt-note-info">{t('filing.rulesImported', { n: result.added })}</p>;
  }
  return (
    <div className="lt-note lt-note-failed" role="alert">
      <div>
        <p className="lt-strong">{t('filing.rulesNotImported', { n: result.problems.length })}</p>
        <ul>
          {result.problems.map(({ row, problem }) => (
            <li key={row}>{t('filing.rulesProblem', { row, problem: t(`filing.problem_${problem}`) })}</li>
          ))}
        </ul>
      </div>
    </div>
  );
};

const Facts = ({ schedule }: { schedule: ScheduleView }) => {
  const t = useText();
  const facts = [
    [t('filing.submittedOn'), schedule.submittedOn],
    [t('filing.approver'), schedule.approverName],
    [t('filing.approvalNumber'), schedule.approvalNumber],
    [t('filing.approvedOn'), schedule.approvedOn],
  ].filter(([, value]) => value);
  return (
    <span className="lt-wrap">
      <ScheduleStatus state={schedule.state} />
      {facts.map(([label, value]) => (
        <span key={label} className="lt-2">
          {label} {value}
        </span>
      ))}
    </span>
  );
};

const Waiting = ({ schedule }: { schedule: ScheduleView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const canManage = useCan('filing.manage');
  const { act, busy } = useAct();
  return (
    <>
      {schedule.hasDecision ? (
        <div className="lt-note lt-note-attention lt-filing-line">
          <span className="lt-grow">{t('filing.decisionWaits', { name: schedule.approverName ?? '' })}</span>
          {canManage ? (
            <Button
              look="primary"
              busy={busy}
              onClick={() =>
                void act(() => client.filing.receiveDecision.mutate({ scheduleId: schedule.id }), {
                  done: t('filing.decisionReceived'),
                })
              }
            >
              {t('filing.receiveDecision')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {schedule.state === 'returned' && schedule.returnedReason ? (
        <p className="lt-note lt-note-attention lt-filing-line">
          {t('filing.returnedReason')}
          {t('common.colon')}
          {schedule.returnedReason}
        </p>
      ) : null}
    </>
  );
};

type Layer = { kind: 'rule'; rule: RuleView | null } | { kind: 'remove'; rule: RuleView } | { kind: 'submit' } | null;

const RuleActions = ({ edit, onRemove }: { edit: () => void; onRemove: () => void }) => {
  const t = useText();
  return (
    <>
      <button type="button" className="lt-link" onClick={edit}>
        {t('common.edit')}
      </button>
      <button type="button" className="lt-link" onClick={onRemove}>
        {t('filing.ruleRemove')}
      </button>
    </>
  );
};

const Downloads = ({ scheduleId }: { scheduleId: string }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <>
      <a className="lt-btn" href={downloadPath(slug, 'filing.downloadSchedule', { scheduleId })} download>
        <Icon name="download" />
        <span>{t('filing.exportExcel')}</span>
      </a>
      <a className="lt-btn" href={downloadPath(slug, 'filing.downloadSchedulePdf', { scheduleId })} download>
        <Icon name="print" />
        <span>{t('filing.printPdf')}</span>
      </a>
    </>
  );
};

export default function Schedule() {
  const t = useText();
  const categories = useCategories();
  const toast = useToast();
  const { schedule } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const [result, setResult] = useState<ImportRulesView | null>(null);
  const canEdit = useCan('filing.manage') && (schedule.state === 'draft' || schedule.state === 'returned');
  const rules = filterRules(schedule.rules, params.get('q'));
  const done = (text: string) => {
    toast({ text });
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={`${t('filing.schedulesTitle')} · ${t('filing.version', { n: schedule.versionNumber })}`}
        lead={<Facts schedule={schedule} />}
        actions={
          <>
            <AskLink about="retention_schedule" id={schedule.id} />
            <Downloads scheduleId={schedule.id} />
            {canEdit ? (
              <>
                <ImportButton schedule={schedule} onResult={setResult} />
                <Button icon="plus" onClick={() => setLayer({ kind: 'rule', rule: null })}>
                  {t('filing.ruleAdd')}
                </Button>
                <Button look="primary" icon="send" onClick={() => setLayer({ kind: 'submit' })}>
                  {t('filing.submitSchedule')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <Waiting schedule={schedule} />
      {result ? <ImportResult result={result} /> : null}
      <SearchBar placeholder={t('filing.ruleSearch')} />
      <DataTable
        name="retention-rules"
        caption={t('filing.rulesTitle')}
        columns={ruleColumns<RuleView>(t, categories, (rule) => rule.returnedReason)}
        rows={rules}
        page={wholePage(rules)}
        rowKey={(rule) => rule.id}
        rowLabel={(rule) => rule.code}
        rowActions={
          canEdit
            ? (rule) => (
                <RuleActions
                  edit={() => setLayer({ kind: 'rule', rule })}
                  onRemove={() => setLayer({ kind: 'remove', rule })}
                />
              )
            : undefined
        }
        filters={describeFilters(params, [])}
        empty={<Empty icon="list" title={t('filing.rulesTitle')} />}
      />
      {layer?.kind === 'rule' ? (
        <RuleDrawer
          schedule={schedule}
          rule={layer.rule}
          onClose={() => setLayer(null)}
          onDone={() => done(t('filing.ruleSaved'))}
        />
      ) : null}
      {layer?.kind === 'remove' ? (
        <RemoveConfirm
          schedule={schedule}
          rule={layer.rule}
          onClose={() => setLayer(null)}
          onDone={() => done(t('filing.ruleRemoved'))}
        />
      ) : null}
      {layer?.kind === 'submit' ? (
        <SubmitDrawer schedule={schedule} onClose={() => setLayer(null)} onDone={() => done(t('filing.submitted'))} />
      ) : null}
    </div>
  );
}
