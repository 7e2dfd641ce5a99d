import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { CheckList } from '@/app/features/inspection/check-list';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FilingView, OwnCapabilityView } from '@/server/domain/outsourcing/outsourcing';
import {
  CAPABILITY_PARTS,
  type CapabilityPart,
  MOST_FILES,
  SERVICE_TYPES,
  type ServiceType,
  staffOf,
  WORK_PLACES,
  type WorkPlace,
} from '@/server/domain/outsourcing/outsourcing-vocabulary';
import { OwnCapabilityNote } from './own-capability';

interface Values {
  providerName: string;
  providerCode: string;
  serviceType: ServiceType;
  contractNumber: string;
  workScope: string;
  workPlace: WorkPlace;
  siteAddress: string;
  amountYuan?: string;
  startOn: string;
  endOn: string;
  capability: string;
  secrecyTerms: string;
  mediaReturn: string;
  staff: string;
  lacking?: CapabilityPart[];
  why?: string;
  files?: UploadedFile[];
}

const amountOf = (typed: string | undefined): number | null => {
  const text = (typed ?? '').normalize('NFKC').replace(/[\s,元]/gu, '');
  return /^\d+(?:\.\d{1,2})?$/.test(text) ? Number(text) : null;
};

const initialOf = (filing: FilingView | null, today: string): Partial<Values> =>
  filing
    ? {
        ...filing,
        amountYuan: filing.amountYuan === null ? '' : String(filing.amountYuan),
        staff: filing.staff.map((person) => `${person.name} ${person.post}`.trim()).join('\n'),
        files: filing.files.map(({ objectId, fileName, mediaType }) => ({ id: objectId, fileName, mediaType })),
      }
    : { serviceType: 'digitise', workPlace: 'onsite', startOn: today, endOn: today, lacking: [], why: '', files: [] };

interface FilingDrawerProps {
  filing: FilingView | null;
  /** What the office says of itself, work by work. */
  capabilities: readonly OwnCapabilityView[];
  onClose: () => void;
  onDone: (id: string) => void;
}

/** 外包合同: provider, scope, secrecy, people, site. It is filed by an act of its own. */
export const FilingDrawer = ({ filing, capabilities, onClose, onDone }: FilingDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const save = async ({ files = [], staff, amountYuan, ...terms }: Values, idempotencyKey: string) => {
    const { id } = await client.outsourcing.save.mutate(
      {
        ...terms,
        ...(filing ? { id: filing.id } : {}),
        rowVersion: filing?.rowVersion ?? 0,
        amountYuan: amountOf(amountYuan),
        staff: staffOf(staff),
        fileObjectIds: files.map((file) => file.id),
      },
      { context: { idempotencyKey } },
    );
    toast({ text: t('outsourcing.saved') });
    onDone(id);
  };
  const line = (name: 'contractNumber' | 'siteAddress', most: number) => (
    <FormField name={name} label={t(`outsourcing.${name}`)} required>
      <input className="lt-input" maxLength={most} />
    </FormField>
  );
  const words = (name: 'capability' | 'secrecyTerms' | 'mediaReturn', most: number) => (
    <FormField name={name} label={t(`outsourcing.${name}`)} required>
      <textarea className="lt-input lt-textarea" rows={2} maxLength={most} />
    </FormField>
  );
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(filing ? 'outsourcing.edit' : 'outsourcing.new')}
      initialValues={initialOf(filing, today)}
      fieldLabels={{
        providerCode: t('outsourcing.providerCode'),
        endOn: t('outsourcing.endOn'),
        staff: t('outsourcing.staff'),
      }}
      onSubmit={save}
    >
      <FormField name="providerName" label={t('outsourcing.provider')} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField
        name="providerCode"
        label={t('outsourcing.providerCode')}
        help={t('outsourcing.providerCodeHelp')}
        required
      >
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="serviceType" label={t('outsourcing.serviceType')} required>
        <select className="lt-select">
          {SERVICE_TYPES.map((code) => (
            <option key={code} value={code}>
              {t(`outsourcing.type_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <OwnCapabilityNote capabilities={capabilities} />
      <FormField name="lacking" label={t('outsourcing.lacking')} help={t('outsourcing.lackingHelp')} group>
        <CheckList
          label={t('outsourcing.lacking')}
          choices={CAPABILITY_PARTS.map((value) => ({ value, label: t(`outsourcing.part_${value}`) }))}
        />
      </FormField>
      <FormField name="why" label={t('outsourcing.why')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      {line('contractNumber', 60)}
      <FormField name="workScope" label={t('outsourcing.workScope')} help={t('outsourcing.workScopeHelp')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <FormField name="workPlace" label={t('outsourcing.workPlace')} required>
        <select className="lt-select">
          {WORK_PLACES.map((code) => (
            <option key={code} value={code}>
              {t(`outsourcing.place_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      {line('siteAddress', 200)}
      <FormField name="startOn" label={t('outsourcing.startOn')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="endOn" label={t('outsourcing.endOn')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="amountYuan" label={t('outsourcing.amountYuan')}>
        <input className="lt-input" inputMode="decimal" maxLength={20} />
      </FormField>
      {words('capability', 1000)}
      {words('secrecyTerms', 1000)}
      {words('mediaReturn', 500)}
      <FormField name="staff" label={t('outsourcing.staff')} help={t('outsourcing.staffHelp')} required>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={5000} />
      </FormField>
      <FormField name="files" label={t('outsourcing.files')} group>
        <PhotoInput
          slug={slug}
          label={t('outsourcing.files')}
          most={MOST_FILES}
          accept="image/png,image/jpeg,image/webp,application/pdf"
        />
      </FormField>
    </FormDrawer>
  );
};
