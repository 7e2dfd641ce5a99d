import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  mayHold,
  PLACE_LEVELS,
  type PlaceLevel,
  type PlaceView,
  RACK_KINDS,
  ROOM_KINDS,
  type StorageSetting,
} from '@/server/domain/storage/place';

interface DrawerProps {
  open: boolean;
  onClose: () => void;
}

const numberOr = (typed: unknown): number | undefined =>
  typed === undefined || typed === null || String(typed).trim() === '' ? undefined : Number(typed);

const Options = <Value extends string>({
  values,
  label,
  ...control
}: {
  values: readonly Value[];
  label: (value: Value) => string;
}) => (
  <select className="lt-select" {...control}>
    {values.map((value) => (
      <option key={value} value={value}>
        {label(value)}
      </option>
    ))}
  </select>
);

interface PlaceValues {
  level: PlaceLevel;
  number: string;
  name?: string;
  roomKind?: (typeof ROOM_KINDS)[number];
  areaM2?: string;
  capacityMm?: string;
}

/** A room, or one place inside another. */
export const CreatePlaceDrawer = ({
  open,
  onClose,
  parent,
  setting,
}: DrawerProps & { parent: PlaceView | null; setting: StorageSetting }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const levels = PLACE_LEVELS.filter(
    (level) => setting.segments.includes(level) && mayHold(parent?.level ?? null, level),
  );
  const labels = {
    level: t('storage.placeLevel'),
    number: t('storage.placeNumber'),
    name: t('storage.placeName'),
    areaM2: t('storage.areaM2'),
    capacityMm: t('storage.capacityMm'),
  };
  return (
    <FormDrawer<PlaceValues>
      open={open}
      onClose={onClose}
      title={parent ? t('storage.createPlace') : t('storage.createRoom')}
      initialValues={{ level: levels[0], roomKind: 'permanent' }}
      fieldLabels={labels}
      onSubmit={async ({ areaM2, capacityMm, roomKind, ...values }, idempotencyKey) => {
        const isRoom = values.level === 'room';
        await client.storage.createPlace.mutate(
          {
            ...values,
            parentId: parent?.id,
            roomKind: isRoom ? roomKind : undefined,
            areaM2: isRoom ? numberOr(areaM2) : undefined,
            capacityMm: numberOr(capacityMm),
          },
          { context: { idempotencyKey } },
        );
        toast({ text: t('storage.saved') });
        revalidate();
      }}
    >
      <FormField name="level" label={labels.level} required>
        <Options values={levels} label={(level) => t(`storage.level_${level}`)} />
      </FormField>
      <FormField name="number" label={labels.number} required help={t('storage.placeNumberHelp')}>
        <input className="lt-input" maxLength={6} autoComplete="off" />
      </FormField>
      <FormField name="name" label={labels.name}>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
      {parent ? null : (
        <>
          <FormField name="roomKind" label={t('storage.roomKind')} required>
            <Options values={ROOM_KINDS} label={(kind) => t(`storage.room_${kind}`)} />
          </FormField>
          <FormField name="areaM2" label={labels.areaM2}>
            <input className="lt-input" type="number" min={0} step={0.01} inputMode="decimal" />
          </FormField>
        </>
      )}
      {parent ? (
        <FormField name="capacityMm" label={labels.capacityMm} help={t('storage.capacityHelp')}>
          <input className="lt-input" type="number" min={1} step={1} inputMode="numeric" />
        </FormField>
      ) : null}
    </FormDrawer>
  );
};

export const UpdatePlaceDrawer = ({ open, onClose, place }: DrawerProps & { place: PlaceView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const isRoom = place.level === 'room';
  const labels = {
    name: t('storage.placeName'),
    areaM2: t('storage.areaM2'),
    capacityMm: t('storage.capacityMm'),
  };
  return (
    <FormDrawer<Omit<PlaceValues, 'level' | 'number'>>
      open={open}
      onClose={onClose}
      title={`${t('storage.edit')} ${place.code}`}
      initialValues={{
        name: place.name ?? '',
        roomKind: place.roomKind ?? 'permanent',
        areaM2: place.areaM2 === null ? '' : String(place.areaM2),
        capacityMm: place.ownCapacityMm === null ? '' : String(place.ownCapacityMm),
      }}
      fieldLabels={labels}
      onSubmit={async (values) => {
        await client.storage.updatePlace.mutate({
          id: place.id,
          rowVersion: place.rowVersion,
          name: values.name?.trim() ? values.name.trim() : null,
          roomKind: isRoom ? (values.roomKind ?? null) : null,
          areaM2: isRoom ? (numberOr(values.areaM2) ?? null) : null,
          capacityMm: numberOr(values.capacityMm) ?? null,
        });
        toast({ text: t('storage.saved') });
        revalidate();
      }}
    >
      <FormField name="name" label={labels.name}>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
      {isRoom ? (
        <>
          <FormField name="roomKind" label={t('storage.roomKind')} required>
            <Options values={ROOM_KINDS} label={(kind) => t(`storage.room_${kind}`)} />
          </FormField>
          <FormField name="areaM2" label={labels.areaM2}>
            <input className="lt-input" type="number" min={0} step={0.01} inputMode="decimal" />
          </FormField>
        </>
      ) : null}
      {place.hasChildren ? null : (
        <FormField name="capacityMm" label={labels.capacityMm} help={t('storage.capacityHelp')}>
          <input className="lt-input" type="number" min={1} step={1} inputMode="numeric" />
        </FormField>
      )}
    </FormDrawer>
  );
};

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
}

/** 一次建一组架. */
export const CreateRackDrawer = ({ open, onClose, parent }: DrawerProps & { parent: PlaceView }) => {
  const t = useText();
  const client = useWorkspaceClient();
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
      }}
      fieldLabels={labels}
      onSubmit={async ({ name, kind, twoSided, ...values }, idempotencyKey) => {
        const count = (key: keyof typeof values) => Number(values[key]);
        await client.storage.createRack.mutate(
          {
            parentId: parent.id,
            name,
            kind,
            twoSided,
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
      <FormField name="twoSided" label={t('storage.rackTwoSided')} valuePropName="checked" required>
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
    </FormDrawer>
  );
};
