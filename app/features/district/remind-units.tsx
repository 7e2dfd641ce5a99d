import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import type { Selection } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { RemindDistrictAsked } from '@/server/domain/inspection/district';

interface RemindUnitsProps {
  selection: Selection;
  /** What the table shows now: meant when all of it is chosen. */
  filter: RemindDistrictAsked & { on?: string | undefined; sort?: string; descending?: boolean };
  onDone: () => void;
  /** In the head of a list that shows nothing but who is late: all of them, without choosing. */
  isForAll?: boolean;
}

/** 催办 of the chosen units, with a word of one's own behind what each of them owes. */
export const RemindUnits = ({ selection, filter, onDone, isForAll = false }: RemindUnitsProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  const n = selection.kind === 'rows' ? selection.keys.length : selection.count;
  const remind = async (words: string | undefined) => {
    const { on: _on, sort: _sort, descending: _descending, ...kept } = filter;
    const whom: RemindDistrictAsked = selection.kind === 'rows' ? { unitTenantIds: selection.keys.map(Number) } : kept;
    const { sent, left } = await client.district.remind.mutate({ ...whom, words: words?.trim() || undefined });
    toast({ text: t('district.reminded', { n: sent, left }) });
    onDone();
    revalidate();
  };
  return (
    <>
      <Button icon="send" look={isForAll ? 'primary' : 'plain'} disabled={n === 0} onClick={() => setAsking(true)}>
        {t(isForAll ? 'district.remindOverdue' : 'district.remind')}
      </Button>
      <FormDrawer<{ words?: string }>
        open={asking}
        onClose={() => setAsking(false)}
        title={t('district.remind')}
        submitLabel={t('district.remind')}
        onSubmit={({ words }) => remind(words)}
      >
        <p className="lt-note">{t('district.remindEffect', { n })}</p>
        <FormField name="words" label={t('district.remindWords')}>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={200} />
        </FormField>
      </FormDrawer>
    </>
  );
};
