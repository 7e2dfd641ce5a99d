import { Form } from 'antd';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { markFields, useSubmission } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanLineView } from '@/server/domain/filing/filing-plan';
import type { EventName, HandedView } from '@/server/domain/filing/handed-document';
import { HandedFields, type HandedValues, inputOf, useHandedLabels, valuesOf } from './handed-fields';

/** What one call sends. A second call over the same documents does no harm. */
const MOST_SENT = 200;

interface HandInCheckProps {
  documents: readonly HandedView[];
  lines: readonly PlanLineView[];
  events: readonly EventName[];
  /** Everything was sent, or nothing is left. */
  onEnd: () => void;
}

/** One document after another: what was suggested is looked over, then all go to the archivist. */
export const HandInCheck = ({ documents: taken, lines, events, onEnd }: HandInCheckProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const [form] = Form.useForm<HandedValues>();
  const [documents, setDocuments] = useState([...taken]);
  const [at, setAt] = useState(0);
  const { busy, failure, submit } = useSubmission();
  const labels = useHandedLabels();
  const document = documents[at];
  if (!document) {
    return null;
  }
  const isLast = at === documents.length - 1;
  const show = (next: number, list = documents) => {
    const one = list[next];
    if (one) {
      form.setFieldsValue(valuesOf(one));
    }
    setAt(next);
  };
  const keep = async (values: HandedValues): Promise<HandedView[]> => {
    const { id, rowVersion } = document;
    const kept = await client.filing.updateDocument.mutate({ id, rowVersion, ...inputOf(values) });
    const list = documents.map((one) => (one.id === kept.id ? kept : one));
    setDocuments(list);
    return list;
  };
  const finish = async (values: HandedValues) => {
    const outcome = await submit(async () => {
      const list = await keep(values);
      if (!isLast) {
        show(at + 1, list);
        return;
      }
      for (let from = 0; from < list.length; from += MOST_SENT) {
        await client.filing.submit.mutate({ ids: list.slice(from, from + MOST_SENT).map((one) => one.id) });
      }
      toast({ text: t('filing.handInSubmitted', { n: list.length }) });
      onEnd();
    });
    if (!outcome.ok) markFields(form, outcome.error, labels, t);
  };
  const remove = () =>
    submit(async () => {
      await client.filing.withdraw.mutate({ id: document.id, rowVersion: document.rowVersion });
      const rest = documents.filter((one) => one.id !== document.id);
      setDocuments(rest);
      if (rest.length === 0) {
        onEnd();
        return;
      }
      show(Math.min(at, rest.length - 1), rest);
    });
  return (
    <section className="lt-section lt-page-form" aria-labelledby="check">
      <div className="lt-section-head">
        <h2 id="check">{t('filing.handInCheck', { at: at + 1, total: documents.length })}</h2>
        <span className="lt-3 lt-ellipsis">{document.file?.fileName}</span>
        {document.hasTwin ? <Status kind="attention">{t('filing.twin')}</Status> : null}
      </div>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <Form<HandedValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={valuesOf(document)}
        disabled={busy}
        onFinish={(values) => void finish(values)}
      >
        <HandedFields departmentId={document.departmentId} year={document.filingYear} lines={lines} events={events} />
        <div className="lt-wrap">
          <Button look="primary" type="submit" icon={isLast ? 'send' : 'right'} busy={busy}>
            {isLast ? t('filing.handInSubmit', { n: documents.length }) : t('filing.handInNext')}
          </Button>
          {at > 0 ? (
            <Button onClick={() => show(at - 1)} disabled={busy}>
              {t('filing.handInPrevious')}
            </Button>
          ) : null}
          <Button onClick={() => void remove()} disabled={busy}>
            {t('filing.handInRemove')}
          </Button>
        </div>
      </Form>
    </section>
  );
};
