import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Icon } from '@/app/components/icon';
import { Lobby } from '@/app/components/lobby';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, toSignIn } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('training.checkIn') }] };

/** What a phone that scanned the screen opens: the check-in page of the person's unit, with the code filled in. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  if (!context.account) {
    throw toSignIn(request);
  }
  const workspaces = await loadOrThrow({ request, context }, context.api.public.session.workspaces());
  const query = `?code=${encodeURIComponent(params.code ?? '')}`;
  const choices = workspaces.map(({ slug, name }) => ({ name, to: `/w/${slug}/training/invitations${query}` }));
  const [only] = choices;
  if (only && choices.length === 1) {
    throw redirect(only.to);
  }
  return { choices };
};

export default function CheckInDoor() {
  const t = useText();
  const { choices } = useLoaderData<typeof loader>();
  return (
    <Lobby title={t('training.chooseWorkspace')}>
      <ul className="lt-choices">
        {choices.map((choice) => (
          <li key={choice.to}>
            <Link to={choice.to} className="lt-choice">
              <Icon name="building" size={20} />
              <strong className="lt-grow">{choice.name}</strong>
              <Icon name="right" />
            </Link>
          </li>
        ))}
      </ul>
    </Lobby>
  );
}
