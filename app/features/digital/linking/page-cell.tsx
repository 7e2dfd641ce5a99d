import { type FormEvent, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { LinkFilePage } from '@/server/domain/digital/linking';

type Row = LinkFilePage['rows'][number];

/** The page number of a file, which may be put right: Enter or leaving the field keeps it. */
export const PageCell = ({ batchId, row }: { batchId: string; row: Row }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const was = row.pageNumber === null ? '' : String(row.pageNumber);
  const [typed, setTyped] = useState(was);
  const keep = () => {
    const pageNumber = Number(typed.normalize('NFKC'));
    if (typed === was) return;
    if (!Number.isInteger(pageNumber) || pageNumber < 1 || pageNumber > 100_000) {
      setTyped(was);
      return;
    }
    void act(() => client.digital.setPage.mutate({ batchId, uploadId: row.uploadId, pageNumber })).then((isDone) => {
      if (!isDone) setTyped(was);
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep();
  };
  return (
    <form onSubmit={submit}>
      <input
        className="lt-input lt-page-input"
        inputMode="numeric"
        maxLength={6}
        value={typed}
        disabled={busy}
        aria-label={t('digital.pageOf', { name: row.fileName })}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
      />
    </form>
  );
};
