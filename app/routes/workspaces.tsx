import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { Lobby } from '@/app/components/lobby';
import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, toSignIn } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('session.chooseTitle') }] };

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  if (!context.account) {
    throw toSignIn(request);
  }
  const workspaces = await loadOrThrow({ request, context }, context.api.public.session.workspaces());
  return { workspaces, displayName: context.account.displayName };
};

const TodoCount = ({ todo }: { todo: number | null }) => {
  const t = useText();
  if (todo === null) {
    return null;
  }
  return todo > 0 ? (
    <span className="lt-strong">{t('session.todoCount', { n: todo })}</span>
  ) : (
    <span className="lt-3">{t('session.noTodo')}</span>
  );
};

export default function Workspaces() {
  const t = useText();
  const { workspaces, displayName } = useLoaderData<typeof loader>();
  const lead = t('session.chooseText', { name: displayName, n: workspaces.length });
  return (
    <Lobby title={t('session.chooseTitle')} lead={workspaces.length > 0 ? lead : undefined} wide>
      {workspaces.length === 0 ? (
        <Empty icon="building" title={t('session.chooseNone')} text={t('session.chooseNoneText')} />
      ) : (
        <ul className="lt-choices">
          {workspaces.map((workspace) => (
            <li key={workspace.slug}>
              <Link to={`/w/${workspace.slug}`} className="lt-choice">
                <Icon name="building" size={20} />
                <span className="lt-grow">
                  <strong>{workspace.name}</strong>
                  <span className="lt-3">
                    {t(`tenancy.kind_${workspace.kind}`)}
                    {t('common.comma')}
                    {workspace.roles.map((role) => t(`tenancy.role_${role}`)).join(t('common.list'))}
                  </span>
                </span>
                <TodoCount todo={workspace.todo} />
                <Icon name="right" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" action="/sign-out" reloadDocument className="lt-lobby-help">
        <Button type="submit" icon="exit">
          {t('common.signOut')}
        </Button>
      </Form>
    </Lobby>
  );
}
