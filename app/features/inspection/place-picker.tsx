import { useState } from 'react';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useText } from '@/app/i18n/use-text';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import { useGrantedPlaces } from './use-catalogue';

/** Which of the unit's own books an inspector may choose a place from. */
export interface OpenBooks {
  inspectionId: string;
  rooms: boolean;
  boxes: boolean;
}

export const booksOf = ({ id, isMine, grant, subjectSlug }: InspectionView): OpenBooks | null => {
  const opens = (register: string): boolean =>
    isMine && subjectSlug !== null && grant?.isLive === true && (grant.registers?.includes(register) ?? false);
  return opens('rooms') || opens('boxes') ? { inspectionId: id, rooms: opens('rooms'), boxes: opens('boxes') } : null;
};

/** A room, a place in it, or a box, by its row in the unit's books. */
export interface ChosenPlace {
  id: string;
  label: string;
}

interface PlacePickerProps {
  inspectionId: string;
  kind: 'room' | 'box';
  /** Null: what was chosen on this level is chosen no more. */
  onChoose: (chosen: ChosenPlace | null) => void;
}

interface ChoiceProps {
  label: string;
  /** Of the first line: nothing of these. */
  none: string;
  places: readonly ChosenPlace[];
  onChoose: (chosen: ChosenPlace | null) => void;
}

const Choice = ({ label, none, places, onChoose }: ChoiceProps) => (
  <label className="lt-field">
    <span className="lt-label">{label}</span>
    <select
      className="lt-select"
      defaultValue=""
      onChange={(event) => onChoose(places.find((place) => place.id === event.target.value) ?? null)}
    >
      <option value="">{none}</option>
      {places.map((place) => (
        <option key={place.id} value={place.id}>
          {place.label}
        </option>
      ))}
    </select>
  </label>
);

const Level = ({
  place,
  inspectionId,
  kind,
  onChoose,
}: PlacePickerProps & {
  /** What this level lies in; null for the rooms. */
  place: ChosenPlace | null;
}) => {
  const t = useText();
  const [chosen, setChosen] = useState<ChosenPlace | null>(null);
  const { data, failure } = useGrantedPlaces(inspectionId, place?.id ?? null);
  if (failure) return <CallFailureNote failure={failure} />;
  if (!data)
    return (
      <p className="lt-3" role="status">
        {t('table.loading')}
      </p>
    );
  const places = data.places.map(({ id, code, name }) => ({ id, label: [code, name].filter(Boolean).join(' ') }));
  const take = (next: ChosenPlace | null) => {
    setChosen(next);
    onChoose(kind === 'room' ? (next ?? place) : null);
  };
  const isEmpty = place === null && places.length === 0;
  return (
    <>
      {isEmpty ? <p className="lt-3">{t('closure.placesNone')}</p> : null}
      {data.isCut ? <p className="lt-3">{t('closure.placesCut')}</p> : null}
      {places.length > 0 ? (
        <Choice
          label={place ? t('closure.chooseWithin', { place: place.label }) : t('closure.chooseRoom')}
          none={t(place ? 'closure.chooseNoFurther' : 'closure.chooseNone')}
          places={places}
          onChoose={take}
        />
      ) : null}
      {kind === 'box' && data.boxes.length > 0 && chosen === null ? (
        <Choice
          label={t('closure.chooseBox', { place: place?.label ?? '' })}
          none={t('closure.chooseNone')}
          places={data.boxes}
          onChoose={onChoose}
        />
      ) : null}
      {chosen ? (
        <Level key={chosen.id} place={chosen} inspectionId={inspectionId} kind={kind} onChoose={onChoose} />
      ) : null}
    </>
  );
};

/** 库房 → 库位 → 盒, level by level, out of the unit's own books under the grant. */
export const PlacePicker = (props: PlacePickerProps) => <Level {...props} place={null} />;
