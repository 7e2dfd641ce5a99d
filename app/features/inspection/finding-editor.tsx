import { useRevalidator, useSearchParams } from '@remix-run/react';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FindingView } from '@/server/domain/inspection/finding';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import { registerOfCode } from '@/server/domain/register/registers';
import type { PinnedRecord } from './catalogue-panel';
import { emptyFinding, FindingForm, type FindingWords } from './finding-form';
import { NO_PLACE, type PinnedPlace, pinOf } from './pin-fields';
import { booksOf } from './place-picker';

const ENTRY = /^[0-9a-f-]{36}$/i;

interface FindingEditorProps {
  inspection: InspectionView;
  pinned: PinnedRecord | null;
  onUnpin: () => void;
  /** The draft that is being changed, or null for a new finding. */
  editing: FindingView | null;
  onEdited: () => void;
}

const wordsOf = (finding: FindingView): FindingWords => ({
  ...finding,
  place: NO_PLACE,
  photos: finding.photos.map(({ objectId, fileName, mediaType }) => ({ id: objectId, fileName, mediaType })),
});

/** The one form at the right: a new finding under the chosen item, or a draft. */
export const FindingEditor = ({ inspection, pinned, onUnpin, editing, onEdited }: FindingEditorProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [params, setParams] = useSearchParams();
  const item = inspection.checklist.find((one) => one.code === params.get('item')) ?? inspection.checklist[0];
  const dueOnHelp = t(inspection.suggestedDueOn ? 'inspection.dueOnHelp' : 'inspection.dueOnUnknown');

  const unitSlug = inspection.subjectSlug ?? '';
  const entryId = params.get('entry');
  const book = registerOfCode(params.get('register') ?? undefined);
  const place: PinnedPlace =
    entryId !== null && book && ENTRY.test(entryId)
      ? {
          ...NO_PLACE,
          kind: 'register_entry',
          name: book.name.zh,
          entry: entryId,
          granted: { unitSlug, entryId },
        }
      : NO_PLACE;
  const add = async ({ photos, place, ...words }: FindingWords, idempotencyKey: string) => {
    const { number } = await client.inspection.addFinding.mutate(
      {
        ...words,
        inspectionId: inspection.id,
        checklistCode: item?.code ?? '',
        pin: pinned ? { kind: 'archive_item', unitSlug, id: pinned.id } : pinOf(place, unitSlug),
        photoObjectIds: photos.map((photo) => photo.id),
      },
      { context: { idempotencyKey } },
    );
    toast({ text: t('inspection.findingSaved', { n: number }) });
    onUnpin();
    if (entryId !== null)
      setParams(
        (before) => {
          before.delete('entry');
          before.delete('register');
          return before;
        },
        { replace: true, preventScrollReset: true },
      );
    revalidate();
  };
  const change = async (draft: FindingView, words: FindingWords) => {
    const { severity, documentCode, fact, basis, requirement, dueOn, photos } = words;
    await client.inspection.updateFinding.mutate({
      findingId: draft.id,
      rowVersion: draft.rowVersion,
      severity,
      documentCode,
      fact,
      basis,
      requirement,
      dueOn,
      photoObjectIds: photos.map((photo) => photo.id),
    });
    toast({ text: t('inspection.findingUpdated') });
    onEdited();
    revalidate();
  };

  if (editing) {
    return (
      <FindingForm
        key={editing.id}
        title={`${t('common.edit')} ${editing.number} ${editing.checklistCode}`}
        initial={wordsOf(editing)}
        dueOnHelp={dueOnHelp}
        matter={editing.legalItem}
        about={{ inspectionId: inspection.id, itemCode: editing.checklistCode }}
        onSubmit={(words) => change(editing, words)}
        onCancel={onEdited}
      />
    );
  }
  return (
    <FindingForm
      key={`new ${entryId ?? ''}`}
      title={t('inspection.findingForm')}
      initial={{ ...emptyFinding(inspection.suggestedDueOn), place }}
      dueOnHelp={dueOnHelp}
      matter={item?.legalItem}
      about={{ inspectionId: inspection.id, itemCode: item?.code ?? null }}
      suggestsSeverity
      pin={{
        item: item ? `${item.code} ${locale === 'zh-CN' ? item.zh : item.en}` : '',
        record: pinned,
        books: booksOf(inspection),
        onUnpin,
      }}
      onSubmit={add}
    />
  );
};
