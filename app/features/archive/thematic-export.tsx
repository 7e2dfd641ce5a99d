import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExportThematicInput } from '@/server/domain/archive/thematic';
import { ReasonedExport } from './reasoned-export';

/** Exports the topic's records of all opened units, with the reason why. */
export const ThematicExport = ({ question }: { question: Omit<ExportThematicInput, 'reason'> }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <ReasonedExport
      effect={t('granted.thematicExportEffect')}
      start={(reason, idempotencyKey) =>
        client.archive.exportThematic.mutate({ ...question, reason }, { context: { idempotencyKey } })
      }
    />
  );
};
