import { useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { PlanLineView } from '@/server/domain/filing/filing-plan';
import type { EventName, HandedView } from '@/server/domain/filing/handed-document';
import { HandedFields, type HandedValues, inputOf, useHandedLabels, valuesOf } from './handed-fields';

interface Drawer {
  lines: readonly PlanLineView[];
  events: readonly EventName[];
  onClose: () => void;
  onDone: () => void;
}

interface ReplaceFileProps {
  document: HandedView;
  file: File | null;
  onChoose: (file: File | null) => void;
}

/** Another file in the place of the one that came back, or the first one. It is stored when the form is sent. */
const ReplaceFile = ({ document, file, onChoose }: ReplaceFileProps) => {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isRefused, setRefused] = useState(false);
  const reason = document.reasons.find((one) => one.field === 'file')?.reason;
  const now = document.file
    ? t('filing.handInReplaceHelp', { name: document.file.fileName })
    : t('filing.handInReplaceNone');
  return (
    <div className="lt-handed-file">
      <p className="lt-label">{t('filing.field_file')}</p>
      {reason ? <p className="lt-note lt-note-attention">{t('filing.reasonHere', { reason })}</p> : null}
      <p className="lt-2" role="status">
        {file ? t('filing.handInReplaced', { name: file.name }) : now}
      </p>
      {isRefused ? (
        <p className="lt-note lt-note-failed" role="alert">
          {t('filing.handInRefusedReplace')}
        </p>
      ) : null}
      <input
        ref={input}
        type="file"
        className="lt-hidden"
        tabIndex={-1}
        aria-label={t('filing.handInReplace')}
        onChange={(event) => {
          const [chosen = null] = event.target.files ?? [];
          const isMarked = chosen !== null && isSecrecyMarked(chosen.name);
          setRefused(isMarked);
          onChoose(isMarked ? null : chosen);
          event.target.value = '';
        }}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        {document.file || file ? t('filing.handInReplace') : t('filing.handInChoose')}
      </Button>
    </div>
  );
};

/** A draft or what came back: corrected and sent with one press. */
export const SendDrawer = ({ document, lines, events, onClose, onDone }: Drawer & { document: HandedView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [file, setFile] = useState<File | null>(null);
  return (
    <FormDrawer<HandedValues>
      open
      onClose={onClose}
      width={560}
      title={document.state === 'returned' ? t('filing.handInFix') : t('filing.handInTitle')}
      submitLabel={document.state === 'returned' ? t('filing.handInFix') : t('filing.handInSubmit', { n: 1 })}
      initialValues={valuesOf(document)}
      fieldLabels={useHandedLabels()}
      onSubmit={async (values) => {
        const { id, rowVersion } = document;
        const objectId = file ? (await uploadFile(slug, file, { asItIs: true })).id : undefined;
        await client.filing.updateDocument.mutate({ id, rowVersion, ...inputOf(values), objectId });
        await client.filing.submit.mutate({ ids: [id] });
        onDone();
      }}
    >
      <HandedFields
        departmentId={document.departmentId}
        year={document.filingYear}
        lines={lines}
        events={events}
        reasons={document.reasons}
      />
      <ReplaceFile document={document} file={file} onChoose={setFile} />
    </FormDrawer>
  );
};

/** Material without a file. */
export const PaperDrawer = (props: Drawer & { departmentId: string; year: number }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { departmentId, year, lines, events } = props;
  return (
    <FormDrawer<HandedValues>
      open
      onClose={props.onClose}
      width={560}
      title={t('filing.handInPaperTitle')}
      submitLabel={t('filing.handInSubmit', { n: 1 })}
      initialValues={{ categoryCode: 'WS', planLineId: '', eventId: '', isOffList: false }}
      fieldLabels={useHandedLabels()}
      onSubmit={async (values, idempotencyKey) => {
        const made = await client.filing.listDocument.mutate(
          { departmentId, year, ...inputOf(values) },
          { context: { idempotencyKey } },
        );
        await client.filing.submit.mutate({ ids: [made.id] });
        props.onDone();
      }}
    >
      <HandedFields departmentId={departmentId} year={year} lines={lines} events={events} />
    </FormDrawer>
  );
};
