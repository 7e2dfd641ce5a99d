import { useNavigate } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { recentYears } from '@/app/lib/one-of';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { CHECK_RULES, type CheckRuleCode } from '@/server/domain/archive/check-rules';
import { ruleName } from './check-labels';

interface Values {
  kind: 'unit' | 'year';
  filingYear?: string;
  fondsId?: string;
  rules: CheckRuleCode[];
}

interface StartCheckDrawerProps {
  open: boolean;
  onClose: () => void;
  today: string;
  fonds: readonly { id: string; number: string; name: string }[];
  /** The year that is asked for at first; without one the whole unit is. */
  year?: number | undefined;
}

const YEARS = 30;

const RuleBoxes = ({
  value = [],
  onChange,
}: {
  value?: CheckRuleCode[];
  onChange?: (codes: CheckRuleCode[]) => void;
}) => {
  const t = useText();
  const locale = useLocale();
  const toggle = (code: CheckRuleCode) =>
    onChange?.(value.includes(code) ? value.filter((other) => other !== code) : [...value, code]);
  return (
    <fieldset className="lt-check-rules">
      <legend className="lt-hidden">{t('check.rules')}</legend>
      {CHECK_RULES.map((rule) => (
        <label key={rule.code} className="lt-row">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={value.includes(rule.code)}
            onChange={() => toggle(rule.code)}
          />
          <span>{ruleName(rule.code, locale)}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** Which records go through which rules. */
export const StartCheckDrawer = ({ open, onClose, today, fonds, year }: StartCheckDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const start = async (values: Values, idempotencyKey: string) => {
    const fondsId = values.fondsId || undefined;
    const scope =
      values.kind === 'year'
        ? { kind: 'year' as const, filingYear: Number(values.filingYear), fondsId }
        : { kind: 'unit' as const, fondsId };
    const asked = { scope, rules: values.rules };
    const { runId } = await client.archive.startCheck.mutate(asked, { context: { idempotencyKey } });
    toast({ text: t('check.started') });
    navigate(`/w/${slug}/checks/${runId}`);
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('check.startTitle')}
      submitLabel={t('check.start')}
      initialValues={{
        kind: year ? 'year' : 'unit',
        filingYear: String(year ?? today.slice(0, 4)),
        fondsId: '',
        rules: CHECK_RULES.map((rule) => rule.code),
      }}
      onSubmit={start}
    >
      <FormField name="kind" label={t('check.scope')} required>
        <select className="lt-select">
          <option value="unit">{t('check.scope_unit')}</option>
          <option value="year">{t('check.scope_year')}</option>
        </select>
      </FormField>
      <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before.kind !== after.kind}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'year' ? (
            <FormField name="filingYear" label={t('check.year')} required>
              <select className="lt-select">
                {recentYears(today, YEARS).map((year) => (
                  <option key={year} value={year}>
                    {year}
                  </option>
                ))}
              </select>
            </FormField>
          ) : null
        }
      </Form.Item>
      {fonds.length > 1 ? (
        <FormField name="fondsId" label={t('check.fonds')}>
          <select className="lt-select">
            <option value="">{t('check.fondsAll')}</option>
            {fonds.map((one) => (
              <option key={one.id} value={one.id}>
                {one.number} {one.name}
              </option>
            ))}
          </select>
        </FormField>
      ) : null}
      <FormField name="rules" label={t('check.rules')} required group>
        <RuleBoxes />
      </FormField>
    </FormDrawer>
  );
};
