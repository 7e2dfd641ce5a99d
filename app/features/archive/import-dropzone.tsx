import { useNavigate } from '@remix-run/react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import { categoryOptions } from './archive-labels';

const REMEMBERED = 'lantai.import-category';

/** The category of the last import: most units import the same kind again. */
const useRememberedCategory = () => {
  const [category, setCategory] = useState('WS');
  useEffect(() => {
    try {
      setCategory(window.localStorage.getItem(REMEMBERED) ?? 'WS');
    } catch {
      // A browser that keeps nothing begins with documents every time.
    }
  }, []);
  const remember = (code: string) => {
    setCategory(code);
    try {
      window.localStorage.setItem(REMEMBERED, code);
    } catch {
      // Not kept: see above.
    }
  };
  return [category, remember] as const;
};

/** Upload and start in one go: dropping the file is the only act. */
const useStartImport = (fondsId: string, categoryCode: string) => {
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [uploading, setUploading] = useState<string | null>(null);
  const [failure, setFailure] = useState<{ code: AppErrorCode | null } | null>(null);
  const start = async (file: File) => {
    setFailure(null);
    setUploading(file.name);
    try {
      const { id: objectId } = await uploadFile(slug, file);
      const options = { context: { idempotencyKey: newIdempotencyKey() } };
      const { batchId } = await client.archive.startImport.mutate({ objectId, fondsId, categoryCode }, options);
      navigate(`/w/${slug}/archives/imports/${batchId}`);
    } catch (error) {
      setUploading(null);
      setFailure({ code: failureOf(error).code });
    }
  };
  return { uploading, failure, start };
};

const Failure = ({ code }: { code: AppErrorCode | null }) => {
  const t = useText();
  const locale = useLocale();
  const text = code ? errorText(code, locale) : { what: t('form.unknownOutcome'), next: t('form.unknownOutcomeNext') };
  return (
    <div className="lt-note lt-note-failed" role="alert">
      <Icon name="help" />
      <div className="lt-grow">
        <p className="lt-strong">{text.what}</p>
        <p>{text.next}</p>
      </div>
    </div>
  );
};

/** Where the workbook is dropped. It works by keyboard and without dragging as well. */
export const ImportDropzone = ({ fonds }: { fonds: readonly FondsView[] }) => {
  const t = useText();
  const locale = useLocale();
  const [fondsId, setFondsId] = useState(fonds[0]?.id ?? '');
  const [category, remember] = useRememberedCategory();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { uploading, failure, start } = useStartImport(fondsId, category);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && uploading === null) {
      void start(file);
    }
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <section aria-label={t('catalogueImport.title')}>
      {failure ? <Failure code={failure.code} /> : null}
      <div className="lt-wrap lt-import-place">
        <span className="lt-2">{t('catalogueImport.place')}</span>
        <select
          className="lt-select"
          aria-label={t('archive.field_fonds')}
          value={fondsId}
          onChange={(event) => setFondsId(event.target.value)}
        >
          {fonds.map((one) => (
            <option key={one.id} value={one.id}>
              {one.number} {one.name}
            </option>
          ))}
        </select>
        <select
          className="lt-select"
          aria-label={t('archive.field_categoryCode')}
          value={category}
          onChange={(event) => remember(event.target.value)}
        >
          {categoryOptions(locale).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        className={`lt-dropzone ${over ? 'lt-dropzone-over' : ''}`}
        aria-busy={uploading !== null || undefined}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take(event.dataTransfer.files);
        }}
      >
        <Icon name="upload" size={24} />
        <p className="lt-strong" role="status">
          {uploading === null ? t('catalogueImport.drop') : t('catalogueImport.uploading', { name: uploading })}
        </p>
        <p className="lt-2">{t('catalogueImport.dropHelp')}</p>
        <input
          ref={input}
          type="file"
          className="lt-hidden"
          tabIndex={-1}
          aria-label={t('catalogueImport.choose')}
          accept=".xlsx,.csv"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <button
          type="button"
          className="lt-btn lt-btn-primary"
          disabled={uploading !== null}
          onClick={() => input.current?.click()}
        >
          {uploading === null ? null : <span className="lt-spinner" aria-hidden="true" />}
          <span>{t('catalogueImport.choose')}</span>
        </button>
      </div>
    </section>
  );
};
