import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import { ConvertedExport } from './converted-export';
import { ExportJob, useExportJob } from './export-job';

interface ExportButtonProps {
  filters: ItemFilters & { sort: 'code' | '-code' | 'date' | '-date' };
}

/**
 * Owes an Excel file of the list as it is filtered, follows the job, and offers the file. Beside it the same list with
 * its codes in another structure, for those who ask for one.
 */
export const ExportButton = ({ filters }: ExportButtonProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const failed = t('archive.exportFailed');
  const plain = useExportJob(() => client.archive.exportList.mutate(filters), failed);
  return (
    <>
      <ExportJob
        {...plain}
        label={t('archive.exportList')}
        working={t('archive.exportWorking')}
        ready={t('archive.exportReady')}
        failed={failed}
      />
      <ConvertedExport filters={filters} />
    </>
  );
};
