import { useId, useState } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf } from '@/app/lib/trpc';
import { type UploadedFile, uploadFile } from '@/app/lib/upload';
import { Icon } from './icon';

interface PhotoInputProps {
  slug: string;
  label: string;
  most: number;
  /** Taken files besides pictures, as in `accept`. */
  accept?: string;
  value?: readonly UploadedFile[];
  onChange?: (files: UploadedFile[]) => void;
}

interface PickProps {
  label: string;
  icon: 'scan' | 'upload';
  accept: string;
  camera?: boolean;
  disabled: boolean;
  onPick: (files: File[]) => void;
}

/** A label over a file field: the field keeps the focus and the keyboard, the label is the button. */
const Pick = ({ label, icon, accept, camera = false, disabled, onPick }: PickProps) => {
  const id = useId();
  return (
    <span className="lt-pick">
      <input
        id={id}
        className="lt-hidden"
        type="file"
        accept={accept}
        multiple={!camera}
        disabled={disabled}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          onPick([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <label htmlFor={id} className="lt-btn" aria-disabled={disabled || undefined}>
        <Icon name={icon} />
        <span>{label}</span>
      </label>
    </span>
  );
};

/** Photos and papers as proof: each travels at once, so that submitting is quick and a cut network loses nothing. */
export const PhotoInput = ({ slug, label, most, accept = 'image/*', value = [], onChange }: PhotoInputProps) => {
  const t = useText();
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);

  const add = async (picked: File[]) => {
    setBusy(true);
    setFailed(null);
    const kept = [...value];
    for (const file of picked.slice(0, most - value.length)) {
      try {
        kept.push(await uploadFile(slug, file));
        onChange?.([...kept]);
      } catch (error) {
        const { code } = failureOf(error);
        const why = code ? errorText(code, locale).what : t('form.unknownOutcome');
        setFailed(`${t('inspection.uploadFailed', { name: file.name })}${t('common.colon')}${why}`);
      }
    }
    setBusy(false);
  };
  const full = value.length >= most;
  return (
    <fieldset className="lt-photos" aria-busy={busy || undefined}>
      <legend className="lt-hidden">{label}</legend>
      {value.length > 0 ? (
        <ul>
          {value.map((file) => (
            <li key={file.id} className="lt-row">
              <Icon name="file" />
              <span className="lt-grow lt-ellipsis">{file.fileName}</span>
              <button
                type="button"
                className="lt-icon-button"
                aria-label={t('inspection.removePhoto', { name: file.fileName })}
                onClick={() => onChange?.(value.filter((other) => other.id !== file.id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="lt-row">
        <Pick
          label={t('inspection.takePhoto')}
          icon="scan"
          accept="image/*"
          camera
          disabled={busy || full}
          onPick={(files) => void add(files)}
        />
        <Pick
          label={t('inspection.chooseFile')}
          icon="upload"
          accept={accept}
          disabled={busy || full}
          onPick={(files) => void add(files)}
        />
        <span role="status" className="lt-3">
          {busy ? t('inspection.uploading') : null}
        </span>
      </div>
      {failed ? (
        <p className="lt-field-error" role="alert">
          {failed}
        </p>
      ) : null}
    </fieldset>
  );
};
