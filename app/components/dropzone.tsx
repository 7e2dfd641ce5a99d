import { type DragEvent, useRef, useState } from 'react';
import { Icon } from './icon';

interface DropzoneProps {
  /** While files are on their way no others are taken. */
  busy: boolean;
  /** What happens here, or is happening. */
  status: string;
  help: string;
  /** On the button, which does the same without dragging. */
  choose: string;
  accept?: string;
  multiple?: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** Where files are dropped. It works by keyboard and without dragging as well. */
export const Dropzone = ({ busy, status, help, choose, accept, multiple, onFiles }: DropzoneProps) => {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    if (files && files.length > 0 && !busy) {
      onFiles([...files]);
    }
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      className={`lt-dropzone ${over ? 'lt-dropzone-over' : ''}`}
      aria-busy={busy || undefined}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files);
      }}
    >
      <Icon name="upload" size={24} />
      <p className="lt-strong" role="status">
        {status}
      </p>
      <p className="lt-2">{help}</p>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        className="lt-hidden"
        tabIndex={-1}
        aria-label={choose}
        accept={accept}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <button type="button" className="lt-btn lt-btn-primary" disabled={busy} onClick={() => input.current?.click()}>
        {busy ? <span className="lt-spinner" aria-hidden="true" /> : null}
        <span>{choose}</span>
      </button>
    </div>
  );
};
