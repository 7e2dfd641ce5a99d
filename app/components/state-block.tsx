import type { ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Icon, type IconName } from './icon';
import { Status } from './status';

/** What lives here, and the one thing to do. */
export const Empty = (props: { icon?: IconName; title: string; text?: string; action?: ReactNode }) => (
  <div className="lt-empty">
    <Icon name={props.icon ?? 'inbox'} size={24} />
    <h2>{props.title}</h2>
    {props.text ? <p>{props.text}</p> : null}
    {props.action}
  </div>
);

interface ErrorStateProps {
  title: string;
  what: string;
  /** Whether data is saved; by default: reading changed nothing. */
  saved?: string;
  next: string;
  number?: string;
  onRetry?: () => void;
  action?: ReactNode;
}

/** What happened, whether data is saved, what to do next, number. */
export const ErrorState = ({ title, what, saved, next, number, onRetry, action }: ErrorStateProps) => {
  const t = useText();
  return (
    <div className="lt-error" role="alert">
      <h1>
        <Status kind="failed">{title}</Status>
      </h1>
      <dl>
        <dt>{t('state.whatHappened')}</dt>
        <dd>{what}</dd>
        <dt>{t('state.data')}</dt>
        <dd>{saved ?? t('state.dataSafe')}</dd>
        <dt>{t('state.nextStep')}</dt>
        <dd>{next}</dd>
        {number ? (
          <>
            <dt>{t('state.number')}</dt>
            <dd>
              {number} <CopyButton text={number} />
            </dd>
          </>
        ) : null}
      </dl>
      <div className="lt-row">
        {onRetry ? (
          <Button icon="refresh" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        ) : null}
        {action}
      </div>
    </div>
  );
};

/** The same words for "not there" and "not yours": the difference would be an answer. */
export const NoPermission = ({ number, action }: { number?: string; action?: ReactNode }) => {
  const t = useText();
  return (
    <div className="lt-empty">
      <Icon name="search" size={24} />
      <h1>{t('state.pageNotFoundTitle')}</h1>
      {number ? <p>{t('form.number', { id: number })}</p> : null}
      {action}
    </div>
  );
};
