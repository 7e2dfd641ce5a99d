import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { CreateDrawer } from '@/app/features/supervision/change-drawers';
import { ChangeList } from '@/app/features/supervision/change-list';
import { MergeDrawer } from '@/app/features/supervision/merge-split-drawers';
import { treeOrder } from '@/app/features/supervision/tree-order';
import { UnitTree } from '@/app/features/supervision/unit-tree';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('supervision.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { tenancy } = context.api.workspace(params.slug ?? '');
  const asked = { request, context };
  const on = search.get('on') || undefined;
  const showsChanges = search.get('tab') === 'changes';
  const [tree, changes] = await Promise.all([
    loadOrThrow(asked, tenancy.tree({ on })),
    showsChanges ? loadOrThrow(asked, tenancy.changes()) : [],
  ]);
  const above = tree.nodes.filter((node) => node.depth < 0).map((node) => node.name);
  return { on: tree.on, units: treeOrder(tree.nodes), above, changes, showsChanges };
};

/** The day whose supervision is shown: today, a past one, or one to come. */
const DayForm = ({ on }: { on: string }) => {
  const t = useText();
  const [params] = useSearchParams();
  return (
    <Form method="get" className="lt-row">
      <label className="lt-row">
        <span className="lt-3 lt-nowrap">{t('supervision.dateLabel')}</span>
        <input key={on} className="lt-input" type="date" name="on" defaultValue={on} />
      </label>
      <Button type="submit">{t('common.open')}</Button>
      {params.has('on') ? (
        <ButtonLink look="text" to=".">
          {t('supervision.today')}
        </ButtonLink>
      ) : null}
    </Form>
  );
};

export default function Supervision() {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const { on, units, above, changes, showsChanges } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const isToday = on === today;
  const editable = useCan('supervision.reorganise') && isToday;
  const [layer, setLayer] = useState<'create' | 'merge' | null>(null);
  const below = units.length - 1;
  const close = () => setLayer(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('supervision.title')}
        lead={
          <>
            {t('supervision.lead', { date: formatDate(on, locale), n: below })}
            {above.length > 0 ? ` ${t('supervision.above', { names: above.join(t('common.list')) })}` : ''}
            {on < today ? ` ${t('supervision.leadPast')}` : ''}
          </>
        }
        actions={
          editable ? (
            <>
              <Button icon="exchange" onClick={() => setLayer('merge')}>
                {t('supervision.mergeUnits')}
              </Button>
              <Button look="primary" icon="plus" onClick={() => setLayer('create')}>
                {t('supervision.createUnit')}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="lt-table-tools">
        <div className="lt-grow">
          <Segments
            name="tab"
            label={t('supervision.title')}
            segments={[
              { value: 'tree', label: t('supervision.tabTree'), count: below },
              { value: 'changes', label: t('supervision.tabChanges') },
            ]}
          />
        </div>
        {showsChanges ? null : <DayForm on={on} />}
      </div>
      {showsChanges ? (
        <ChangeList changes={changes} />
      ) : (
        <UnitTree units={units} editable={editable} onChanged={revalidate} />
      )}
      {editable ? (
        <>
          <CreateDrawer open={layer === 'create'} units={units} onClose={close} onDone={revalidate} />
          <MergeDrawer open={layer === 'merge'} units={units} onClose={close} onDone={revalidate} />
        </>
      ) : null}
    </div>
  );
}
