import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlaceView } from '@/server/domain/storage/place';
import { RACK_KINDS, RACK_ORIGINS, type RackView } from '@/server/domain/storage/rack';
import { type DrawerProps, Options } from './place-drawers';

interface RackValues {
  name: string;
  kind: (typeof RACK_KINDS)[number];
  firstRow: string;
  rows: string;
  sections: string;
  layers: string;
  twoSided: boolean;
  layerMm: string;
  groups: string;
  volumeM3: string;
  commissionedOn: string;
  acquiredBy: (typeof RACK_ORIGINS)[number];
}

const ServiceFields = () => {
  const t = useText();
  return (
    <div className="lt-field-pair">
      <FormField name="commissionedOn" label={t('storage.rackSince')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="acquiredBy" label={t('storage.rackOrigin')} required>
        <Options values={RACK_ORIGINS} label={(origin) => t(`storage.origin_${origin}`)} />
      </FormField>
    </div>
  );
};

/** 一次建一组架. */
export const CreateRackDrawer = ({ open, onClose, parent }: DrawerProps & { parent: PlaceView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const today = useToday();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const numbers = [
    ['firstRow', t('storage.rackFirstRow'), 999],
    ['rows', t('storage.rackRows'), 99],
    ['sections', t('storage.rackSections'), 30],
    ['layers', t('storage.rackLayers'), 20],
    ['layerMm', t('storage.rackLayerMm'), 5000],
    ['groups', t('storage.rackGroups'), 999],
    ['volumeM3', t('storage.rackVolume'), 9_999_999],
  ] as const;
  const labels = { name: t('storage.rackName'), ...Object.fromEntries(numbers.map(([name, label]) => [name, label])) };
  return (
    <FormDrawer<RackValues>
      open={open}
      onClose={onClose}
      title={t('storage.createRack')}
      initialValues={{
        kind: 'compact',
        firstRow: '1',
        rows: '6',
        sections: '4',
        layers: '6',
        twoSided: false,
        layerMm: '900',
        groups: '1',
        volumeM3: '0',
        commissionedOn: today,
        acquiredBy: 'new',
      }}
      fieldLabels={labels}
      onSubmit={async ({ name, kind, twoSided, commissionedOn, acquiredBy, ...values }, idempotencyKey) => {
        const count = (key: keyof typeof values) => Number(values[key]);
        await client.storage.createRack.mutate(
          {
            parentId: parent.id,
            name,
            kind,
            twoSided,
            commissionedOn: commissionedOn || undefined,
            acquiredBy,
            firstRow: count('firstRow'),
            rows: count('rows'),
            sections: count('sections'),
            layers: count('layers'),
            layerMm: count('layerMm'),
            groups: count('groups'),
            volumeM3: count('volumeM3'),
          },
          { context: { idempotencyKey } },
        );
        toast({ text: t('storage.rackMade') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('storage.rackLead')}</p>
      <FormField name="name" label={labels.name} required>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
      <FormField name="kind" label={t('storage.rackKind')} required>
        <Options values={RACK_KINDS} label={(kind) => t(`storage.rack_${kind}`)} />
      </FormField>
      <div className="lt-field-pair">
        {numbers.map(([name, label, max]) => (
          <FormField key={name} name={name} label={label} required>
            <input
              className="lt-input"
              type="number"
              min={name === 'groups' || name === 'volumeM3' ? 0 : 1}
              max={max}
              step={name === 'volumeM3' ? 0.01 : 1}
              inputMode="numeric"
            />
          </FormField>
        ))}
      </div>
      <ServiceFields />
      <FormField name="twoSided" label={t('storage.rackTwoSided')} valuePropName="checked" required>
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
    </FormDrawer>
  );
};

interface EditValues {
  name: string;
  kind: (typeof RACK_KINDS)[number];
  groups: string;
  volumeM3: string;
  commissionedOn: string;
  acquiredBy: (typeof RACK_ORIGINS)[number];
  retiredOn?: string;
}

export const UpdateRackDrawer = ({ rack, onClose }: { rack: RackView; onClose: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<EditValues>
      open
      onClose={onClose}
      title={`${t('storage.edit')} ${rack.name}`}
      fieldLabels={{ name: t('storage.rackName'), retiredOn: t('storage.rackRetiredOn') }}
      initialValues={{
        name: rack.name,
        kind: rack.kind,
        groups: String(rack.groupCount),
        volumeM3: String(rack.volumeM3),
        commissionedOn: rack.commissionedOn,
        acquiredBy: rack.acquiredBy,
        retiredOn: rack.retiredOn ?? '',
      }}
      onSubmit={async ({ groups, volumeM3, retiredOn, ...values }) => {
        await client.storage.updateRack.mutate({
          ...values,
          id: rack.id,
          rowVersion: rack.rowVersion,
          groups: Number(groups),
          volumeM3: Number(volumeM3),
          retiredOn: retiredOn || null,
        });
        toast({ text: t('storage.saved') });
        revalidate();
      }}
    >
      <FormField name="name" label={t('storage.rackName')} required>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
      <FormField name="kind" label={t('storage.rackKind')} required>
        <Options values={RACK_KINDS} label={(kind) => t(`storage.rack_${kind}`)} />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="groups" label={t('storage.rackGroups')} required>
          <input className="lt-input" type="number" min={0} max={999} step={1} inputMode="numeric" />
        </FormField>
        <FormField name="volumeM3" label={t('storage.rackVolume')} required>
          <input className="lt-input" type="number" min={0} step={0.01} inputMode="decimal" />
        </FormField>
      </div>
      <ServiceFields />
      <FormField name="retiredOn" label={t('storage.rackRetiredOn')}>
        <input className="lt-input" type="date" min={rack.commissionedOn} />
      </FormField>
    </FormDrawer>
  );
};
