import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SchemeView } from '@/server/domain/assessment/assessment';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { LevelField } from './level-field';

interface Values {
  schemeId: string;
  title: string;
  targetLevel?: string;
  dueOn: string;
  objectionDays: string | number;
  words: string;
  unitTenantIds: number[];
}

interface RoundDrawerProps {
  schemes: readonly SchemeView[];
  units: readonly KnownUnitView[];
  today: string;
  onClose: () => void;
  onDone: (roundId: string) => void;
}

interface FieldsProps {
  schemes: readonly SchemeView[];
  units: readonly KnownUnitView[];
}

const TargetField = ({ schemes }: FieldsProps) => {
  const t = useText();
  const schemeId: unknown = Form.useWatch('schemeId');
  const scheme = schemes.find((one) => one.id === schemeId);
  const kind = scheme?.ratingKind;
  return kind ? <LevelField kind={kind} name="targetLevel" label={t('rating.targetLevel')} /> : null;
};

/** Only units of the kinds that the chosen scheme is for. */
const UnitsField = ({ schemes, units }: FieldsProps) => {
  const t = useText();
  const schemeId: unknown = Form.useWatch('schemeId');
  const scheme = schemes.find((one) => one.id === schemeId);
  const label = t('assessment.units');
  return scheme ? (
    <FormField name="unitTenantIds" label={label} required group>
      <UnitPicker
        key={scheme.id}
        units={units.filter((unit) => scheme.subjectKinds.includes(unit.kind))}
        label={label}
      />
    </FormField>
  ) : null;
};

/** 开展考核: scheme, units, until when. */
export const RoundDrawer = ({ schemes, units, today, onClose, onDone }: RoundDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    schemeId: t('assessment.scheme'),
    title: t('assessment.roundTitle'),
    targetLevel: t('rating.targetLevel'),
    dueOn: t('assessment.dueOn'),
    objectionDays: t('assessment.objectionDays'),
    words: t('assessment.words'),
    unitTenantIds: t('assessment.units'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('assessment.openRound')}
      submitLabel={t('assessment.openRound')}
      fieldLabels={labels}
      initialValues={{ objectionDays: 5, words: t('assessment.wordsDefault'), unitTenantIds: [] }}
      onSubmit={async ({ targetLevel, objectionDays, ...values }, idempotencyKey) => {
        const input = { ...values, objectionDays: Number(objectionDays), targetLevel: targetLevel || null };
        const { id, units: asked } = await client.assessment.openRound.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('assessment.opened', { n: asked }) });
        onDone(id);
      }}
    >
      <p className="lt-note">{t('assessment.openEffect')}</p>
      <FormField name="schemeId" label={labels.schemeId} required>
        <select className="lt-select">
          <option value="" />
          {schemes.map((scheme) => (
            <option key={scheme.id} value={scheme.id}>
              {scheme.year} {scheme.name}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <TargetField schemes={schemes} units={units} />
      <FormField name="dueOn" label={labels.dueOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="objectionDays" label={labels.objectionDays} required help={t('assessment.objectionDaysHelp')}>
        <input className="lt-input" type="number" min={0} max={60} inputMode="numeric" />
      </FormField>
      <FormField name="words" label={labels.words} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <UnitsField schemes={schemes} units={units} />
    </FormDrawer>
  );
};
