import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { type DocumentCode, WRITTEN_FORMS } from '@/server/domain/inspection/document-forms';
import type { OfficialDocumentView } from '@/server/domain/inspection/official-document';
import { DocumentLinks, ServeButton, ServiceLines } from './document-parts';

interface IssueValues {
  code: DocumentCode;
  text: string;
  send?: boolean;
}

const IssueDrawer = (props: { inspectionId: string; open: boolean; onClose: () => void }) => {
  const { inspectionId, open, onClose } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { code: t('documents.form'), text: t('documents.text'), send: t('documents.send') };
  return (
    <FormDrawer<IssueValues>
      open={open}
      onClose={onClose}
      title={t('documents.issueTitle')}
      submitLabel={t('documents.issue')}
      initialValues={{ code: 'FEEDBACK', send: true }}
      fieldLabels={labels}
      onSubmit={async ({ code, text, send = false }, idempotencyKey) => {
        const input = { inspectionId, code, text, send };
        const { documentNumber } = await client.documents.issue.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('documents.issued', { number: documentNumber }) });
        revalidate();
      }}
    >
      <p className="lt-note">{t('documents.issueEffect')}</p>
      <FormField name="code" label={labels.code} required>
        <select className="lt-select">
          {WRITTEN_FORMS.map((code) => (
            <option key={code} value={code}>
              {t(`documents.form_${code}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="text" label={labels.text} help={t('documents.textHelp')} required>
        <textarea className="lt-input lt-textarea" rows={8} maxLength={8000} />
      </FormField>
      <FormField name="send" label={labels.send} help={t('documents.sendHelp')} valuePropName="checked">
        <input type="checkbox" />
      </FormField>
    </FormDrawer>
  );
};

interface InspectionDocumentsProps {
  inspectionId: string;
  documents: readonly OfficialDocumentView[];
  /** False for those who only read. */
  mayWrite: boolean;
}

/** The papers of one inspection in the order in which they were issued. */
export const InspectionDocuments = ({ inspectionId, documents, mayWrite }: InspectionDocumentsProps) => {
  const t = useText();
  const [issuing, setIssuing] = useState(false);
  const title = t('documents.ofInspection', { n: documents.length });
  return (
    <section aria-label={title}>
      <div className="lt-section-head">
        <h2>{title}</h2>
        {mayWrite ? (
          <Button className="lt-end" icon="plus" onClick={() => setIssuing(true)}>
            {t('documents.issue')}
          </Button>
        ) : null}
      </div>
      <ul>
        {documents.map((document) => (
          <li key={document.id} className="lt-finding">
            <p>
              <span className="lt-strong">{document.title}</span>{' '}
              <span className="lt-nowrap">{document.documentNumber}</span>
            </p>
            <ServiceLines services={document.services} />
            <div className="lt-row">
              <DocumentLinks document={document} />
              {mayWrite ? <ServeButton document={document} /> : null}
            </div>
          </li>
        ))}
      </ul>
      <IssueDrawer inspectionId={inspectionId} open={issuing} onClose={() => setIssuing(false)} />
    </section>
  );
};
