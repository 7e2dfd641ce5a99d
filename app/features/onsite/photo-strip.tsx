import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import type { OnsitePack } from '@/server/domain/inspection/onsite';
import { dropPhoto, type ItemKey, keepPhoto, keepWithdrawn, withdrawPhoto } from './drafts';
import { type Place, watchPlace } from './phone';
import type { LocalPhoto } from './store';
import type { Onsite } from './use-onsite';
import { WithdrawDialog } from './withdraw-dialog';

/** A picture that lies on the phone. Its address is given back when it leaves the screen. */
const LocalPicture = ({ photo, onRemove }: { photo: LocalPhoto; onRemove: () => void }) => {
  const t = useText();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(photo.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.blob]);
  return (
    <li data-photo={photo.fileName} data-state={photo.state}>
      {url ? <img src={url} alt={photo.fileName} /> : null}
      <span className="lt-site-photo-state">
        {photo.state === 'refused' ? t('onsite.photoRefused') : t('onsite.photoWaiting')}
      </span>
      {photo.state === 'sending' ? null : (
        <button
          type="button"
          className="lt-icon-button"
          aria-label={t('onsite.removePhoto', { name: photo.fileName })}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
};

const Pick = ({
  label,
  camera,
  disabled,
  onPick,
}: {
  label: string;
  camera: boolean;
  disabled: boolean;
  onPick: (files: File[]) => void;
}) => {
  const id = useId();
  return (
    <span className="lt-pick">
      <input
        id={id}
        className="lt-hidden"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple={!camera}
        disabled={disabled}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <label htmlFor={id} className="lt-btn" aria-disabled={disabled || undefined}>
        <Icon name={camera ? 'scan' : 'upload'} />
        <span>{label}</span>
      </label>
    </span>
  );
};

/** 照片: each is on the phone's disk before it shows here, and says whether the server has it. */
export const PhotoStrip = ({ onsite, pack, itemKey }: { onsite: Onsite; pack: OnsitePack; itemKey: ItemKey }) => {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<'photoSaved' | 'photoSame' | 'photoFailed' | null>(null);
  const [leaving, setLeaving] = useState<OnsitePack['photos'][number] | null>(null);
  const [hasPlace, setHasPlace] = useState(false);
  const place = useRef<Place | null>(null);
  useEffect(
    () =>
      watchPlace((found) => {
        place.current = found;
        setHasPlace(true);
      }),
    [],
  );
  const add = async (files: File[]) => {
    setBusy(true);
    setSaid(null);
    for (const file of files) {
      try {
        setSaid((await keepPhoto(itemKey, file, place.current)) ? 'photoSaved' : 'photoSame');
      } catch {
        setSaid('photoFailed');
      }
      await onsite.reload();
    }
    setBusy(false);
  };
  const local = onsite.everything.photos.filter(
    (photo) => photo.inspectionId === itemKey.inspectionId && photo.itemCode === itemKey.itemCode,
  );
  const withdrawn = onsite.everything.withdrawals.filter(
    ({ inspectionId, photo }) => inspectionId === itemKey.inspectionId && photo.itemCode === itemKey.itemCode,
  );
  const sent = pack.photos.filter((photo) => photo.itemCode === itemKey.itemCode);
  const pathOf = (photoId: string) =>
    `${downloadPath(onsite.slug, 'onsite.downloadPhoto', { inspectionId: pack.inspectionId, photoId })}&inline=1`;
  return (
    <fieldset className="lt-site-photos" aria-busy={busy || undefined}>
      <legend className="lt-label">{t('onsite.photos')}</legend>
      <ul>
        {sent.map((photo) => (
          <li key={photo.id} data-photo={photo.fileName} data-state="kept">
            <img src={pathOf(photo.id)} alt={photo.fileName} loading="lazy" />
            <span className="lt-site-photo-state">{t('onsite.photoSent')}</span>
            <button
              type="button"
              className="lt-icon-button"
              aria-label={t('onsite.withdrawPhoto', { name: photo.fileName })}
              onClick={() => setLeaving(photo)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
        {withdrawn.map(({ photo, state, reason }) => (
          <li key={photo.id} data-photo={photo.fileName} data-state="withdrawn">
            <img src={pathOf(photo.id)} alt={photo.fileName} loading="lazy" className="lt-site-photo-withdrawn" />
            <span className="lt-site-photo-state">
              {t(state === 'refused' ? 'onsite.withdrawRefused' : 'onsite.withdrawWaiting', { reason })}
            </span>
            {state === 'sending' ? null : (
              <button
                type="button"
                className="lt-btn"
                onClick={() => void keepWithdrawn(onsite.owner, photo.id).then(() => onsite.reload())}
              >
                {t('onsite.withdrawUndo')}
              </button>
            )}
          </li>
        ))}
        {local.map((photo) => (
          <LocalPicture
            key={photo.id}
            photo={photo}
            onRemove={() => void dropPhoto(photo.id).then(() => onsite.reload())}
          />
        ))}
      </ul>
      <WithdrawDialog
        fileName={leaving?.fileName ?? null}
        onClose={() => setLeaving(null)}
        onWithdraw={async (reason) => {
          if (leaving) await withdrawPhoto(itemKey, leaving, reason);
          await onsite.reload();
        }}
      />
      <div className="lt-site-actions">
        <Pick label={t('onsite.takePhoto')} camera disabled={busy} onPick={(files) => void add(files)} />
        <Pick label={t('onsite.choosePhoto')} camera={false} disabled={busy} onPick={(files) => void add(files)} />
      </div>
      <p className="lt-3">{hasPlace ? t('onsite.placeOn') : t('onsite.placeOff')}</p>
      <p role="status" className={said === 'photoFailed' ? 'lt-field-error' : 'lt-3'}>
        {said ? t(`onsite.${said}`) : null}
      </p>
    </fieldset>
  );
};
