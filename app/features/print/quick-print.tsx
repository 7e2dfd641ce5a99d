import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PrintFormCode } from '@/server/domain/archive/print-form';
import { PrintProgress } from './print-progress';
import type { PrintWhat } from './print-what';
import { usePrintJob } from './use-print-job';

/** One click: the form as this house printed it last. The last click of numbering a year. */
export const QuickPrint = ({ form, what, label }: { form: PrintFormCode; what: PrintWhat; label?: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { job, start } = usePrintJob();
  const print = () =>
    start(async () => {
      const setting = await client.archive.printSetting.query({ form });
      return client.archive.print.mutate({ ...what, ...setting });
    });
  return (
    <>
      <Button icon="print" busy={job.state === 'working'} onClick={() => void print()}>
        {label ?? t('print.printList')}
      </Button>
      {job.state === 'idle' ? null : <PrintProgress job={job} />}
    </>
  );
};
