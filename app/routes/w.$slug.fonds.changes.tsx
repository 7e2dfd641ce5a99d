import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { KeysetPager } from '@/app/components/keyset-pager';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { ChangeDrawer } from '@/app/features/fonds/change-drawer';
import { FondsChangeList } from '@/app/features/fonds/change-list';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.tabChanges') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '').fonds;
  const [fonds, changes] = await Promise.all([
    loadOrThrow(asked, api.list()),
    loadOrThrow(asked, api.changes(pageOfParams(new URL(request.url).searchParams))),
  ]);
  return { fonds, changes };
};

export default function FondsChanges() {
  const t = useText();
  const { fonds, changes } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canConfigure = useCan('archive.configure');
  const [registering, setRegistering] = useState(false);
  const register = canConfigure ? (
    <Button look="primary" icon="plus" onClick={() => setRegistering(true)}>
      {t('fonds.registerChange')}
    </Button>
  ) : null;
  return (
    <div className="lt-page">
      <PageHeader title={t('fonds.tabChanges')} lead={t('fonds.changesEmptyText')} actions={register} />
      <FondsTabs />
      {changes.rows.length === 0 ? (
        <Empty icon="exchange" title={t('fonds.changesEmpty')} text={t('fonds.changesEmptyText')} />
      ) : (
        <>
          <a className="lt-btn" href={downloadPath(slug, 'fonds.downloadChanges', {})} download>
            <Icon name="download" />
            <span>{t('fonds.exportChanges')}</span>
          </a>
          <FondsChangeList changes={changes.rows} />
          <KeysetPager page={changes.page} shown={changes.rows.length} />
        </>
      )}
      {canConfigure ? <ChangeDrawer open={registering} onClose={() => setRegistering(false)} fonds={fonds} /> : null}
    </div>
  );
}
