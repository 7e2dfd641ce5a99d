import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Lobby } from '@/app/components/lobby';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow, refusedOr } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { AppErrorCode } from '@/server/domain/shared/app-error';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('session.inviteTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.public.session.invitation({ token: params.token ?? '' }));

interface Refused {
  code: AppErrorCode | 'MISMATCH';
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const form = await request.formData();
  const password = String(form.get('password') ?? '');
  const repeated = form.get('repeated');
  if (repeated !== null && repeated !== password) {
    return data<Refused>({ code: 'MISMATCH' }, { status: 422 });
  }
  const accept = context.api.public.session.acceptInvitation({ token: params.token ?? '', password });
  const accepted = await refusedOr({ request, context }, accept);
  if (!accepted.ok) {
    return data<Refused>({ code: accepted.code }, { status: 422 });
  }
  if (accepted.value.state === 'pending') {
    // Joined, and waiting for the security officer to give the roles.
    return redirect('/login?joined=1');
  }
  const signedIn = await context.signIn(accepted.value.loginName, password);
  return redirect(signedIn.ok ? `/w/${accepted.value.tenantSlug}` : '/login');
};

const Refusal = ({ code }: Refused) => {
  const t = useText();
  const locale = useLocale();
  const text = code === 'MISMATCH' ? null : errorText(code, locale);
  return (
    <div className="lt-note lt-note-failed" role="alert">
      <div>
        <p className="lt-strong">{text?.what ?? t('session.inviteMismatch')}</p>
        {text ? <p>{text.next}</p> : null}
      </div>
    </div>
  );
};

const Password = (props: { name: string; label: string; autoComplete: string }) => (
  <label className="lt-field">
    <span className="lt-label">{props.label}</span>
    <input
      className="lt-input"
      type="password"
      name={props.name}
      autoComplete={props.autoComplete}
      required
      maxLength={200}
    />
  </label>
);

export default function Invitation() {
  const t = useText();
  const locale = useLocale();
  const invitation = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const roles = invitation.roles.map((role) => t(`tenancy.role_${role}`)).join(t('common.list'));
  return (
    <Lobby title={t('session.inviteTitle')} lead={t('session.inviteText', { tenant: invitation.tenantName, roles })}>
      {outcome ? <Refusal {...outcome} /> : null}
      <Form method="post">
        <dl className="lt-facts">
          <dt>{t('session.inviteDisplayName')}</dt>
          <dd>{invitation.displayName}</dd>
          <dt>{t('session.loginName')}</dt>
          <dd>{invitation.loginName}</dd>
        </dl>
        <input type="hidden" name="username" autoComplete="username" value={invitation.loginName} />
        {invitation.hasAccount ? (
          <Password name="password" label={t('session.password')} autoComplete="current-password" />
        ) : (
          <>
            <Password name="password" label={t('session.inviteNewPassword')} autoComplete="new-password" />
            <Password name="repeated" label={t('session.inviteRepeatPassword')} autoComplete="new-password" />
          </>
        )}
        <p className="lt-3">{t(invitation.hasAccount ? 'session.inviteExistingHint' : 'session.invitePasswordHint')}</p>
        <Button type="submit" look="primary" className="lt-btn-wide lt-field" busy={busy}>
          {t('session.inviteAccept')}
        </Button>
      </Form>
      <p className="lt-3 lt-lobby-help">
        {t('session.inviteExpires', { time: formatDateTime(invitation.expiresAt, locale) })}
      </p>
    </Lobby>
  );
}
