import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { type ChosenPlace, type OpenBooks, PlacePicker } from './place-picker';

/* A record is chosen in the catalogue beside the form; everything else that a finding may be about is named here. */
export const PLACE_KINDS = ['checklist_item', 'box', 'room', 'register_entry'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface PinnedPlace {
  kind: PlaceKind;
  name: string;
  entry: string;
  seen: string;
  /** An entry that the grant opens: it is read and kept, not described. */
  granted?: { unitSlug: string; entryId: string } | undefined;
  /** A room, place or box out of the unit's own books: read and kept likewise. */
  chosen?: ChosenPlace | undefined;
}

export const NO_PLACE: PinnedPlace = { kind: 'checklist_item', name: '', entry: '', seen: '' };

/** As the server takes it. */
export const pinOf = ({ kind, name, entry, seen, granted, chosen }: PinnedPlace, unitSlug: string) => {
  switch (kind) {
    case 'box':
      return { kind, unitSlug, boxNumber: chosen?.label ?? name, seen, boxId: chosen?.id };
    case 'room':
      return {
        kind,
        name: chosen?.label ?? name,
        seen,
        granted: chosen ? { unitSlug, placeId: chosen.id } : undefined,
      };
    case 'register_entry':
      return { kind, name, entry, seen, granted };
    default:
      return { kind };
  }
};

const NAME_LABEL = {
  box: 'closure.pinBoxNumber',
  room: 'closure.pinRoomName',
  register_entry: 'closure.pinRegisterName',
} as const;

const UNLISTED_LABEL = { box: 'closure.pinBoxUnlisted', room: 'closure.pinRoomUnlisted' } as const;

const Line = (props: {
  label: string;
  value: string;
  most: number;
  required?: boolean;
  onChange: (text: string) => void;
}) => (
  <label className="lt-field">
    <span className="lt-label">{props.label}</span>
    <input
      className="lt-input"
      maxLength={props.most}
      required={props.required}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  </label>
);

/** 对应什么: the item of the checklist alone, or a box, a room, a line of a register. */
export const PinFields = ({
  place,
  books,
  onChange,
}: {
  place: PinnedPlace;
  /** Null where the grant opens none: a place is described then. */
  books: OpenBooks | null;
  onChange: (place: PinnedPlace) => void;
}) => {
  const t = useText();
  const { kind, name, entry, seen, granted, chosen } = place;
  const picked = (kind === 'room' && books?.rooms) || (kind === 'box' && books?.boxes) ? kind : null;
  if (granted)
    return (
      <>
        <div className="lt-row">
          <p className="lt-2 lt-grow">{t('closure.pinnedEntry', { register: name })}</p>
          <Button look="text" onClick={() => onChange(NO_PLACE)}>
            {t('inspection.unpin')}
          </Button>
        </div>
        <Line
          label={t('closure.pinSeen')}
          value={seen}
          most={500}
          onChange={(text) => onChange({ ...place, seen: text })}
        />
      </>
    );
  return (
    <>
      <label className="lt-field">
        <span className="lt-label">{t('closure.pinKind')}</span>
        <select
          className="lt-select"
          value={kind}
          onChange={(event) => {
            const chosen = PLACE_KINDS.find((one) => one === event.target.value);
            onChange({ ...NO_PLACE, kind: chosen ?? 'checklist_item' });
          }}
        >
          {PLACE_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`closure.pin_${one}`)}
            </option>
          ))}
        </select>
      </label>
      {picked && books ? (
        <PlacePicker
          key={picked}
          inspectionId={books.inspectionId}
          kind={picked}
          onChoose={(one) => onChange({ ...place, chosen: one ?? undefined })}
        />
      ) : null}
      {chosen ? (
        <p className="lt-2" role="status">
          {t('closure.pinnedPlace', { place: chosen.label })}
        </p>
      ) : null}
      {kind === 'checklist_item' || chosen ? null : (
        <Line
          label={t(picked ? UNLISTED_LABEL[picked] : NAME_LABEL[kind])}
          value={name}
          most={kind === 'box' ? 20 : 100}
          required
          onChange={(text) => onChange({ ...place, name: text })}
        />
      )}
      {kind === 'register_entry' ? (
        <Line
          label={t('closure.pinEntry')}
          value={entry}
          most={100}
          required
          onChange={(text) => onChange({ ...place, entry: text })}
        />
      ) : null}
      {kind === 'room' || kind === 'register_entry' || chosen ? (
        <Line
          label={t('closure.pinSeen')}
          value={seen}
          most={500}
          onChange={(text) => onChange({ ...place, seen: text })}
        />
      ) : null}
    </>
  );
};
