import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  mayHold,
  PLACE_LEVELS,
  type PlaceLevel,
  type PlaceView,
  ROOM_KINDS,
  type StorageSetting,
} from '@/server/domain/storage/place';

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
}

const numberOr = (typed: unknown): number | undefined =>
  typed === undefined || typed === null || String(typed).trim() === '' ? undefined : Number(typed);

export const Options = <Value extends string>({
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
  since?: string;
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
  const today = useToday();
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
      initialValues={{ level: levels[0], roomKind: 'permanent', since: today }}
      fieldLabels={labels}
      onSubmit={async ({ areaM2, capacityMm, roomKind, since, ...values }, idempotencyKey) => {
        const isRoom = values.level === 'room';
        await client.storage.createPlace.mutate(
          {
            ...values,
            parentId: parent?.id,
            roomKind: isRoom ? roomKind : undefined,
            areaM2: isRoom ? numberOr(areaM2) : undefined,
            since: isRoom ? since || undefined : undefined,
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
          <FormField name="since" label={t('storage.roomSince')}>
            <input className="lt-input" type="date" max={today} />
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
  const today = useToday();
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
          since: isRoom ? values.since || undefined : undefined,
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
          <FormField name="since" label={t('storage.roomChangedOn')} help={t('storage.roomChangedHelp')}>
            <input className="lt-input" type="date" max={today} />
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
