import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { CHECKLIST_STATUS } from '@/app/features/checklist/checklist-labels';
import { ImportPanel } from '@/app/features/checklist/import-panel';
import { ItemDrawer } from '@/app/features/checklist/item-drawer';
import { ItemsTable } from '@/app/features/checklist/items-table';
import { ProfileEditor } from '@/app/features/checklist/profile-editor';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ChecklistItem, ChecklistSection } from '@/server/domain/inspection/checklist';
import { type ChecklistDetailView, problemsOfChecklist } from '@/server/domain/inspection/checklist-library';
import { isProbeCode } from '@/server/domain/inspection/probes';
import { defaultProfile } from '@/server/domain/inspection/scoring-profile';

export const handle: ScreenHandle<ChecklistDetailView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('checklist.library'), to: `/w/${params.slug}/checklists` },
    { label: data?.name ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', checklistId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).checklist.byId({ checklistId }));
};

/** Sections in the order in which the items name them, with the marks that they have. */
const sectionsOf = (items: readonly ChecklistItem[], known: readonly ChecklistSection[]): ChecklistSection[] =>
  [...new Set(items.map((item) => item.section).filter(Boolean))].map((name) => ({
    name,
    passPercent: known.find((section) => section.name === name)?.passPercent ?? null,
  }));

type Content = Pick<ChecklistDetailView, 'items' | 'sections' | 'profile'>;

const DraftActions = ({
  list,
  content,
  isDirty,
}: {
  list: ChecklistDetailView;
  content: Content;
  isDirty: boolean;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  const { id: checklistId, rowVersion, name, subjectKinds } = list;
  const items = content.items.map((item) => ({ ...item, probes: item.probes.filter(isProbeCode) }));
  const save = () =>
    act(() => client.checklist.save.mutate({ checklistId, rowVersion, name, subjectKinds, ...content, items }), {
      done: t('checklist.saved'),
    });
  return (
    <>
      {isDirty ? <span className="lt-3">{t('checklist.unsaved')}</span> : null}
      <Button look={isDirty ? 'primary' : 'plain'} busy={busy} disabled={!isDirty} onClick={() => void save()}>
        {t('checklist.save')}
      </Button>
      <Button
        look={isDirty ? 'plain' : 'primary'}
        disabled={isDirty || list.problems.length > 0}
        onClick={() => setAsking(true)}
      >
        {t('checklist.publish')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('checklist.publish')}
        effect={t('checklist.publishEffect')}
        act={t('checklist.publish')}
        onConfirm={async () => {
          await client.checklist.publish.mutate({ checklistId, rowVersion });
          toast({ text: t('checklist.published') });
          revalidate();
        }}
      />
    </>
  );
};

const PublishedActions = ({ list }: { list: ChecklistDetailView }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const draft = list.versions.find((version) => version.state === 'draft');
  const begin = () =>
    act(async () => {
      const from = { kind: 'version' as const, checklistId: list.id };
      const { id } = await client.checklist.begin.mutate(
        { from },
        { context: { idempotencyKey: newIdempotencyKey() } },
      );
      void navigate(`/w/${slug}/checklists/${id}`);
    });
  return draft ? (
    <Link className="lt-btn" to={`/w/${slug}/checklists/${draft.id}`}>
      {t('checklist.hasDraft')}
    </Link>
  ) : (
    <Button icon="plus" busy={busy} onClick={() => void begin()}>
      {t('checklist.newVersion')}
    </Button>
  );
};

const Withdraw = ({ list }: { list: ChecklistDetailView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('checklist.withdraw')}</Button>
      <ReasonDrawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('checklist.withdraw')}
        effect={t('checklist.withdrawEffect')}
        label={t('checklist.withdrawReason')}
        act={t('checklist.withdraw')}
        onSubmit={async (reason) => {
          await client.checklist.withdraw.mutate({ checklistId: list.id, reason });
          toast({ text: t('checklist.withdrawn') });
          revalidate();
        }}
      />
    </>
  );
};

const Problems = ({ content }: { content: Content }) => {
  const t = useText();
  const problems = problemsOfChecklist(content);
  return problems.length === 0 ? null : (
    <div className="lt-note lt-note-attention" role="status">
      <div>
        <p className="lt-strong">{t('checklist.problemsHead')}</p>
        <ul>
          {problems.slice(0, 20).map(({ problem, subject }) => (
            <li key={`${problem}${subject}`}>
              {problem === 'NO_ITEMS' || problem === 'GRADES_OUT_OF_ORDER'
                ? t(`checklist.problem_${problem}`)
                : t(`checklist.problem_${problem}`, { subject })}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};

const Editor = ({ list }: { list: ChecklistDetailView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const isDraft = list.state === 'draft';
  const [content, setContent] = useState<Content>({
    items: list.items,
    sections: list.sections,
    profile: list.profile,
  });
  const [isDirty, setDirty] = useState(false);
  const [at, setAt] = useState<number | 'new' | null>(null);
  const change = (part: Partial<Content>) => {
    setContent({ ...content, ...part });
    setDirty(true);
  };
  const setItems = (items: ChecklistItem[]) => change({ items, sections: sectionsOf(items, content.sections) });
  const current = typeof at === 'number' ? (content.items[at] ?? null) : null;
  return (
    <div className="lt-page">
      <PageHeader
        title={list.name}
        lead={
          <>
            <Status kind={CHECKLIST_STATUS[list.state]}>{t(`checklist.state_${list.state}`)}</Status>{' '}
            {t('checklist.version', { n: list.version })}
          </>
        }
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'checklist.downloadList', { checklistId: list.id })}
              download
            >
              <Icon name="download" />
              <span>{t('checklist.export')}</span>
            </a>
            {list.state === 'withdrawn' ? null : <Withdraw list={list} />}
            {isDraft ? (
              <DraftActions list={list} content={content} isDirty={isDirty} />
            ) : (
              <PublishedActions list={list} />
            )}
          </>
        }
      />
      {isDraft ? <Problems content={content} /> : null}
      {isDraft ? (
        <ImportPanel
          onTake={(items) => {
            const profile =
              content.items.length === 0 && content.profile.vetoes.length === 0
                ? defaultProfile(items)
                : content.profile;
            change({ items, sections: sectionsOf(items, content.sections), profile });
          }}
        />
      ) : null}
      <section className="lt-section" aria-label={t('checklist.items')}>
        <div className="lt-section-head">
          <h2 className="lt-grow">{t('checklist.items')}</h2>
          {isDraft ? (
            <Button icon="plus" onClick={() => setAt('new')}>
              {t('checklist.addItem')}
            </Button>
          ) : null}
        </div>
        <ItemsTable
          items={content.items}
          {...(isDraft
            ? {
                beside: {
                  title: t('checklist.stay'),
                  render: (item: ChecklistItem, index: number) => (
                    <span className="lt-nowrap">
                      <Button
                        look="text"
                        onClick={() => setAt(index)}
                        aria-label={`${t('checklist.stay')} ${item.code}`}
                      >
                        {t('checklist.stay')}
                      </Button>
                      <Button
                        look="text"
                        aria-label={`${t('checklist.removeItem')} ${item.code}`}
                        onClick={() => setItems(content.items.filter((_one, place) => place !== index))}
                      >
                        {t('checklist.removeItem')}
                      </Button>
                    </span>
                  ),
                },
              }
            : {})}
        />
      </section>
      <ProfileEditor
        profile={content.profile}
        sections={content.sections}
        disabled={!isDraft}
        onProfile={(profile) => change({ profile })}
        onSections={(sections) => change({ sections })}
      />
      <ItemDrawer
        key={String(at)}
        open={at !== null}
        item={current}
        sections={content.sections.map((section) => section.name)}
        onClose={() => setAt(null)}
        onDone={(item) =>
          setItems(
            typeof at === 'number'
              ? content.items.map((one, index) => (index === at ? item : one))
              : [...content.items, item],
          )
        }
      />
    </div>
  );
};

export default function Checklist() {
  const list = useLoaderData<typeof loader>();
  return <Editor key={`${list.id}-${list.rowVersion}`} list={list} />;
}
