import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { RATING_KINDS, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { LevelField } from './level-field';

/** The kind, and the levels that this kind has. */
export const KindAndLevel = () => {
  const t = useText();
  const kind: RatingKind | '' | undefined = Form.useWatch('ratingKind');
  return (
    <>
      <FormField name="ratingKind" label={t('rating.kind')} required>
        <select className="lt-select">
          <option value="" />
          {RATING_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`rating.kind_${one}`)}
            </option>
          ))}
        </select>
      </FormField>
      {kind ? <LevelField kind={kind} name="level" label={t('rating.level')} required /> : null}
    </>
  );
};

interface RegisterValues {
  unitTenantId: string;
  ratingKind: RatingKind;
  level: string;
  awardedOn: string;
  validUntil?: string;
  awarderName: string;
  documentNumber?: string;
}

interface DrawerProps {
  today: string;
  onClose: () => void;
  onDone: () => void;
}

/** 登记 a level that another authority gave. */
export const RegisterRatingDrawer = ({
  units,
  today,
  onClose,
  onDone,
}: DrawerProps & { units: readonly KnownUnitView[] }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    unitTenantId: t('assessment.unit'),
    ratingKind: t('rating.kind'),
    level: t('rating.level'),
    awardedOn: t('rating.awardedOn'),
    validUntil: t('rating.validUntil'),
    awarderName: t('rating.awarder'),
    documentNumber: t('rating.documentNumber'),
  };
  return (
    <FormDrawer<RegisterValues>
      open
      onClose={onClose}
      title={t('rating.register')}
      fieldLabels={labels}
      onSubmit={async ({ unitTenantId, validUntil, ...values }, idempotencyKey) => {
        const input = { ...values, unitTenantId: Number(unitTenantId), validUntil: validUntil || null };
        await client.rating.register.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('rating.registered') });
        onDone();
      }}
    >
      <p className="lt-note">{t('rating.registerEffect')}</p>
      <FormField name="unitTenantId" label={labels.unitTenantId} required>
        <select className="lt-select">
          <option value="" />
          {units.map((unit) => (
            <option key={unit.tenantId} value={unit.tenantId}>
              {unit.name}
            </option>
          ))}
        </select>
      </FormField>
      <KindAndLevel />
      <FormField name="awarderName" label={labels.awarderName} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="awardedOn" label={labels.awardedOn} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="validUntil" label={labels.validUntil} help={t('rating.validUntilHelp')}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="documentNumber" label={labels.documentNumber}>
        <input className="lt-input" maxLength={60} />
      </FormField>
    </FormDrawer>
  );
};

interface TargetValues {
  year: string | number;
  ratingKind: RatingKind;
  level: string;
  units: string | number;
}

/** 创建目标 of a year. */
export const TargetDrawer = ({ today, onClose, onDone }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { year: t('assessment.year'), units: t('rating.targetUnits') };
  return (
    <FormDrawer<TargetValues>
      open
      onClose={onClose}
      title={t('rating.setTarget')}
      fieldLabels={labels}
      initialValues={{ year: today.slice(0, 4) }}
      onSubmit={async ({ year, units, ...values }) => {
        await client.rating.setTarget.mutate({ ...values, year: Number(year), units: Number(units) });
        toast({ text: t('rating.targetSet') });
        onDone();
      }}
    >
      <p className="lt-note">{t('rating.targetEffect')}</p>
      <FormField name="year" label={labels.year} required>
        <input className="lt-input" type="number" min={1950} max={2999} inputMode="numeric" />
      </FormField>
      <KindAndLevel />
      <FormField name="units" label={labels.units} required>
        <input className="lt-input" type="number" min={1} max={100000} inputMode="numeric" />
      </FormField>
    </FormDrawer>
  );
};
