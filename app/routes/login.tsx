import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useNavigation, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Lobby } from '@/app/components/lobby';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { localPath } from '@/app/lib/local-path';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('session.signIn') }] };

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  if (context.account) {
    throw redirect(localPath(new URL(request.url).searchParams.get('next')));
  }
  return null;
};

const field = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await request.formData();
  const loginName = field(form, 'loginName').trim();
  const outcome = await context.signIn(loginName, field(form, 'password'));
  if (!outcome.ok) {
    return data({ code: outcome.code, loginName, requestId: context.requestId }, { status: 422 });
  }
  return redirect(localPath(form.get('next')));
};

const Refusal = ({ id }: { id: string }) => {
  const t = useText();
  const locale = useLocale();
  const refused = useActionData<typeof action>();
  if (!refused) {
    return null;
  }
  const { what, next } = errorText(refused.code, locale);
  return (
    <div id={id} className="lt-note lt-note-failed" role="alert">
      <div>
        <p className="lt-strong">
          {t('session.notSignedIn')}
          {t('common.colon')}
          {what}
        </p>
        <p>{next}</p>
        <p className="lt-3">{t('form.number', { id: refused.requestId })}</p>
      </div>
    </div>
  );
};

export default function SignIn() {
  const t = useText();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const [params] = useSearchParams();
  return (
    <Lobby title={t('session.signInTitle')}>
      <Refusal id="refusal" />
      {params.has('joined') ? <p className="lt-note lt-note-info">{t('session.inviteWaiting')}</p> : null}
      <Form method="post">
        <input type="hidden" name="next" value={localPath(params.get('next'))} />
        <label className="lt-field">
          <span className="lt-label">{t('session.loginName')}</span>
          <input
            className="lt-input"
            name="loginName"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={100}
            defaultValue={refused?.loginName}
          />
        </label>
        <label className="lt-field">
          <span className="lt-label">{t('session.password')}</span>
          <input
            className="lt-input"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? 'refusal' : undefined}
          />
        </label>
        <Button type="submit" look="primary" className="lt-btn-wide lt-field" busy={busy}>
          {t('session.signIn')}
        </Button>
      </Form>
      <p className="lt-3 lt-lobby-help">{t('session.help')}</p>
    </Lobby>
  );
}
