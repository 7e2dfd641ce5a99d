import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

/** An empty catalogue of the category with the headings that the reader knows. */
export const TemplateButton = ({ categoryCode }: { categoryCode: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const make = () =>
    act(async () => {
      const { objectId } = await client.archive.makeImportTemplate.mutate({ categoryCode });
      window.location.assign(downloadPath(slug, 'archive.downloadImportTemplate', { objectId }));
    });
  return (
    <Button icon="download" busy={busy} onClick={() => void make()}>
      {t(busy ? 'catalogueImport.templateWorking' : 'catalogueImport.template')}
    </Button>
  );
};
