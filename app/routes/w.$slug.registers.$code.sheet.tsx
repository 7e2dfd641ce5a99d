import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { filterOf } from '@/app/features/register/entry-filters';
import { SheetScreen } from '@/app/features/register/sheet/sheet-screen';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { shanghaiToday } from '@/app/lib/shanghai-year.server';
import { registerOfCode } from '@/server/domain/register/registers';

export const handle: ScreenHandle = {
  rail: true,
  crumbs: ({ params }, t) => [
    { label: t('register.title'), to: `/w/${params.slug}/registers` },
    { label: registerOfCode(params.code)?.name.zh ?? '', to: `/w/${params.slug}/registers/${params.code}` },
    { label: t('register.sheet') },
  ],
};

/** As many entries as are changed in one sheet: the first of what the list shows. */
const MOST_CHANGED = 100;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const definition = registerOfCode(params.code);
  if (!definition) throw notFound(context.requestId);
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { register, workspace } = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, workspace.current());
  if (!permissions.includes('register.keep')) throw notFound(context.requestId);
  const { code } = definition;
  const { draft } = await loadOrThrow(asked, register.sheet({ code }));
  const entries =
    search.get('change') === '1'
      ? (
          await loadOrThrow(
            asked,
            register.entries({
              ...filterOf(search, definition, shanghaiToday()),
              state: 'current',
              limit: MOST_CHANGED,
            }),
          )
        ).rows
      : [];
  return { code, draft, entries };
};

export default function RegisterSheet() {
  const { code, draft, entries } = useLoaderData<typeof loader>();
  const definition = registerOfCode(code);
  return definition ? <SheetScreen key={code} definition={definition} draft={draft} entries={entries} /> : null;
}
