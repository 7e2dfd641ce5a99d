import { Link, type LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon';

type Look = 'primary' | 'plain' | 'text';

interface Face {
  /** One filled button a page. */
  look?: Look;
  icon?: IconName;
  children: ReactNode;
}

const classOf = (look: Look = 'plain', extra?: string): string =>
  ['lt-btn', look === 'plain' ? '' : `lt-btn-${look}`, extra ?? ''].filter(Boolean).join(' ');

const Content = ({ icon, busy, children }: { icon?: IconName; busy?: boolean; children: ReactNode }) => (
  <>
    {busy ? <span className="lt-spinner" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
    <span>{children}</span>
  </>
);

type ButtonProps = Face & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>;

/** While busy it shows its own progress and cannot be pressed a second time. */
export const Button = ({ look, icon, busy, children, className, disabled, type = 'button', ...rest }: ButtonProps) => (
  <button
    {...rest}
    type={type}
    className={classOf(look, className)}
    disabled={disabled === true || busy === true}
    aria-busy={busy === true ? true : undefined}
  >
    <Content icon={icon} busy={busy}>
      {children}
    </Content>
  </button>
);

type ButtonLinkProps = Face & Omit<LinkProps, 'children'>;

/** An address that looks like a button. */
export const ButtonLink = ({ look, icon, children, className, ...rest }: ButtonLinkProps) => (
  <Link {...rest} className={classOf(look, className)}>
    <Content icon={icon}>{children}</Content>
  </Link>
);
