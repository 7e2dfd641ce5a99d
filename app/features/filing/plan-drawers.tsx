import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { DEADLINE_RULES, type DeadlineCode, deadlineFor, dueOn } from '@/server/domain/filing/deadline-rules';
import type { DepartmentView } from '@/server/domain/filing/department';
import type { PlanLineView } from '@/server/domain/filing/filing-plan';
import { Options } from './filing-labels';

interface Values {
  departmentId: string;
  categoryCode: string;
  kind: string;
  expectedCount: string;
  deadlineCode: DeadlineCode | '';
  dueOn: string;
}

/** What the rule says of the chosen category; a day that is typed goes before it. */
const RuleNote = ({ year }: { year: number }) => {
  const locale = useLocale();
  const category: string = Form.useWatch('categoryCode') ?? 'WS';
  const code = deadlineFor(category);
  const rule = DEADLINE_RULES.find((one) => one.code === code);
  return (
    <p className="lt-2">
      {rule ? (locale === 'en' ? rule.en : `${rule.zh}：${rule.basis}`) : null} · {dueOn(code, year)}
    </p>
  );
};

export interface TaskOfList {
  dispatchId: string;
  number: number;
  title: string;
}

export const AddLineDrawer = (props: {
  open: boolean;
  year: number;
  departments: readonly DepartmentView[];
  departmentId?: string | undefined;
  task?: TaskOfList | undefined;
  /** The line of the schedule that nothing was filed under. */
  rule?: { categoryCode: string; description: string } | undefined;
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const categories = useCategories();
  const client = useWorkspaceClient();
  const { year, task } = props;
  const departments = props.departments.filter((department) => department.state === 'active');
  return (
    <FormDrawer<Values>
      open={props.open}
      onClose={props.onClose}
      title={t('filing.addLine')}
      fieldLabels={{
        kind: t('filing.kind'),
        expectedCount: t('filing.expected'),
        departmentId: t('filing.department'),
      }}
      initialValues={{
        departmentId: props.departmentId ?? departments[0]?.id ?? '',
        categoryCode: props.rule?.categoryCode ?? 'WS',
        expectedCount: '1',
        dueOn: '',
        kind: (task?.title ?? props.rule?.description ?? '').slice(0, 80),
      }}
      onSubmit={async (values, idempotencyKey) => {
        await client.filing.addPlanLine.mutate(
          {
            year,
            departmentId: values.departmentId,
            categoryCode: values.categoryCode,
            kind: values.kind,
            expectedCount: Number(values.expectedCount),
            deadlineCode: deadlineFor(values.categoryCode),
            dueOn: values.dueOn || undefined,
            taskDispatchId: task?.dispatchId,
            taskNumber: task?.number,
          },
          { context: { idempotencyKey } },
        );
        props.onDone();
      }}
    >
      <FormField name="departmentId" label={t('filing.department')} required>
        <select className="lt-select">
          <Options options={departments.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))} />
        </select>
      </FormField>
      <FormField name="categoryCode" label={t('filing.category')} required>
        <select className="lt-select">
          <Options options={categoryOptions(categories)} />
        </select>
      </FormField>
      <RuleNote year={year} />
      <FormField name="kind" label={t('filing.kind')} help={t('filing.kindHelp')} required>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="expectedCount" label={t('filing.expected')} required>
          <input className="lt-input" type="number" min={1} max={100000} inputMode="numeric" />
        </FormField>
        <FormField name="dueOn" label={t('filing.dueOn')}>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
    </FormDrawer>
  );
};

export const EditLineDrawer = (props: { line: PlanLineView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { line } = props;
  return (
    <FormDrawer<Pick<Values, 'kind' | 'expectedCount' | 'dueOn'>>
      open
      onClose={props.onClose}
      title={t('filing.editLine')}
      initialValues={{ kind: line.kind, expectedCount: String(line.expectedCount), dueOn: line.dueOn }}
      onSubmit={async (values) => {
        await client.filing.updatePlanLine.mutate({
          lineId: line.id,
          rowVersion: line.rowVersion,
          kind: values.kind,
          expectedCount: Number(values.expectedCount),
          dueOn: values.dueOn,
        });
        props.onDone();
      }}
    >
      <FormField name="kind" label={t('filing.kind')} required>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="expectedCount" label={t('filing.expected')} required>
          <input className="lt-input" type="number" min={1} max={100000} inputMode="numeric" />
        </FormField>
        <FormField name="dueOn" label={t('filing.dueOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
    </FormDrawer>
  );
};
