import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { KeyTaskListView } from '@/server/domain/filing/registers';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface Values {
  title: string;
  documentNumber?: string;
  year: string;
  dueOn: string;
  lines: string;
  unitTenantIds: number[];
}

/** 下达: one task a line, the same list to each unit. */
export const IssueDrawer = (props: {
  units: readonly KnownUnitView[];
  onClose: () => void;
  onDone: (sent: number) => void;
}) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<Values>
      open
      onClose={props.onClose}
      width={560}
      title={t('filing.keyTasksIssue')}
      submitLabel={t('filing.keyTasksIssue')}
      fieldLabels={{ title: t('filing.keyTasksName'), unitTenantIds: t('filing.keyTasksUnits') }}
      initialValues={{ year: today.slice(0, 4), dueOn: `${today.slice(0, 4)}-12-31`, unitTenantIds: [] }}
      onSubmit={async ({ title, documentNumber, year, dueOn, lines, unitTenantIds }, idempotencyKey) => {
        const titles = lines.split('\n').map((line) => line.trim());
        const tasks = titles.filter(Boolean).map((line, at) => ({ number: at + 1, title: line.slice(0, 200) }));
        const input = { title, documentNumber, year: Number(year), dueOn, tasks, unitTenantIds };
        const { sent } = await client.filing.issueKeyTasks.mutate(input, { context: { idempotencyKey } });
        props.onDone(sent);
      }}
    >
      <FormField name="title" label={t('filing.keyTasksName')} required>
        <input className="lt-input" maxLength={120} autoComplete="off" />
      </FormField>
      <FormField name="documentNumber" label={t('filing.keyTasksNumber')}>
        <input className="lt-input" maxLength={100} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="year" label={t('filing.year')} required>
          <input className="lt-input" type="number" min={1990} max={2999} inputMode="numeric" />
        </FormField>
        <FormField name="dueOn" label={t('filing.dueOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
      <FormField name="lines" label={t('filing.keyTasksLines')} required>
        <textarea className="lt-input lt-textarea" rows={6} />
      </FormField>
      <FormField name="unitTenantIds" label={t('filing.keyTasksUnits')} required group>
        <UnitPicker units={props.units} label={t('filing.keyTasksUnits')} />
      </FormField>
    </FormDrawer>
  );
};

export const ReportDrawer = (props: { list: KeyTaskListView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { dispatchId } = props.list;
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={props.onClose}
      title={t('filing.keyTasksReport')}
      submitLabel={t('filing.keyTasksReport')}
      onSubmit={async ({ note }, idempotencyKey) => {
        await client.filing.reportKeyTasks.mutate({ dispatchId, note }, { context: { idempotencyKey } });
        props.onDone();
      }}
    >
      <p className="lt-reason-effect">{t('filing.keyTasksReportEffect')}</p>
      <FormField name="note" label={t('filing.note')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
