import { useNavigate, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import type { Selection } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import { splitTopics } from '@/server/domain/archive/grid-row';
import { MOST_MARKED_AT_ONCE } from '@/server/domain/fonds/category-settings';
import { TopicBoxes } from './detail-fields';

interface Values {
  add?: string;
  remove?: string;
}
interface TopicsActionProps {
  selection: Selection;
  filters: ItemFilters;
  /** Ends the selection once the marks are on. */
  clear: () => void;
}

/**
 * 专题标签 of the chosen records: a page or two at once; more of them, or all that the query finds, by a bulk edit, which
 * is looked at first and can be undone.
 */
export const TopicsAction = ({ selection, filters, clear }: TopicsActionProps) => {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [open, setOpen] = useState(false);
  const count = selection.kind === 'query' ? selection.count : selection.keys.length;
  const isAtOnce = selection.kind === 'rows' && count <= MOST_MARKED_AT_ONCE;
  const send = async ({ add = '', remove = '' }: Values, idempotencyKey: string) => {
    const [added, removed] = [splitTopics(add), splitTopics(remove)];
    if (isAtOnce) {
      const { changed } = await client.fonds.markTopics.mutate({
        itemIds: selection.keys,
        add: added,
        remove: removed,
      });
      toast({ text: t(changed > 0 ? 'cataloguing.topicsDone' : 'cataloguing.topicsSame', { n: changed }) });
      clear();
      revalidate();
      return;
    }
    const chosen = selection.kind === 'rows' ? { ids: selection.keys } : { filters };
    const changes = {
      ...(added.length > 0 ? { addTopics: added } : {}),
      ...(removed.length > 0 ? { removeTopics: removed } : {}),
    };
    const made = await client.archive.previewBulkEdit.mutate({ ...chosen, changes }, { context: { idempotencyKey } });
    navigate(`/w/${slug}/archives/bulk/${made.id}`);
  };
  return (
    <>
      <Button icon="star" onClick={() => setOpen(true)}>
        {t('cataloguing.topicsAct')}
      </Button>
      <FormDrawer<Values>
        open={open}
        onClose={() => setOpen(false)}
        title={t('cataloguing.topicsTitle', { n: count })}
        submitLabel={isAtOnce ? undefined : t('cataloguing.bulkPreview')}
        onSubmit={send}
      >
        <p className="lt-2 lt-reason-effect">{t(isAtOnce ? 'cataloguing.topicsLead' : 'cataloguing.topicsLeadMany')}</p>
        <FormField name="add" label={t('cataloguing.bulkAddTopics')} group>
          <TopicBoxes />
        </FormField>
        <FormField name="remove" label={t('cataloguing.bulkRemoveTopics')} group>
          <TopicBoxes />
        </FormField>
      </FormDrawer>
    </>
  );
};
