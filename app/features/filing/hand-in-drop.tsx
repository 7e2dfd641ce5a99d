import { useState } from 'react';
import { Dropzone } from '@/app/components/dropzone';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { HandedView } from '@/server/domain/filing/handed-document';

/** What one call takes. More files go in several calls, none is left behind. */
const PORTION = 50;

interface Place {
  departmentId: string;
  year: number;
}

/** What was taken in, and what is to be said of the rest. */
type OnTaken = (documents: HandedView[], notes: string[]) => void;

/** A name that looks classified does not leave the machine; the rest is stored and read on the server. */
const useTakeIn = (place: Place, onTaken: OnTaken) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);

  const whatOf = (error: unknown): string => {
    const { code } = failureOf(error);
    return code ? errorText(code, locale).what : t('form.unknownOutcome');
  };
  const takeIn = async (list: readonly File[]) => {
    const marked = list.flatMap((file, at) => (isSecrecyMarked(file.name) ? [at + 1] : []));
    const clean = list.filter((file) => !isSecrecyMarked(file.name));
    const said = marked.length > 0 ? [t('filing.handInRefusedName', { positions: marked.join(t('common.list')) })] : [];
    const objectIds: string[] = [];
    for (const [done, file] of clean.entries()) {
      setProgress({ done, total: clean.length });
      try {
        objectIds.push((await uploadFile(slug, file, { asItIs: true })).id);
      } catch (error) {
        said.push(t('filing.handInFailed', { name: file.name, what: whatOf(error) }));
      }
    }
    const documents: HandedView[] = [];
    let refused = 0;
    for (let from = 0; from < objectIds.length; from += PORTION) {
      const portion = objectIds.slice(from, from + PORTION);
      try {
        const context = { idempotencyKey: newIdempotencyKey() };
        const taken = await client.filing.handFiles.mutate({ ...place, objectIds: portion }, { context });
        refused += taken.refused.length;
        documents.push(...taken.documents);
      } catch (error) {
        said.push(t('filing.handInPortionFailed', { from: from + 1, to: from + portion.length, what: whatOf(error) }));
      }
    }
    if (refused > 0) {
      said.push(t('filing.handInRefused', { n: refused }));
    }
    setProgress(null);
    onTaken(documents, said);
  };
  return { progress, takeIn };
};

/** Where files are dropped. It works by keyboard and without dragging as well. */
export const HandInDrop = ({ onTaken, ...place }: Place & { onTaken: OnTaken }) => {
  const t = useText();
  const { progress, takeIn } = useTakeIn(place, onTaken);
  return (
    <Dropzone
      busy={progress !== null}
      status={progress === null ? t('filing.handInDrop') : t('filing.handInUploading', progress)}
      help={t('filing.handInDropHelp')}
      choose={t('filing.handInChoose')}
      multiple
      onFiles={(files) => void takeIn(files)}
    />
  );
};
