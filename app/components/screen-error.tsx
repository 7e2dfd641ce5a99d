import { isRouteErrorResponse, useParams, useRouteError } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useDocumentFacts } from '@/app/lib/document';
import { errorText } from '@/app/lib/error-messages';
import { isAppErrorCode } from '@/server/domain/shared/app-error';
import { ButtonLink } from './button';
import { ErrorState, NoPermission } from './state-block';

const numberIn = (data: unknown): string | undefined =>
  typeof data === 'object' && data !== null && 'requestId' in data && typeof data.requestId === 'string'
    ? data.requestId
    : undefined;

const codeIn = (data: unknown) =>
  typeof data === 'object' && data !== null && 'appCode' in data && isAppErrorCode(data.appCode) ? data.appCode : null;

const isNetworkFailure = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network/i.test(error.message);

/** The body of an error page: of a whole page at the root, inside the frame below `/w/<slug>`. */
export const ScreenError = ({ framed = false }: { framed?: boolean }) => {
  const t = useText();
  const locale = useLocale();
  const error = useRouteError();
  const { slug } = useParams();
  const { requestId } = useDocumentFacts();
  const home = (
    <ButtonLink to={framed ? `/w/${slug}` : '/'}>
      {t(framed ? 'common.backToWorkbench' : 'common.backToSelection')}
    </ButtonLink>
  );
  const reload = () => window.location.reload();

  if (isRouteErrorResponse(error)) {
    const number = numberIn(error.data) ?? requestId;
    if (error.status === 404) {
      return <NoPermission number={number} action={home} />;
    }
    const text = errorText(codeIn(error.data) ?? 'INTERNAL', locale);
    return <ErrorState title={t('state.pageFailedTitle')} {...text} number={number} onRetry={reload} action={home} />;
  }
  const text = isNetworkFailure(error)
    ? { what: t('state.offlineWhat'), next: t('state.offlineNext') }
    : { what: t('state.crashWhat'), next: errorText('INTERNAL', locale).next };
  return <ErrorState title={t('state.pageFailedTitle')} {...text} number={requestId} onRetry={reload} action={home} />;
};

export const ScreenErrorPage = () => (
  <main className="lt-lone">
    <ScreenError />
  </main>
);
