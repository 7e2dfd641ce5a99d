import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { SERVICE_METHODS, type ServiceMethod } from '@/server/domain/inspection/document-forms';
import type { OfficialDocumentView, ServiceView } from '@/server/domain/inspection/official-document';

/** The paper as issued, and the same words for Word. */
export const DocumentLinks = ({ document }: { document: Pick<OfficialDocumentView, 'id' | 'documentNumber'> }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const input = { documentId: document.id };
  const number = document.documentNumber;
  return (
    <span className="lt-links">
      <a
        href={downloadPath(slug, 'documents.downloadPdf', input)}
        download
        aria-label={t('documents.openPdf', { number })}
      >
        {t('documents.pdf')}
      </a>{' '}
      <a
        href={downloadPath(slug, 'documents.downloadWord', input)}
        download
        aria-label={t('documents.openWord', { number })}
      >
        {t('documents.word')}
      </a>
    </span>
  );
};

/** 送达回证, oldest first. */
export const ServiceLines = ({ services }: { services: readonly ServiceView[] }) => {
  const t = useText();
  if (services.length === 0) {
    return <p className="lt-3">{t('documents.notServed')}</p>;
  }
  return services.map((service) => {
    const words = {
      date: service.servedOn,
      method: t(`documents.method_${service.method}`),
      server: service.serverName,
    };
    return (
      <p key={service.id} className="lt-3">
        {service.refused
          ? t('documents.servedRefused', { ...words, note: service.note ?? '' })
          : t('documents.servedBy', {
              ...words,
              receiver: [service.receiverName, service.receiverPost].filter(Boolean).join(' '),
            })}
      </p>
    );
  });
};

interface ServeValues {
  servedOn: string;
  method: ServiceMethod;
  receiverName?: string;
  receiverPost?: string;
  refused?: boolean;
  note?: string;
}

/** 登记送达: who took it and when, or that it was refused. */
export const ServeButton = ({ document }: { document: Pick<OfficialDocumentView, 'id' | 'documentNumber'> }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [serving, setServing] = useState(false);
  const labels = {
    servedOn: t('documents.servedOn'),
    method: t('documents.method'),
    receiverName: t('documents.receiver'),
    receiverPost: t('documents.receiverPost'),
    refused: t('documents.refused'),
    note: t('documents.note'),
  };
  return (
    <>
      <Button look="text" onClick={() => setServing(true)}>
        {t('documents.serve')}
      </Button>
      <FormDrawer<ServeValues>
        open={serving}
        onClose={() => setServing(false)}
        title={t('documents.serveTitle', { number: document.documentNumber })}
        submitLabel={t('documents.serve')}
        initialValues={{ servedOn: today, method: 'direct' }}
        fieldLabels={labels}
        onSubmit={async (values, idempotencyKey) => {
          const input = { documentId: document.id, ...values };
          await client.documents.recordService.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('documents.served') });
          revalidate();
        }}
      >
        <FormField name="servedOn" label={labels.servedOn} required>
          <input className="lt-input" type="date" max={today} />
        </FormField>
        <FormField name="method" label={labels.method} required>
          <select className="lt-select">
            {SERVICE_METHODS.map((method) => (
              <option key={method} value={method}>
                {t(`documents.method_${method}`)}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="receiverName" label={labels.receiverName}>
          <input className="lt-input" maxLength={60} />
        </FormField>
        <FormField name="receiverPost" label={labels.receiverPost}>
          <input className="lt-input" maxLength={60} />
        </FormField>
        <FormField name="refused" label={labels.refused} valuePropName="checked">
          <input type="checkbox" />
        </FormField>
        <FormField name="note" label={labels.note}>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
        </FormField>
      </FormDrawer>
    </>
  );
};
