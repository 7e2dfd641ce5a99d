import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import type { CheckList } from '@/app/features/fonds/check-findings';
import { CheckResult } from '@/app/features/fonds/check-result';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { RenumberDrawer } from '@/app/features/fonds/renumber-drawer';
import { SelectionForm } from '@/app/features/fonds/selection-form';
import { selectionOfParams } from '@/app/features/fonds/selection-params';
import { QuickPrint } from '@/app/features/print/quick-print';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isRetentionCode } from '@/server/domain/archive/retention';
import { CODE_FINDINGS, type CodeCheckView, type CodeSelection } from '@/server/domain/fonds/code-check';
import type { TemplateView } from '@/server/domain/fonds/code-settings';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.codesTitle') },
  ],
};

const GAP_SORTS = ['place', '-place', 'missing', '-missing'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').fonds;
  const [kind, sort] = [search.get('kind'), search.get('sort')];
  const [fonds, templates] = await Promise.all([loadOrThrow(asked, api.list()), loadOrThrow(asked, api.templates())]);
  // Who comes without a question is shown the documents of last year, as the form stands: that is what they come for.
  const [first] = fonds;
  const usual = first ? { fondsId: first.id, categoryCode: 'WS', filingYear: thisYear() - 1 } : undefined;
  const selection = selectionOfParams(search) ?? usual;
  const listOf = async (chosen: CodeSelection): Promise<CheckList> => {
    const reason = kind === 'gap' ? 'never' : kind === 'retired' ? 'retired' : null;
    if (reason !== null) {
      const filter = { ...chosen, reason, sort: oneOf(GAP_SORTS, sort) ?? 'place' } as const;
      return {
        of: 'gaps',
        filter,
        ...(await loadOrThrow(asked, api.codeGaps({ ...filter, ...pageOfParams(search) }))),
      };
    }
    const order = sort === '-code' ? '-code' : 'code';
    const filter = { ...chosen, kind: oneOf(CODE_FINDINGS, kind), sort: order } as const;
    const found = await loadOrThrow(asked, api.codeFindings({ ...filter, ...pageOfParams(search) }));
    return { of: 'findings', filter, ...found };
  };
  const [check, list] = await Promise.all([
    selection ? loadOrThrow(asked, api.checkCodes(selection)) : null,
    selection ? listOf(selection) : null,
  ]);
  return { fonds: fonds.map(({ id, number, name }) => ({ id, number, name })), templates, selection, check, list };
};

interface ActionsProps {
  selection: CodeSelection;
  check: CodeCheckView;
  templates: readonly TemplateView[];
}

const Actions = ({ selection, check, templates }: ActionsProps) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const [renumbering, setRenumbering] = useState(false);
  const canConfigure = useCan('archive.configure');
  const { retentionCode, ...rest } = selection;
  const what = { ...rest, ...(retentionCode && isRetentionCode(retentionCode) ? { retentionCode } : {}) };
  const number = () =>
    act(async () => {
      const asked = { mode: 'order', scope: 'provisional', sortBy: 'date', reason: t('fonds.autoReason') } as const;
      const { id } = await client.fonds.planRenumbering.mutate({ ...selection, ...asked });
      navigate(`/w/${slug}/fonds/tables/${id}`);
    });
  return (
    <>
      <QuickPrint form="item_catalogue" what={what} />
      {canConfigure ? <Button onClick={() => setRenumbering(true)}>{t('fonds.renumber')}</Button> : null}
      {canConfigure && check.provisional > 0 ? (
        <Button look="primary" icon="hash" busy={busy} onClick={() => void number()}>
          {t('fonds.autoNumber')}
        </Button>
      ) : null}
      {canConfigure ? (
        <RenumberDrawer
          open={renumbering}
          onClose={() => setRenumbering(false)}
          selection={selection}
          templates={templates}
        />
      ) : null}
    </>
  );
};

export default function Codes() {
  const t = useText();
  const year = Number(useToday().slice(0, 4));
  const { fonds, templates, selection, check, list } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader
        title={t('fonds.codesTitle')}
        lead={t('fonds.codesLead')}
        actions={
          selection && check && check.records > 0 ? (
            <Actions selection={selection} check={check} templates={templates} />
          ) : undefined
        }
      />
      <FondsTabs />
      {fonds.length === 0 ? (
        <Empty icon="hash" title={t('fonds.empty')} text={t('fonds.emptyText')} />
      ) : (
        <SelectionForm fonds={fonds} thisYear={year} />
      )}
      {selection && check && list ? <CheckResult selection={selection} check={check} list={list} /> : null}
    </div>
  );
}
