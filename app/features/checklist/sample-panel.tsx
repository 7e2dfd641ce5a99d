import { useRevalidator } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { SampleView } from '@/server/domain/inspection/checklist-review';
import { SAMPLE_VERDICTS } from '@/server/domain/inspection/checklist-vocabulary';

interface SamplePanelProps {
  inspectionId: string;
  itemCode: string;
  samples: readonly SampleView[];
  mayWrite: boolean;
}

const USUAL_SIZE = 20;

const DrawForm = ({ inspectionId, itemCode }: Pick<SamplePanelProps, 'inspectionId' | 'itemCode'>) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { busy, failure, submit } = useSubmission();
  const [values, setValues] = useState({ size: String(USUAL_SIZE), year: '', category: '' });
  const field = (name: keyof typeof values, label: string) => (
    <label className="lt-field">
      <span className="lt-label">{label}</span>
      <input
        className="lt-input"
        inputMode={name === 'category' ? 'text' : 'numeric'}
        value={values[name]}
        maxLength={20}
        onChange={(event) => setValues({ ...values, [name]: event.target.value.normalize('NFKC') })}
      />
    </label>
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    const input = {
      inspectionId,
      itemCode,
      size: Number(values.size),
      filingYear: values.year === '' ? null : Number(values.year),
      categoryCode: values.category.toUpperCase() || null,
    };
    void submit(async (idempotencyKey) => {
      await client.checklist.drawSample.mutate(input, { context: { idempotencyKey } });
      revalidate();
    });
  };
  return (
    <form onSubmit={send} aria-label={t('checklist.drawSample')}>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <p className="lt-3">{t('checklist.sampleHow')}</p>
      <div className="lt-three">
        {field('size', t('checklist.sampleNumber'))}
        {field('year', t('checklist.sampleYear'))}
        {field('category', t('checklist.sampleCategory'))}
      </div>
      <Button type="submit" icon="list" busy={busy}>
        {t('checklist.drawSample')}
      </Button>
    </form>
  );
};

type Drawn = SampleView['records'][number];

const Looked = ({ sample, record, mayWrite }: { sample: SampleView; record: Drawn; mayWrite: boolean }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const facts = [record.responsibleParty, record.documentNumber, record.documentDate, record.boxNumber];
  return (
    <li>
      <p className="lt-strong lt-code">{record.referenceCode}</p>
      <p>{record.title}</p>
      <p className="lt-3">{facts.filter(Boolean).join(t('common.comma'))}</p>
      <fieldset className="lt-radio-row">
        <legend className="lt-hidden">{t('checklist.sampleVerdict', { code: record.referenceCode })}</legend>
        {SAMPLE_VERDICTS.map((verdict) => (
          <label key={verdict}>
            <input
              type="radio"
              name={`${sample.id}-${record.id}`}
              disabled={!mayWrite}
              checked={record.verdict === verdict}
              onChange={() =>
                void act(() => client.checklist.noteSample.mutate({ sampleId: sample.id, itemId: record.id, verdict }))
              }
            />
            <span>{t(`checklist.sample_${verdict}`)}</span>
          </label>
        ))}
      </fieldset>
    </li>
  );
};

/** 抽样比对: records drawn by the published method, and what was seen of each. */
export const SamplePanel = ({ inspectionId, itemCode, samples, mayWrite }: SamplePanelProps) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  return (
    <div className="lt-samples">
      {mayWrite ? <DrawForm inspectionId={inspectionId} itemCode={itemCode} /> : null}
      {samples.map((sample) => (
        <section key={sample.id} className="lt-section" aria-label={t('checklist.tabSample')}>
          <p className="lt-row">
            <span className="lt-grow">
              {t('checklist.sampleOf', { pool: sample.poolSize, n: sample.records.length })}{' '}
              <span className="lt-3">
                {sample.drawnByName} {formatDateTime(sample.drawnAt, locale)}
              </span>
            </span>
            <a
              className="lt-btn lt-btn-text"
              href={downloadPath(slug, 'checklist.downloadSample', { sampleId: sample.id })}
              download
            >
              <Icon name="download" />
              <span>{t('checklist.downloadSample')}</span>
            </a>
          </p>
          <p className="lt-3 lt-code">
            {t('checklist.seed')} {sample.seedText}
          </p>
          <ol className="lt-probe-rows">
            {sample.records.map((record) => (
              <Looked key={record.id} sample={sample} record={record} mayWrite={mayWrite} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
};
