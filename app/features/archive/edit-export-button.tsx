import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExportForEditingInput } from '@/server/domain/archive/import-batch';
import { ExportJob, useExportJob } from './export-job';

type Client = ReturnType<typeof useWorkspaceClient>;
const follow = (client: Client, jobId: string) => client.archive.editingExportById.query({ jobId });

/** 导出修改: owes a workbook that can be edited offline and put back through 目录导入; follows the job, offers the file. */
export const EditExportButton = ({ filters }: { filters: ExportForEditingInput }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const failed = t('catalogueImport.editExportFailed');
  const job = useExportJob(() => client.archive.exportForEditing.mutate(filters), failed);
  return (
    <ExportJob
      {...job}
      icon="pen"
      label={t('catalogueImport.editExport')}
      working={t('catalogueImport.editExportWorking')}
      ready={t('catalogueImport.editExportReady')}
      failed={failed}
      follow={follow}
      download="archive.downloadEditingExport"
    />
  );
};
