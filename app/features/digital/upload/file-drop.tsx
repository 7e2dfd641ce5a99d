import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { type Dropped, filesOfDrop, filesOfList } from './collect-files';

interface FileDropProps {
  label: string;
  help: string;
  onFiles: (files: Dropped[]) => void;
  disabled?: boolean;
  /** Folders as well as files. */
  withFolders?: boolean;
  isPrimary?: boolean;
}

/** Where files and folders are dropped, or chosen by keyboard. */
export const FileDrop = ({ label, help, onFiles, disabled, withFolders, isPrimary }: FileDropProps) => {
  const t = useText();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement | null>(null);
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  const take = (input: HTMLInputElement) => {
    onFiles(filesOfList(input.files ?? []));
    input.value = '';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons inside are the first
    <div
      className={`lt-dropzone lt-file-drop ${over ? 'lt-dropzone-over' : ''}`}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        if (!disabled) void filesOfDrop(event.dataTransfer).then(onFiles);
      }}
    >
      <Icon name="upload" size={24} />
      <p className="lt-strong">{label}</p>
      <p className="lt-2">{help}</p>
      <input
        ref={files}
        type="file"
        multiple
        className="lt-hidden"
        tabIndex={-1}
        aria-label={t('digital.chooseFiles')}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        className="lt-hidden"
        tabIndex={-1}
        aria-label={t('digital.chooseFolder')}
        onChange={(event) => take(event.currentTarget)}
      />
      <p className="lt-wrap lt-file-drop-buttons">
        <Button
          look={isPrimary ? 'primary' : 'plain'}
          icon="file"
          disabled={disabled}
          onClick={() => files.current?.click()}
        >
          {t('digital.chooseFiles')}
        </Button>
        {withFolders ? (
          <Button icon="layers" disabled={disabled} onClick={() => folder.current?.click()}>
            {t('digital.chooseFolder')}
          </Button>
        ) : null}
      </p>
    </div>
  );
};
