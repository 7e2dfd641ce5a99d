import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Lobby } from '@/app/components/lobby';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { refusedOr, toSignIn } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { AppErrorCode } from '@/server/domain/shared/app-error';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('account.title') }] };

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  if (!context.account) {
    throw toSignIn(request);
  }
  return { name: context.account.displayName, login: context.account.loginName };
};

type Outcome = { changed: true } | { changed: false; code: AppErrorCode | 'MISMATCH' };

const field = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await request.formData();
  const { session } = context.api.public;
  if (form.get('intent') === 'everywhere') {
    await refusedOr({ request, context }, session.signOutEverywhere());
    await context.signOut();
    throw redirect('/login');
  }
  const newPassword = field(form, 'newPassword');
  if (newPassword !== field(form, 'repeated')) {
    return data<Outcome>({ changed: false, code: 'MISMATCH' }, { status: 422 });
  }
  const change = session.changePassword({ oldPassword: field(form, 'oldPassword'), newPassword });
  const changed = await refusedOr({ request, context }, change);
  return changed.ok
    ? data<Outcome>({ changed: true })
    : data<Outcome>({ changed: false, code: changed.code }, { status: 422 });
};

const Said = ({ outcome }: { outcome: Outcome }) => {
  const t = useText();
  const locale = useLocale();
  if (outcome.changed) {
    return (
      <p className="lt-note lt-note-info" role="status">
        {t('account.changed')}
      </p>
    );
  }
  const text = outcome.code === 'MISMATCH' ? null : errorText(outcome.code, locale);
  return (
    <div className="lt-note lt-note-failed" role="alert">
      <div>
        <p className="lt-strong">{text?.what ?? t('account.mismatch')}</p>
        {text ? <p>{text.next}</p> : null}
      </div>
    </div>
  );
};

const Password = ({ name, label, autoComplete }: { name: string; label: string; autoComplete: string }) => (
  <label className="lt-field">
    <span className="lt-label">{label}</span>
    <input className="lt-input" type="password" name={name} autoComplete={autoComplete} required maxLength={200} />
  </label>
);

export default function Account() {
  const t = useText();
  const account = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Lobby title={t('account.title')} lead={t('account.lead', account)}>
      {outcome ? <Said outcome={outcome} /> : null}
      <section aria-labelledby="password">
        <h2 id="password">{t('account.passwordTitle')}</h2>
        <Form method="post">
          <input type="hidden" name="username" autoComplete="username" value={account.login} />
          <Password name="oldPassword" label={t('account.oldPassword')} autoComplete="current-password" />
          <Password name="newPassword" label={t('account.newPassword')} autoComplete="new-password" />
          <Password name="repeated" label={t('account.repeatPassword')} autoComplete="new-password" />
          <p className="lt-3">{t('account.passwordHint')}</p>
          <Button type="submit" look="primary" className="lt-btn-wide lt-field" busy={busy}>
            {t('account.change')}
          </Button>
        </Form>
      </section>
      <section aria-labelledby="sessions" className="lt-section">
        <h2 id="sessions">{t('account.sessionsTitle')}</h2>
        <p className="lt-2">{t('account.sessionsText')}</p>
        <Form method="post" reloadDocument>
          <Button type="submit" name="intent" value="everywhere">
            {t('account.signOutEverywhere')}
          </Button>
        </Form>
      </section>
      <p className="lt-lobby-help">
        <Link to="/">{t('account.back')}</Link>
      </p>
    </Lobby>
  );
}
