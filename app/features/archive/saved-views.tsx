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
  isRenewed?: boolean;
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

interface ViewFormProps {
  screen: ViewScreen;
  /** The view that is changed; none where the present words and choices are kept as a new one. */
  view: SavedViewView | null;
  query: string;
  onClose: () => void;
}

/** A name, shared or not; of a view that is there also whether the words and choices of now replace its own. */
const ViewForm = ({ screen, view, query, onClose }: ViewFormProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canRenew = view !== null && query !== '';
  const save = async ({ name, isShared = false, isRenewed }: Values, idempotencyKey: string) => {
    if (view) {
      const { id, rowVersion } = view;
      await client.archive.changeView.mutate({ id, rowVersion, name, isShared, ...(isRenewed ? { query } : {}) });
    } else await client.archive.saveView.mutate({ screen, name, query, isShared }, { context: { idempotencyKey } });
    toast({ text: t('search.viewSaved', { name }) });
    revalidate();
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={view ? t('search.viewChange', { name: view.name }) : t('search.viewSave')}
      initialValues={view ? { name: view.name, isShared: view.isShared, isRenewed: false } : {}}
      fieldLabels={{ name: t('search.viewName') }}
      onSubmit={save}
    >
      <FormField name="name" label={t('search.viewName')} required>
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="isShared" label={t('search.viewShare')} valuePropName="checked">
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
      {canRenew ? (
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
      {changing || saving ? (
        <ViewForm
          key={changing?.id}
          screen={screen}
          view={changing}
          query={query}
          onClose={() => {
            setChanging(null);
            setSaving(false);
          }}
        />
      ) : null}
    </>
  );
};
