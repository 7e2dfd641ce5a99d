import { FormDrawer } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanLineView } from '@/server/domain/filing/filing-plan';
import type { HandedView } from '@/server/domain/filing/handed-document';
import { HandedFields, type HandedValues, inputOf, valuesOf } from './handed-fields';

interface Drawer {
  lines: readonly PlanLineView[];
  onClose: () => void;
  onDone: () => void;
}

const useLabels = () => {
  const t = useText();
  return {
    title: t('filing.field_title'),
    documentDate: t('filing.field_documentDate'),
    pageCount: t('filing.field_pageCount'),
    originNote: t('filing.originNote'),
  };
};

/** A draft or what came back: corrected and sent with one press. */
export const SendDrawer = ({ document, lines, onClose, onDone }: Drawer & { document: HandedView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<HandedValues>
      open
      onClose={onClose}
      width={560}
      title={document.state === 'returned' ? t('filing.handInFix') : t('filing.handInTitle')}
      submitLabel={document.state === 'returned' ? t('filing.handInFix') : t('filing.handInSubmit', { n: 1 })}
      initialValues={valuesOf(document)}
      fieldLabels={useLabels()}
      onSubmit={async (values) => {
        const { id, rowVersion } = document;
        await client.filing.updateDocument.mutate({ id, rowVersion, ...inputOf(values) });
        await client.filing.submit.mutate({ ids: [id] });
        onDone();
      }}
    >
      <HandedFields
        departmentId={document.departmentId}
        year={document.filingYear}
        lines={lines}
        reasons={document.reasons}
      />
    </FormDrawer>
  );
};

/** Material without a file. */
export const PaperDrawer = (props: Drawer & { departmentId: string; year: number }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { departmentId, year, lines } = props;
  return (
    <FormDrawer<HandedValues>
      open
      onClose={props.onClose}
      width={560}
      title={t('filing.handInPaperTitle')}
      submitLabel={t('filing.handInSubmit', { n: 1 })}
      initialValues={{ categoryCode: 'WS', planLineId: '', isOffList: false }}
      fieldLabels={useLabels()}
      onSubmit={async (values, idempotencyKey) => {
        const made = await client.filing.listDocument.mutate(
          { departmentId, year, ...inputOf(values) },
          { context: { idempotencyKey } },
        );
        await client.filing.submit.mutate({ ids: [made.id] });
        props.onDone();
      }}
    >
      <HandedFields departmentId={departmentId} year={year} lines={lines} />
    </FormDrawer>
  );
};
