import { Form } from 'antd';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CheckView } from '@/server/domain/filing/collection-check';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { Options } from './filing-labels';

interface AddValues {
  unitTenantId: string;
  year: string;
  checkedOn: string;
  checkedBy: string;
  conclusion: string;
  findings?: { fact: string; requirement: string }[];
  dueOn?: string;
}

/** The problems found, each with what is asked. */
const Findings = () => {
  const t = useText();
  return (
    <Form.List name="findings">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, at) => (
            <fieldset key={key} className="lt-suggestions">
              <legend className="lt-label">{t('filing.checkFinding', { n: at + 1 })}</legend>
              <FormField name={[name, 'fact']} label={t('filing.checkFact')} required>
                <textarea className="lt-input lt-textarea" rows={2} maxLength={300} />
              </FormField>
              <FormField name={[name, 'requirement']} label={t('filing.checkRequirement')} required>
                <textarea className="lt-input lt-textarea" rows={2} maxLength={300} />
              </FormField>
              <Button onClick={() => remove(name)}>{t('filing.checkFindingRemove', { n: at + 1 })}</Button>
            </fieldset>
          ))}
          <div className="lt-filing-line">
            <Button icon="plus" onClick={() => add({ fact: '', requirement: '' })}>
              {t('filing.checkFindingAdd')}
            </Button>
          </div>
        </>
      )}
    </Form.List>
  );
};

interface AddCheckProps {
  units: readonly KnownUnitView[];
  chosen: { unitTenantId: string | null; year: number };
  checkedBy: string;
  onClose: () => void;
  onDone: (check: CheckView) => void;
}

/** 登记收集检查: where, when, what was found, and until when it is mended. */
export const AddCheckDrawer = ({ units, chosen, checkedBy, onClose, onDone }: AddCheckProps) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  const hasFindings = (values: Pick<AddValues, 'findings'>) => (values.findings ?? []).length > 0;
  return (
    <FormDrawer<AddValues>
      open
      onClose={onClose}
      width={560}
      title={t('filing.checkAdd')}
      submitLabel={t('filing.checkSend')}
      fieldLabels={{
        checkedOn: t('filing.checkedOn'),
        dueOn: t('filing.checkDue'),
        conclusion: t('filing.checkConclusion'),
      }}
      initialValues={{
        unitTenantId: chosen.unitTenantId ?? String(units[0]?.tenantId ?? ''),
        year: String(chosen.year),
        checkedOn: today,
        checkedBy,
        findings: [{ fact: '', requirement: '' }],
      }}
      onSubmit={async ({ unitTenantId, year, dueOn, findings = [], ...values }, idempotencyKey) => {
        const input = { ...values, findings, unitTenantId: Number(unitTenantId), year: Number(year) };
        const check = await client.filing.addCheck.mutate(
          { ...input, dueOn: findings.length > 0 ? dueOn : undefined },
          { context: { idempotencyKey } },
        );
        onDone(check);
      }}
    >
      <p className="lt-reason-effect">{t('filing.checkEffect')}</p>
      <div className="lt-field-pair">
        <FormField name="unitTenantId" label={t('filing.checkUnit')} required>
          <select className="lt-select">
            <Options options={units.map((unit) => ({ value: String(unit.tenantId), label: unit.name }))} />
          </select>
        </FormField>
        <FormField name="year" label={t('filing.year')} required>
          <input className="lt-input" type="number" min={1950} max={2999} inputMode="numeric" />
        </FormField>
        <FormField name="checkedOn" label={t('filing.checkedOn')} required>
          <input className="lt-input" type="date" max={today} />
        </FormField>
        <FormField name="checkedBy" label={t('filing.checkedBy')} required>
          <input className="lt-input" maxLength={100} autoComplete="off" />
        </FormField>
      </div>
      <FormField name="conclusion" label={t('filing.checkConclusion')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
      <Findings />
      <Form.Item noStyle dependencies={['findings']}>
        {({ getFieldsValue }) =>
          hasFindings(getFieldsValue(true) as AddValues) ? (
            <FormField name="dueOn" label={t('filing.checkDue')} required>
              <input className="lt-input" type="date" min={today} />
            </FormField>
          ) : null
        }
      </Form.Item>
    </FormDrawer>
  );
};

interface AnswerValues {
  results: { measure: string; doneOn: string }[];
}

/** 答复: what was done about each problem. */
export const AnswerCheckDrawer = (props: { check: CheckView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  const { check } = props;
  return (
    <FormDrawer<AnswerValues>
      open
      onClose={props.onClose}
      width={560}
      title={t('filing.checkAnswer')}
      submitLabel={t('filing.checkAnswerSend')}
      fieldLabels={{ results: t('filing.checkMeasure'), doneOn: t('filing.checkDoneOn') }}
      initialValues={{
        results: check.findings.map((finding) => ({ measure: finding.measure ?? '', doneOn: finding.doneOn ?? today })),
      }}
      onSubmit={async ({ results }, idempotencyKey) => {
        const answered = check.findings.map((finding, at) => ({
          number: finding.number,
          measure: results[at]?.measure ?? '',
          doneOn: results[at]?.doneOn ?? today,
        }));
        await client.filing.answerCheck.mutate(
          { checkId: check.id, results: answered },
          { context: { idempotencyKey } },
        );
        props.onDone();
      }}
    >
      {check.findings.map((finding, at) => (
        <fieldset key={finding.number} className="lt-suggestions">
          <legend className="lt-label">{t('filing.checkFinding', { n: finding.number })}</legend>
          <p>{finding.fact}</p>
          <p className="lt-2">{finding.requirement}</p>
          <FormField name={['results', at, 'measure']} label={t('filing.checkMeasure')} required>
            <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
          </FormField>
          <FormField name={['results', at, 'doneOn']} label={t('filing.checkDoneOn')} required>
            <input className="lt-input" type="date" max={today} />
          </FormField>
        </fieldset>
      ))}
    </FormDrawer>
  );
};
