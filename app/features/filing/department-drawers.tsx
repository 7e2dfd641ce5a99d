import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DeadlineView } from '@/server/domain/filing/deadline-rules';
import type { DepartmentView } from '@/server/domain/filing/department';

interface Drawer {
  onClose: () => void;
  onDone: () => void;
}

export const DepartmentDrawer = ({ department, onClose, onDone }: Drawer & { department: DepartmentView | null }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ code: string; name: string; state: DepartmentView['state'] }>
      open
      onClose={onClose}
      title={department ? t('filing.departmentEdit') : t('filing.departmentAdd')}
      fieldLabels={{ code: t('filing.departmentCode'), name: t('filing.departmentName') }}
      initialValues={department ?? { state: 'active' }}
      onSubmit={async ({ code, name, state }, idempotencyKey) => {
        if (department) {
          const { id: departmentId, rowVersion } = department;
          await client.filing.updateDepartment.mutate({ departmentId, rowVersion, name, state });
        } else {
          await client.filing.addDepartment.mutate({ code, name }, { context: { idempotencyKey } });
        }
        onDone();
      }}
    >
      {department ? null : (
        <FormField name="code" label={t('filing.departmentCode')} help={t('filing.departmentCodeHelp')} required>
          <input className="lt-input" maxLength={20} autoComplete="off" />
        </FormField>
      )}
      <FormField name="name" label={t('filing.departmentName')} required>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
      {department ? (
        <FormField name="state" label={t('filing.state')} required>
          <select className="lt-select">
            <option value="active">{t('filing.departmentState_active')}</option>
            <option value="closed">{t('filing.departmentState_closed')}</option>
          </select>
        </FormField>
      ) : null}
    </FormDrawer>
  );
};

interface DeadlineValues {
  yearFrom: string;
  yearsAfter: string;
  month: string;
  day: string;
  basis: string;
}

export const DeadlineDrawer = ({ rule, onClose, onDone }: Drawer & { rule: DeadlineView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const year = useToday().slice(0, 4);
  const numbers = [
    ['yearFrom', t('filing.deadlineYearFrom'), 1900, 2999],
    ['yearsAfter', t('filing.deadlineYearsAfter'), 0, 3],
    ['month', t('filing.deadlineMonth'), 1, 12],
    ['day', t('filing.deadlineDay'), 1, 31],
  ] as const;
  return (
    <FormDrawer<DeadlineValues>
      open
      onClose={onClose}
      title={t('filing.deadlineSet')}
      fieldLabels={{ basis: t('filing.deadlineBasis') }}
      initialValues={{
        yearFrom: year,
        yearsAfter: String(rule.yearsAfter),
        month: String(rule.month),
        day: String(rule.day),
        basis: '',
      }}
      onSubmit={async (values) => {
        await client.filing.setDeadline.mutate({
          code: rule.code,
          yearFrom: Number(values.yearFrom),
          yearsAfter: Number(values.yearsAfter),
          month: Number(values.month),
          day: Number(values.day),
          basis: values.basis,
        });
        onDone();
      }}
    >
      <p className="lt-2">{rule.basis}</p>
      <div className="lt-field-pair">
        {numbers.map(([name, label, min, max]) => (
          <FormField key={name} name={name} label={label} required>
            <input className="lt-input" type="number" min={min} max={max} inputMode="numeric" />
          </FormField>
        ))}
      </div>
      <FormField name="basis" label={t('filing.deadlineBasis')} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};
