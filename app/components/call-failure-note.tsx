import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf } from '@/app/lib/trpc';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

/** What a refused call said, above the form or dialog that made it: what, saved or not, what next, number. */
export const CallFailureNote = ({ failure }: { failure: unknown }) => {
  const t = useText();
  const locale = useLocale();
  const location = useLocation();
  const ref = useRef<HTMLDivElement>(null);
  const { code, requestId } = failureOf(failure);
  useEffect(() => {
    if (failure) {
      ref.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [failure]);
  const text = code ? errorText(code, locale) : { what: t('form.unknownOutcome'), next: t('form.unknownOutcomeNext') };
  return (
    <div ref={ref} className="lt-note lt-note-failed" role="alert">
      <Icon name="help" />
      <div className="lt-grow">
        <p className="lt-strong">{code ? t('form.notSaved', { what: text.what }) : text.what}</p>
        <p>
          {text.next}
          {code === 'SIGNED_OUT' ? (
            <>
              {' '}
              <a href={`/login?next=${encodeURIComponent(location.pathname)}`} target="_blank" rel="noreferrer">
                {t('session.signIn')}
              </a>
            </>
          ) : null}
        </p>
        {requestId ? (
          <p className="lt-3">
            {t('form.number', { id: requestId })} <CopyButton text={requestId} />
          </p>
        ) : null}
      </div>
    </div>
  );
};
