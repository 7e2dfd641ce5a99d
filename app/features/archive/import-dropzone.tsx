import { Link, useNavigate } from '@remix-run/react';
import { TRPCClientError } from '@trpc/client';
import { useEffect, useState } from 'react';
import { Dropzone } from '@/app/components/dropzone';
import { Icon } from '@/app/components/icon';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import { RETENTION_CODES, type RetentionCode } from '@/server/domain/archive/retention';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import { categoryOptions, retentionOptions } from './archive-labels';
import { TemplateButton } from './template-button';
import { useCategories } from './use-categories';

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
interface Failed {
  code: AppErrorCode | null;
  /** What the same file did before. */
  earlier?: { batchId: string; filedCount: number };
}

const failedOf = (error: unknown): Failed => {
  const { code } = failureOf(error);
  const data = error instanceof TRPCClientError ? (error.data as { details?: Record<string, unknown> } | null) : null;
  const { batchId, filedCount } = data?.details ?? {};
  return typeof batchId === 'string' ? { code, earlier: { batchId, filedCount: Number(filedCount ?? 0) } } : { code };
};

type Defaults = { filingYear?: number; retentionCode?: RetentionCode; orgCode?: string };

const useStartImport = (fondsId: string, categoryCode: string, defaults: Defaults) => {
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [uploading, setUploading] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failed | null>(null);
  const start = async (file: File) => {
    setFailure(null);
    setUploading(file.name);
    try {
      const { id: objectId } = await uploadFile(slug, file);
      const options = { context: { idempotencyKey: newIdempotencyKey() } };
      const { batchId } = await client.archive.startImport.mutate(
        { objectId, fondsId, categoryCode, defaults },
        options,
      );
      navigate(`/w/${slug}/archives/imports/${batchId}`);
    } catch (error) {
      setUploading(null);
      setFailure(failedOf(error));
    }
  };
  return { uploading, failure, start };
};

const Failure = ({ failure: { code, earlier } }: { failure: Failed }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const locale = useLocale();
  const text = code ? errorText(code, locale) : { what: t('form.unknownOutcome'), next: t('form.unknownOutcomeNext') };
  return (
    <div className="lt-note lt-note-failed" role="alert">
      <Icon name="help" />
      <div className="lt-grow">
        <p className="lt-strong">{earlier ? t('catalogueImport.sameFile', { n: earlier.filedCount }) : text.what}</p>
        {earlier ? (
          <Link to={`/w/${slug}/archives/imports/${earlier.batchId}`}>{t('catalogueImport.sameFileSee')}</Link>
        ) : (
          <p>{text.next}</p>
        )}
      </div>
    </div>
  );
};

/** What the file does not say by itself: one year, one period, one department. Closed until somebody needs it. */
const WholeFileDefaults = ({ onChange }: { onChange: (defaults: Defaults) => void }) => {
  const t = useText();
  const locale = useLocale();
  const [typed, setTyped] = useState({ year: '', retention: '', org: '' });
  const change = (changes: Partial<typeof typed>) => {
    const next = { ...typed, ...changes };
    const year = /^\d{4}$/.test(next.year) ? Number(next.year) : undefined;
    const retention = RETENTION_CODES.find((entry) => entry.code === next.retention)?.code;
    setTyped(next);
    onChange({
      ...(year === undefined ? {} : { filingYear: year }),
      ...(retention ? { retentionCode: retention } : {}),
      ...(next.org.trim() ? { orgCode: next.org.trim() } : {}),
    });
  };
  return (
    <details className="lt-read-columns">
      <summary>{t('catalogueImport.defaults')}</summary>
      <p className="lt-2">{t('catalogueImport.defaultsHelp')}</p>
      <div className="lt-wrap lt-import-place">
        <input
          className="lt-input lt-input-short"
          aria-label={t('archive.field_filingYear')}
          placeholder={t('archive.field_filingYear')}
          inputMode="numeric"
          maxLength={4}
          value={typed.year}
          onChange={(event) => change({ year: event.target.value })}
        />
        <select
          className="lt-select"
          aria-label={t('archive.field_retentionCode')}
          value={typed.retention}
          onChange={(event) => change({ retention: event.target.value })}
        >
          <option value="">{t('archive.field_retentionCode')}</option>
          {retentionOptions(locale).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <input
          className="lt-input lt-input-short"
          aria-label={t('archive.field_orgCode')}
          placeholder={t('archive.field_orgCode')}
          maxLength={20}
          value={typed.org}
          onChange={(event) => change({ org: event.target.value })}
        />
      </div>
    </details>
  );
};

/** Where the workbook is dropped. It works by keyboard and without dragging as well. */
export const ImportDropzone = ({ fonds }: { fonds: readonly FondsView[] }) => {
  const t = useText();
  const categories = useCategories();
  const [fondsId, setFondsId] = useState(fonds[0]?.id ?? '');
  const [category, remember] = useRememberedCategory();
  const [defaults, setDefaults] = useState<Defaults>({});
  const { uploading, failure, start } = useStartImport(fondsId, category, defaults);
  return (
    <section aria-label={t('catalogueImport.title')}>
      {failure ? <Failure failure={failure} /> : null}
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
          {categoryOptions(categories).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <TemplateButton categoryCode={category} />
      </div>
      <WholeFileDefaults onChange={setDefaults} />
      <Dropzone
        busy={uploading !== null}
        status={uploading === null ? t('catalogueImport.drop') : t('catalogueImport.uploading', { name: uploading })}
        help={t('catalogueImport.dropHelp')}
        choose={t('catalogueImport.choose')}
        accept=".xlsx,.xls,.et,.csv,.txt,.dbf"
        onFiles={([file]) => {
          if (file) {
            void start(file);
          }
        }}
      />
    </section>
  );
};
