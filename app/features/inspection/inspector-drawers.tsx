import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectorRowView } from '@/server/domain/inspection/library';
import { SPECIALITIES, type Speciality } from '@/server/domain/inspection/plan-vocabulary';
import { CheckList } from './check-list';

interface DrawerProps {
  inspector: InspectorRowView;
  onClose: () => void;
  onDone: () => void;
}
interface Values {
  certificateNumber?: string;
  certificateExpiresOn?: string;
  specialities: Speciality[];
  available: 'yes' | 'no';
  unavailableReason?: string;
}

/** Asked only of those who cannot be sent out, and then it must be said. */
const Unavailable = ({ label }: { label: string }) =>
  Form.useWatch('available') === 'no' ? (
    <FormField name="unavailableReason" label={label} required>
      <input className="lt-input" maxLength={200} />
    </FormField>
  ) : null;

/** 执法证件, 专长, whether the person can be sent out. */
export const InspectorDrawer = ({ inspector, onClose, onDone }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    certificateNumber: t('inspectionPlan.certificateNumber'),
    certificateExpiresOn: t('inspectionPlan.certificateExpires'),
    specialities: t('inspectionPlan.specialities'),
    unavailableReason: t('inspectionPlan.unavailableReason'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('inspectionPlan.editInspectorTitle', { name: inspector.name })}
      initialValues={{
        certificateNumber: inspector.certificateNumber ?? '',
        certificateExpiresOn: inspector.certificateExpiresOn ?? '',
        specialities: inspector.specialities,
        available: inspector.isAvailable ? 'yes' : 'no',
        unavailableReason: inspector.unavailableReason ?? '',
      }}
      fieldLabels={labels}
      onSubmit={async (values) => {
        await client.inspectionPlan.saveInspector.mutate({
          accountId: inspector.accountId,
          rowVersion: inspector.rowVersion,
          certificateNumber: values.certificateNumber,
          certificateExpiresOn: values.certificateExpiresOn || undefined,
          specialities: values.specialities,
          unavailableReason: values.available === 'yes' ? undefined : values.unavailableReason,
        });
        toast({ text: t('inspectionPlan.inspectorSaved') });
        onDone();
      }}
    >
      <FormField name="certificateNumber" label={labels.certificateNumber}>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="certificateExpiresOn" label={labels.certificateExpiresOn}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="specialities" label={labels.specialities} group>
        <CheckList
          label={labels.specialities}
          choices={SPECIALITIES.map((value) => ({ value, label: t(`inspectionPlan.speciality_${value}`) }))}
        />
      </FormField>
      <FormField name="available" label={t('inspectionPlan.available')} required>
        <select className="lt-select">
          <option value="yes">{t('inspectionPlan.available_yes')}</option>
          <option value="no">{t('inspectionPlan.available_no')}</option>
        </select>
      </FormField>
      <Unavailable label={labels.unavailableReason} />
    </FormDrawer>
  );
};

/** 登记回避 from one unit. */
export const RecusalDrawer = ({
  inspector,
  units,
  onClose,
  onDone,
}: DrawerProps & { units: readonly { slug: string; name: string }[] }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { unitSlug: t('inspectionPlan.recusalUnit'), reason: t('inspectionPlan.recusalReason') };
  return (
    <FormDrawer<{ unitSlug: string; reason: string }>
      open
      onClose={onClose}
      title={t('inspectionPlan.addRecusalTitle', { name: inspector.name })}
      submitLabel={t('inspectionPlan.addRecusal')}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = { accountId: inspector.accountId, ...values };
        await client.inspectionPlan.addRecusal.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspectionPlan.recusalAdded') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspectionPlan.addRecusalEffect')}</p>
      <FormField name="unitSlug" label={labels.unitSlug} required>
        <select className="lt-select">
          <option value="" />
          {units.map((unit) => (
            <option key={unit.slug} value={unit.slug}>
              {unit.name}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={300} />
      </FormField>
    </FormDrawer>
  );
};
