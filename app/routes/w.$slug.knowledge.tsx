import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { KeysetPager } from '@/app/components/keyset-pager';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { EntryDrawer } from '@/app/features/guidance/question-drawers';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { KnowledgeView } from '@/server/domain/guidance/guidance-question';
import { QUESTION_SUBJECTS } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('guidance.knowledgeTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, about: oneOf(QUESTION_SUBJECTS, search.get('about')) };
  const input = { ...filter, ...pageOfParams(search), limit: 20 };
  return loadOrThrow({ request, context }, guidanceDesk.knowledge(input));
};

interface EntryProps {
  entry: KnowledgeView;
  onEdit: (entry: KnowledgeView) => void;
}

/** What the office has of its own entry, or a unit of one that it received. */
const EntryFoot = ({ entry, onEdit }: EntryProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [canAnswer, canAsk] = [useCan('guidance.register'), useCan('guidance.ask')];
  const { id, rowVersion, ownVote } = entry;
  const vote = (isUseful: boolean) =>
    void act(() => client.guidanceDesk.vote.mutate({ copyId: id, isUseful }), { done: t('guidance.voted') });
  if (entry.isOwn) {
    return (
      <p className="lt-3">
        {t('guidance.votes', { yes: entry.useful, no: entry.notUseful })}{' '}
        {canAnswer && !entry.isWithdrawn ? (
          <>
            <button type="button" className="lt-link" onClick={() => onEdit(entry)}>
              {t('guidance.changeEntry')}
            </button>{' '}
            <button
              type="button"
              className="lt-link"
              disabled={busy}
              onClick={() =>
                void act(() => client.guidanceDesk.withdrawKnowledge.mutate({ entryId: id, rowVersion }), {
                  done: t('guidance.entryWithdrawn'),
                })
              }
            >
              {t('guidance.withdrawEntry')}
            </button>
          </>
        ) : null}
      </p>
    );
  }
  return canAsk ? (
    <p className="lt-row">
      <span className="lt-3">{t('guidance.wasUseful')}</span>
      <Button aria-pressed={ownVote === true} disabled={busy} onClick={() => vote(true)}>
        {t('guidance.useful_yes')}
      </Button>
      <Button aria-pressed={ownVote === false} disabled={busy} onClick={() => vote(false)}>
        {t('guidance.useful_no')}
      </Button>
    </p>
  ) : null;
};

const Entry = ({ entry, onEdit }: EntryProps) => {
  const t = useText();
  return (
    <li>
      <h2>{entry.title}</h2>
      <p className="lt-3">
        {t(`guidance.about_${entry.about}`)} {entry.officeName} {entry.publishedOn}{' '}
        {entry.isWithdrawn ? <Status kind="failed">{t('guidance.withdrawn')}</Status> : null}
      </p>
      <p className="lt-words lt-2">{entry.question}</p>
      <p className="lt-words">{entry.answer}</p>
      <EntryFoot entry={entry} onEdit={onEdit} />
    </li>
  );
};

/** 知识库: answers that were given once and serve everybody. */
export default function Knowledge() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const isOffice = useCan('guidance.read');
  const canAnswer = useCan('guidance.register');
  const [editing, setEditing] = useState<KnowledgeView | 'new' | null>(null);
  const filters: Filter[] = [
    {
      name: 'about',
      label: t('guidance.about'),
      options: QUESTION_SUBJECTS.map((value) => ({ value, label: t(`guidance.about_${value}`) })),
    },
  ];
  const isFiltered = describeFilters(params, filters).length > 0;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.knowledgeTitle')}
        lead={t('guidance.knowledgeLead')}
        actions={
          canAnswer ? (
            <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
              {t('guidance.newEntry')}
            </Button>
          ) : null
        }
      />
      <SectionTabs of={isOffice ? 'guidance' : 'ownGuidance'} />
      <SearchBar placeholder={t('guidance.searchKnowledge')} filters={filters} />
      {rows.length === 0 ? (
        <Empty
          icon="book"
          title={t(isFiltered ? 'guidance.knowledgeNone' : 'guidance.knowledgeEmpty')}
          text={t(isFiltered ? 'guidance.knowledgeNoneText' : 'guidance.knowledgeEmptyText')}
        />
      ) : (
        <>
          <ul className="lt-knowledge">
            {rows.map((entry) => (
              <Entry key={entry.id} entry={entry} onEdit={setEditing} />
            ))}
          </ul>
          <KeysetPager page={page} shown={rows.length} />
        </>
      )}
      {editing ? (
        <EntryDrawer
          title={t(editing === 'new' ? 'guidance.newEntry' : 'guidance.changeEntry')}
          effect={t('guidance.entryEffect')}
          initial={editing === 'new' ? {} : editing}
          onClose={() => setEditing(null)}
          onSubmit={async ({ about, title, question, answer }, idempotencyKey) => {
            const words = { about, title, question, answer };
            if (editing === 'new')
              await client.guidanceDesk.publishKnowledge.mutate(words, { context: { idempotencyKey } });
            else {
              const { id: entryId, rowVersion } = editing;
              await client.guidanceDesk.changeKnowledge.mutate({ ...words, entryId, rowVersion });
            }
            toast({ text: t('guidance.entryPublished') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
