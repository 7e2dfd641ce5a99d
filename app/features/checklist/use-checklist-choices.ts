import { useEffect, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { CHECKLIST_CODES } from '@/server/domain/inspection/vocabulary';

interface Choice {
  code: string;
  name: string;
}

/** The lists that a campaign may be held by: the built-in ones at once, those of the bureau's own once they are read. */
export const useChecklistChoices = (open: boolean): Choice[] => {
  const t = useText();
  const client = useWorkspaceClient();
  const [own, setOwn] = useState<Choice[]>([]);
  useEffect(() => {
    if (!open) {
      return;
    }
    let overtaken = false;
    client.checklist.library.query().then(
      (rows) => overtaken || setOwn(rows.filter((row) => !row.isBuiltIn && row.currentId !== null)),
      () => undefined,
    );
    return () => {
      overtaken = true;
    };
  }, [open, client]);
  return [...CHECKLIST_CODES.map((code) => ({ code, name: t(`inspection.checklist_${code}`) })), ...own];
};
