import { useEffect, useState } from 'react';
import { retentionOptions } from '@/app/features/archive/archive-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CodePreview } from '@/server/domain/fonds/code-settings';
import { partName } from './fonds-labels';

interface NextCodeProps {
  fondsId: string;
  categoryCode: string;
  templateCode: string;
  year: number;
}

const WAIT_MS = 250;

/** 下一个档号, asked of the server as the parts are chosen. It takes no number. */
export const NextCode = ({ fondsId, categoryCode, templateCode, year }: NextCodeProps) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const [retentionCode, setRetention] = useState('D30');
  const [orgCode, setOrg] = useState('BGS');
  const [projectNumber, setProject] = useState('');
  const [preview, setPreview] = useState<CodePreview | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      const asked = { fondsId, categoryCode, templateCode, filingYear: year, retentionCode, orgCode, projectNumber };
      void client.fonds.previewCode
        .query(asked)
        .then((answer) => (stale ? undefined : setPreview(answer)))
        // A preview that does not come is no harm: the next key asks again.
        .catch(() => undefined);
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [client, fondsId, categoryCode, templateCode, year, retentionCode, orgCode, projectNumber]);
  return (
    <fieldset className="lt-next-code">
      <legend className="lt-label">{t('fonds.nextCodeFor', { year: String(year) })}</legend>
      <div className="lt-form-grid">
        <label className="lt-field">
          <span className="lt-label">{t('fonds.previewRetention')}</span>
          <select className="lt-select" value={retentionCode} onChange={(event) => setRetention(event.target.value)}>
            {retentionOptions(locale).map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('fonds.previewOrg')}</span>
          <input className="lt-input" maxLength={20} value={orgCode} onChange={(event) => setOrg(event.target.value)} />
        </label>
        {categoryCode.startsWith('KJ') ? (
          <label className="lt-field">
            <span className="lt-label">{t('fonds.previewProject')}</span>
            <input
              className="lt-input"
              maxLength={8}
              value={projectNumber}
              onChange={(event) => setProject(event.target.value)}
            />
          </label>
        ) : null}
      </div>
      <p className="lt-note lt-note-info" role="status">
        <span>{t('fonds.nextCode')}</span>{' '}
        <strong className="lt-strong">
          {preview?.code ??
            (preview ? t('fonds.previewMissing', { part: partName(preview.part, t) }) : t('common.working'))}
        </strong>
      </p>
    </fieldset>
  );
};
