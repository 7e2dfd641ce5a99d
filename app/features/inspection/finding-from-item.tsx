import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FindingDraftView } from '@/server/domain/inspection/finding-draft';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import type { PinnedRecord } from './catalogue-panel';
import { FindingForm, type FindingWords } from './finding-form';
import { NO_PLACE, pinOf } from './pin-fields';
import { booksOf } from './place-picker';

interface FindingFromItemProps {
  inspection: InspectionView;
  item: { code: string; zh: string; en: string };
  /** The record that is in sight. */
  record?: PinnedRecord | null;
  onUnpin?: () => void;
}

const wordsOf = (draft: FindingDraftView): FindingWords => ({
  ...draft,
  dueOn: draft.dueOn ?? '',
  place: NO_PLACE,
});

/** 登记问题 beside the item that it is about: everything known of it is in the form already, and one click saves it. */
export const FindingFromItem = (props: FindingFromItemProps) => {
  const { inspection, item, record = null, onUnpin = () => undefined } = props;
  const inspectionId = inspection.id;
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const [draft, setDraft] = useState<FindingDraftView | null>(null);
  const begin = () =>
    act(async () => setDraft(await client.inspection.draftFinding.query({ inspectionId, itemCode: item.code })));
  const save = async (
    { severity, documentCode, fact, basis, requirement, dueOn, photos, place }: FindingWords,
    idempotencyKey: string,
  ) => {
    const slug = inspection.subjectSlug ?? '';
    const { number } = await client.inspection.addFinding.mutate(
      {
        severity,
        documentCode,
        fact,
        basis,
        requirement,
        dueOn,
        inspectionId,
        checklistCode: item.code,
        pin: record ? { kind: 'archive_item', unitSlug: slug, id: record.id } : pinOf(place, slug),
        photoObjectIds: photos.map((photo) => photo.id),
      },
      { context: { idempotencyKey } },
    );
    toast({ text: t('inspection.findingSaved', { n: number }) });
    setDraft(null);
    onUnpin();
    revalidate();
  };
  if (draft === null) {
    return (
      <Button icon="flag" busy={busy} onClick={() => void begin()}>
        {t('remedy.fromItem')}
      </Button>
    );
  }
  return (
    <FindingForm
      title={t('remedy.fromItem')}
      initial={wordsOf(draft)}
      dueOnHelp={t(draft.dueOn ? 'inspection.dueOnHelp' : 'inspection.dueOnUnknown')}
      matter={draft.legalItem}
      about={{ inspectionId, itemCode: item.code }}
      pin={{
        item: `${item.code} ${locale === 'zh-CN' ? item.zh : item.en}`,
        record,
        books: booksOf(inspection),
        onUnpin,
      }}
      onSubmit={save}
      onCancel={() => setDraft(null)}
    />
  );
};
