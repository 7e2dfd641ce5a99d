import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsListRow } from '@/server/domain/fonds/fonds';
import { FONDS_CHANGE_RULES, type FondsChangeRuleCode, fondsChangeRule } from '@/server/domain/fonds/fonds-change';
import { ruleHandling, ruleName } from './fonds-labels';

interface Values {
  rule: FondsChangeRuleCode;
  effectiveOn: string;
  decreeNumber?: string;
  sources?: string[];
  sourceNames?: string;
  target?: string;
  targetName?: string;
  targetNumber?: string;
  targetOfficial?: string;
  newName?: string;
  handover?: string;
  note?: string;
}

const NEW = 'new';
const namesOf = (typed = ''): string[] =>
  typed
    .split(/[、，,\n]/)
    .map((name) => name.trim())
    .filter(Boolean);

const inputOf = (values: Values) => {
  const rule = fondsChangeRule(values.rule);
  const {
    sources = [],
    sourceNames,
    target = NEW,
    targetName,
    targetNumber,
    targetOfficial,
    newName,
    ...rest
  } = values;
  const made = {
    name: targetName,
    ...(targetNumber ? { number: targetNumber.trim().toUpperCase(), isOfficial: targetOfficial === 'yes' } : {}),
  };
  return {
    ...rest,
    sources: [
      ...sources.filter(Boolean).map((fondsId) => ({ fondsId })),
      ...namesOf(sourceNames).map((name) => ({ name })),
    ],
    targets: rule?.hasTargets ? [target === NEW ? made : { fondsId: target }] : [],
    newName: rule?.source === 'renamed' ? newName : undefined,
  };
};

const Handling = () => {
  const locale = useLocale();
  const rule = Form.useWatch('rule') as string | undefined;
  return rule ? (
    <p className="lt-note lt-note-info" role="status">
      {ruleHandling(rule, locale)}
    </p>
  ) : null;
};

const Sources = ({ fonds }: { fonds: readonly FondsListRow[] }) => {
  const t = useText();
  const [rule, chosen = []] = [Form.useWatch('rule') as string, Form.useWatch('sources') as string[] | undefined];
  const form = Form.useFormInstance();
  const wanted = fondsChangeRule(rule);
  const mayChoose = fonds.filter((one) =>
    wanted?.source === 'reopened' ? one.closedOn !== null : one.closedOn === null,
  );
  const toggle = (id: string, on: boolean) =>
    form.setFieldValue('sources', on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <fieldset className="lt-field">
      <legend className="lt-label">{t('fonds.sources')}</legend>
      {mayChoose.map((one) => (
        <label key={one.id} className="lt-row lt-unit-box">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={chosen.includes(one.id)}
            onChange={(event) => toggle(one.id, event.target.checked)}
          />
          <span>{`${one.number} ${one.name}`}</span>
        </label>
      ))}
      <Form.Item name="sources" hidden>
        <input type="hidden" />
      </Form.Item>
    </fieldset>
  );
};

const Targets = ({ fonds }: { fonds: readonly FondsListRow[] }) => {
  const t = useText();
  const [rule, target = NEW] = [Form.useWatch('rule') as string, Form.useWatch('target') as string | undefined];
  const wanted = fondsChangeRule(rule);
  if (!wanted?.hasTargets) {
    return wanted?.source === 'renamed' ? (
      <FormField name="newName" label={t('fonds.newName')} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
    ) : null;
  }
  return (
    <>
      <FormField name="target" label={t('fonds.targetFonds')} required>
        <select className="lt-select">
          <option value={NEW}>{t(wanted.target === 'created' ? 'fonds.targetNew' : 'fonds.targetElsewhere')}</option>
          {fonds
            .filter((one) => one.closedOn === null)
            .map((one) => (
              <option key={one.id} value={one.id}>{`${one.number} ${one.name}`}</option>
            ))}
        </select>
      </FormField>
      {target === NEW ? (
        <FormField name="targetName" label={t('fonds.targetName')} required>
          <input className="lt-input" maxLength={100} />
        </FormField>
      ) : null}
      {target === NEW && wanted.target === 'created' ? (
        <>
          <FormField name="targetNumber" label={t('fonds.targetNumber')} help={t('fonds.targetNumberHelp')}>
            <input className="lt-input" maxLength={4} autoComplete="off" />
          </FormField>
          <FormField name="targetOfficial" label={t('fonds.isOfficial')} required>
            <select className="lt-select">
              <option value="no">{t('fonds.isOfficialNo')}</option>
              <option value="yes">{t('fonds.isOfficialYes')}</option>
            </select>
          </FormField>
        </>
      ) : null}
    </>
  );
};

interface ChangeDrawerProps {
  open: boolean;
  onClose: () => void;
  fonds: readonly FondsListRow[];
}

/** 登记机构变动: the rule says what is asked, and what becomes of the fonds. */
export const ChangeDrawer = ({ open, onClose, fonds }: ChangeDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    rule: t('fonds.rule'),
    effectiveOn: t('fonds.effectiveOn'),
    decreeNumber: t('fonds.decreeNumber'),
    handover: t('fonds.handover'),
    note: t('fonds.note'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('fonds.registerChange')}
      initialValues={{ rule: 'MERGE_INTO', target: NEW, targetOfficial: 'no', sources: [] }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        await client.fonds.registerChange.mutate(inputOf(values), { context: { idempotencyKey } });
        toast({ text: t('fonds.changeDone') });
        revalidate();
      }}
    >
      <FormField name="rule" label={labels.rule} required>
        <select className="lt-select">
          {FONDS_CHANGE_RULES.map(({ code }) => (
            <option key={code} value={code}>
              {ruleName(code, locale)}
            </option>
          ))}
        </select>
      </FormField>
      <Handling />
      <FormField name="effectiveOn" label={labels.effectiveOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="decreeNumber" label={labels.decreeNumber}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <Sources fonds={fonds} />
      <FormField name="sourceNames" label={t('fonds.sourceNames')} help={t('fonds.namesHelp')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <Targets fonds={fonds} />
      <FormField name="handover" label={labels.handover}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <FormField name="note" label={labels.note}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};
