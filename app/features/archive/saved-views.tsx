import { Link, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { Menu } from '@/app/components/menu';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SavedViewView, ViewScreen } from '@/server/domain/archive/saved-view';
import { viewQueryOf } from './search-params';

interface Values {
  name: string;
  isShared?: boolean;
}

const ViewLine = ({ view, onChange }: { view: SavedViewView; onChange: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <div className="lt-view-line">
      <Link className="lt-menu-item lt-grow" to={`?${view.query}`}>
        {view.name}
        {view.isShared ? <span className="lt-3"> {t('search.viewShared', { name: view.ownerName })}</span> : null}
      </Link>
      {view.isMine ? (
        <Button look="text" icon="pen" aria-label={t('search.viewChange', { name: view.name })} onClick={onChange}>
          {''}
        </Button>
      ) : null}
      {view.isMine ? (
        <Button
          look="text"
          icon="close"
          busy={busy}
          aria-label={t('search.viewRemove', { name: view.name })}
          onClick={() =>
            void act(() => client.archive.removeView.mutate({ id: view.id }), {
              done: t('search.viewRemoved', { name: view.name }),
            })
          }
        >
          {''}
        </Button>
      ) : null}
    </div>
  );
};

/** Another name, shared or not, and the words and choices of now instead of those that were kept. */
const ChangeView = ({ view, query, onClose }: { view: SavedViewView; query: string; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<Values & { isRenewed?: boolean }>
      open
      onClose={onClose}
      title={t('search.viewChange', { name: view.name })}
      initialValues={{ name: view.name, isShared: view.isShared, isRenewed: false }}
      fieldLabels={{ name: t('search.viewName') }}
      onSubmit={async ({ name, isShared, isRenewed }) => {
        await client.archive.changeView.mutate({
          id: view.id,
          rowVersion: view.rowVersion,
          name,
          isShared: isShared ?? false,
          ...(isRenewed && query ? { query } : {}),
        });
        toast({ text: t('search.viewSaved', { name }) });
        revalidate();
      }}
    >
      <FormField name="name" label={t('search.viewName')} required>
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="isShared" label={t('search.viewShare')} valuePropName="checked">
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
      {query ? (
        <FormField name="isRenewed" label={t('search.viewRenew')} valuePropName="checked">
          <input type="checkbox" className="lt-checkbox" />
        </FormField>
      ) : null}
    </FormDrawer>
  );
};

/** 保存的视图 of a list: open one, keep the present words and choices under a name, share them. */
export const SavedViews = ({ screen, views }: { screen: ViewScreen; views: readonly SavedViewView[] }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const [saving, setSaving] = useState(false);
  const [changing, setChanging] = useState<SavedViewView | null>(null);
  const query = viewQueryOf(params);
  return (
    <>
      <Menu
        className="lt-btn lt-btn-text"
        align="left"
        face={
          <>
            <Icon name="star" />
            <span>{t('search.views')}</span>
          </>
        }
      >
        {views.length === 0 ? <p className="lt-menu-item lt-2">{t('search.viewsNone')}</p> : null}
        {views.map((view) => (
          <ViewLine key={view.id} view={view} onChange={() => setChanging(view)} />
        ))}
        {query ? (
          <button type="button" className="lt-menu-item lt-link" onClick={() => setSaving(true)}>
            {t('search.viewSave')}
          </button>
        ) : null}
      </Menu>
      {changing ? (
        <ChangeView key={changing.id} view={changing} query={query} onClose={() => setChanging(null)} />
      ) : null}
      <FormDrawer<Values>
        open={saving}
        onClose={() => setSaving(false)}
        title={t('search.viewSave')}
        submitLabel={t('common.save')}
        fieldLabels={{ name: t('search.viewName') }}
        onSubmit={async ({ name, isShared }, idempotencyKey) => {
          await client.archive.saveView.mutate(
            { screen, name, query, isShared: isShared ?? false },
            { context: { idempotencyKey } },
          );
          toast({ text: t('search.viewSaved', { name }) });
          revalidate();
        }}
      >
        <FormField name="name" label={t('search.viewName')} required>
          <input className="lt-input" maxLength={40} />
        </FormField>
        <FormField name="isShared" label={t('search.viewShare')} valuePropName="checked">
          <input type="checkbox" className="lt-checkbox" />
        </FormField>
      </FormDrawer>
    </>
  );
};
