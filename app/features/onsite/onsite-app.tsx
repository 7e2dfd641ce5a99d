import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { ItemList } from './item-list';
import { ItemScreen } from './item-screen';
import { PackList } from './pack-list';
import { SampleScreen } from './sample-screen';
import { SignScreen } from './sign-screen';
import { SyncBar } from './sync-bar';
import { type Onsite, useHash, useOnsite } from './use-onsite';

const Place = ({ onsite }: { onsite: Onsite }) => {
  const [inspectionId, place = '1', within] = useHash();
  const pack = onsite.everything.packs.find(({ pack: one }) => one.inspectionId === inspectionId)?.pack;
  if (!pack) return <PackList onsite={onsite} />;
  if (place === 'list') return <ItemList onsite={onsite} pack={pack} />;
  if (place === 'sign') return <SignScreen onsite={onsite} pack={pack} />;
  const number = Math.min(Math.max(Math.trunc(Number(place)) || 1, 1), pack.items.length);
  const item = pack.items[number - 1];
  // What was written is read before the screen draws: its fields begin with it.
  if (!item || !onsite.isRead) return null;
  if (within === 'sample')
    return <SampleScreen key={item.code} onsite={onsite} pack={pack} item={item} number={number} />;
  return (
    <ItemScreen key={`${pack.inspectionId}/${item.code}`} onsite={onsite} pack={pack} item={item} number={number} />
  );
};

/** 现场检查: the whole of it runs in the browser, so that it runs without network too. */
export const OnsiteApp = ({ accountId, slug, workspace }: { accountId: string; slug: string; workspace: string }) => {
  const t = useText();
  const onsite = useOnsite(accountId, slug);
  const isHome = useHash().length === 0;
  return (
    <div className="lt-site">
      <header className="lt-site-head">
        {/* A plain link: it leaves the page, which a router without network could not. */}
        <a href={isHome ? `/w/${slug}` : '#/'} className="lt-site-back">
          <Icon name="left" size={20} />
          <span>{isHome ? t('onsite.back') : t('onsite.title')}</span>
        </a>
        <span className="lt-grow lt-ellipsis lt-site-where">{workspace}</span>
      </header>
      <SyncBar onsite={onsite} />
      <main id="content" className="lt-site-main">
        {onsite.isRead === null ? <p className="lt-note lt-note-failed">{t('onsite.storeBroken')}</p> : null}
        <Place onsite={onsite} />
      </main>
    </div>
  );
};
