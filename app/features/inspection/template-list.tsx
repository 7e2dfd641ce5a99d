import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { DOCUMENT_FIELDS, SEAL_PLACES, type SealPlace } from '@/server/domain/inspection/document-forms';
import type { TemplateView } from '@/server/domain/inspection/official-document';

interface TemplateValues {
  title: string;
  series: string;
  opening: string;
  closing?: string;
  sealPlace: SealPlace;
}

const paragraphsOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const TemplateDrawer = ({ template, onClose }: { template: TemplateView | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    title: t('documents.templateTitle'),
    series: t('documents.series'),
    opening: t('documents.opening'),
    closing: t('documents.closing'),
    sealPlace: t('documents.sealPlace'),
  };
  const fields = DOCUMENT_FIELDS.map((name) => `{${name}}`).join(' ');
  return (
    <FormDrawer<TemplateValues>
      key={template?.code ?? ''}
      open={template !== null}
      onClose={onClose}
      title={t('documents.editTemplate', { title: template?.title ?? '' })}
      initialValues={
        template ? { ...template, opening: template.opening.join('\n'), closing: template.closing.join('\n') } : {}
      }
      fieldLabels={labels}
      width={560}
      onSubmit={async ({ title, series, opening, closing, sealPlace }, idempotencyKey) => {
        if (!template) {
          return;
        }
        const { code, version } = template;
        const words = { opening: paragraphsOf(opening), closing: paragraphsOf(closing) };
        const input = { code, version, title, series, sealPlace, ...words };
        const saved = await client.documents.saveTemplate.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('documents.templateSaved', { n: saved.version }) });
        revalidate();
      }}
    >
      <p className="lt-note">{t('documents.editTemplateEffect')}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="series" label={labels.series} help={t('documents.seriesHelp')} required>
        <input className="lt-input" maxLength={6} />
      </FormField>
      <FormField name="opening" label={labels.opening} help={t('documents.templateFields', { fields })} required>
        <textarea className="lt-input lt-textarea" rows={7} />
      </FormField>
      <FormField name="closing" label={labels.closing}>
        <textarea className="lt-input lt-textarea" rows={4} />
      </FormField>
      <FormField name="sealPlace" label={labels.sealPlace} required>
        <select className="lt-select">
          {SEAL_PLACES.map((place) => (
            <option key={place} value={place}>
              {t(`documents.seal_${place}`)}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};

/** 文书模板: every form, what a bureau has made of it, how often it was used this year. */
export const TemplateList = ({ templates }: { templates: readonly TemplateView[] }) => {
  const t = useText();
  const [editing, setEditing] = useState<TemplateView | null>(null);
  return (
    <section aria-label={t('documents.templateCaption')}>
      <p className="lt-2">{t('documents.templatesLead', { example: '{单位}' })}</p>
      <ul>
        {templates.map((template) => (
          <li key={template.code} className="lt-finding">
            <div className="lt-row">
              <span className="lt-strong">{template.title}</span>
              <span className="lt-3">
                {template.version === 0
                  ? t('documents.templateBuiltIn')
                  : t('documents.templateVersion', { n: template.version })}
              </span>
              <span className="lt-3">{t('documents.templateIssued', { n: template.issued })}</span>
              <span className="lt-grow" />
              <Button
                look="text"
                aria-label={t('documents.editTemplate', { title: template.title })}
                onClick={() => setEditing(template)}
              >
                {t('common.edit')}
              </Button>
            </div>
            <p className="lt-2 lt-ellipsis">{[...template.opening, ...template.closing].join(' ')}</p>
          </li>
        ))}
      </ul>
      <TemplateDrawer template={editing} onClose={() => setEditing(null)} />
    </section>
  );
};
