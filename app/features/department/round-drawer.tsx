import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { useToast } from '@/app/components/toast';
import { CheckList } from '@/app/features/inspection/check-list';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { DEPARTMENT_ITEMS, MOST_DEPARTMENT_ITEMS } from '@/server/domain/assessment/department-words';
import type { DepartmentView } from '@/server/domain/filing/department';

interface Line {
  zh: string;
  score: string;
}
interface Values {
  year: string;
  title: string;
  dueOn: string;
  words?: string;
  items: Line[];
  departmentIds: string[];
}

interface ItemsProps {
  value?: readonly Line[];
  onChange?: (lines: Line[]) => void;
}

/** The scheme, a line an item: text and points. */
const ItemsField = ({ value = [], onChange }: ItemsProps) => {
  const t = useText();
  const change = (at: number, part: Partial<Line>) =>
    onChange?.(value.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const total = value.reduce((sum, line) => sum + (Number(line.score) || 0), 0);
  return (
    <fieldset>
      <legend className="lt-hidden">{t('department.items')}</legend>
      {value.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
        <div key={at} className="lt-row">
          <input
            className="lt-input lt-grow"
            aria-label={t('department.itemText', { n: at + 1 })}
            maxLength={200}
            value={line.zh}
            onChange={(event) => change(at, { zh: event.target.value })}
          />
          <input
            className="lt-input lt-points"
            aria-label={t('department.itemScore', { n: at + 1 })}
            type="number"
            min={0.1}
            max={100}
            step={0.1}
            inputMode="decimal"
            value={line.score}
            onChange={(event) => change(at, { score: event.target.value })}
          />
          <button
            type="button"
            className="lt-icon-button"
            aria-label={t('department.itemRemove', { n: at + 1 })}
            onClick={() => onChange?.(value.filter((_line, index) => index !== at))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <p className="lt-row">
        <Button
          icon="plus"
          disabled={value.length >= MOST_DEPARTMENT_ITEMS}
          onClick={() => onChange?.([...value, { zh: '', score: '' }])}
        >
          {t('department.itemAdd')}
        </Button>
        <span className="lt-2">{t('department.itemsTotal', { n: Math.round(total * 10) / 10 })}</span>
      </p>
    </fieldset>
  );
};

interface RoundDrawerProps {
  departments: readonly DepartmentView[];
  today: string;
  onClose: () => void;
  onDone: (assessmentId: string) => void;
}

/** 开展科室考核: what is asked, of whom, until when. */
export const DepartmentRoundDrawer = ({ departments, today, onClose, onDone }: RoundDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const year = today.slice(0, 4);
  const labels = {
    year: t('department.year'),
    title: t('department.round'),
    dueOn: t('department.dueOn'),
    words: t('department.words'),
    items: t('department.items'),
    departmentIds: t('department.departments'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('department.open')}
      submitLabel={t('department.open')}
      fieldLabels={labels}
      width={640}
      initialValues={{
        year,
        title: `${year}年度科室档案工作考核`,
        items: DEPARTMENT_ITEMS.map(({ zh, score }) => ({ zh, score: String(score) })),
        departmentIds: departments.map((department) => department.id),
      }}
      onSubmit={async (values, idempotencyKey) => {
        const input = {
          year: Number(values.year),
          title: values.title,
          dueOn: values.dueOn,
          words: values.words ?? '',
          items: values.items.map(({ zh, score }) => ({ zh, score: Number(score) })),
          departmentIds: values.departmentIds,
        };
        const opened = await client.departmentAssessment.open.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('department.openDone', { n: opened.departments }) });
        onDone(opened.id);
      }}
    >
      <p className="lt-note">{t('department.openEffect')}</p>
      <FormField name="year" label={labels.year} required>
        <input className="lt-input" type="number" min={1950} max={2999} inputMode="numeric" />
      </FormField>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="dueOn" label={labels.dueOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="words" label={labels.words}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
      <FormField name="items" label={labels.items} help={t('department.itemsHelp')} required group>
        <ItemsField />
      </FormField>
      <FormField name="departmentIds" label={labels.departmentIds} required group>
        <CheckList
          label={labels.departmentIds}
          choices={departments.map((department) => ({ value: department.id, label: department.name }))}
        />
      </FormField>
    </FormDrawer>
  );
};
