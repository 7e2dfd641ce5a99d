import { Form, Link, useLocation } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useDocumentFacts } from '@/app/lib/document';
import { Icon } from '../icon';
import { Menu } from '../menu';

/** The two switches. They reload the document: language and size are decided where it is written. */
export const PreferenceItems = ({ className = 'lt-menu-item' }: { className?: string }) => {
  const t = useText();
  const locale = useLocale();
  const { large } = useDocumentFacts();
  const { pathname, search } = useLocation();
  const other = locale === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="back" value={`${pathname}${search}`} />
      <button type="submit" name="large" value={large ? '0' : '1'} className={className}>
        <Icon name="eye" />
        <span>{t(large ? 'common.normalType' : 'common.largeType')}</span>
      </button>
      <button type="submit" name="locale" value={other} className={className} lang={other}>
        <Icon name="globe" />
        <span>{t('common.language')}</span>
      </button>
    </Form>
  );
};

export const AccountMenu = ({ displayName }: { displayName: string }) => {
  const t = useText();
  return (
    <Menu
      className="lt-icon-button"
      face={
        <>
          <span className="lt-avatar" aria-hidden="true">
            {Array.from(displayName)[0]}
          </span>
          <span className="lt-account-name">{displayName}</span>
          <span className="lt-hidden">{t('shell.accountMenu')}</span>
        </>
      }
    >
      <PreferenceItems />
      <div className="lt-menu-line" />
      <Link className="lt-menu-item" to="/account">
        <Icon name="user" />
        <span>{t('account.menu')}</span>
      </Link>
      <Form method="post" action="/sign-out" reloadDocument>
        <button type="submit" className="lt-menu-item">
          <Icon name="exit" />
          <span>{t('common.signOut')}</span>
        </button>
      </Form>
    </Menu>
  );
};
