import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { ruleKindText, ruleScopeText } from '@/app/features/secrecy/rule-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RuleRowView } from '@/server/domain/secrecy/rule-reading';
import { RULE_KINDS, RULE_SHOWN } from '@/server/domain/secrecy/rule-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('rule.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { rules } = context.api.workspace(params.slug ?? '');
  const filter = {
    q: search.get('q') || undefined,
    kind: oneOf(RULE_KINDS, search.get('kind')),
    shown: oneOf(RULE_SHOWN, search.get('shown')),
  };
  return loadOrThrow({ request, context }, rules.list({ ...filter, ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, locale: Locale, base: string): Column<RuleRowView>[] => [
  {
    key: 'title',
    title: t('rule.name'),
    render: (row) => <Link to={`${base}/rules/${row.entryId}`}>{row.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'kind', title: t('rule.kind'), render: (row) => ruleKindText(row.kind, locale), width: '112px' },
  {
    key: 'scope',
    title: t('rule.scope'),
    render: (row) => (row.scope ? ruleScopeText(row.scope, locale) : '—'),
    width: '128px',
  },
  { key: 'version', title: t('rule.version'), render: (row) => row.version, width: '112px' },
  { key: 'issuedOn', title: t('rule.issuedOn'), render: (row) => row.issuedOn, width: '112px' },
  {
    key: 'replacedOn',
    title: t('rule.replacedOn'),
    render: (row) => row.replacedOn ?? '—',
    width: '112px',
    hiddenAtFirst: true,
  },
  {
    key: 'own',
    title: t('rule.own'),
    render: (row) => (
      <Status kind={row.ownConfirmedAt ? 'done' : row.isValid ? 'attention' : 'none'}>
        {t(row.ownConfirmedAt ? 'rule.ownDone' : 'rule.ownOpen')}
      </Status>
    ),
    width: '112px',
  },
  { key: 'confirmed', title: t('rule.confirmed'), render: (row) => formatNumber(row.confirmed), numeric: true },
  {
    key: 'unconfirmed',
    title: t('rule.unconfirmed'),
    render: (row) => formatNumber(row.unconfirmed),
    numeric: true,
  },
];

/** 制度阅读确认: rules by version, and how many have confirmed each. */
export default function Rules() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const { act, busy } = useAct();
  const client = useWorkspaceClient();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canKeep = useCan('register.keep');
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('rule.kind'),
      options: RULE_KINDS.map((kind) => ({ value: kind, label: ruleKindText(kind, locale) })),
    },
  ];
  const remind = () =>
    void act(async () => {
      const said = await client.rules.remind.mutate({}, { context: { idempotencyKey: crypto.randomUUID() } });
      toast({ text: t('rule.remindDone', said) });
    });
  return (
    <div className="lt-page">
      <PageHeader
        title={t('rule.title')}
        lead={t('rule.lead')}
        actions={
          canKeep ? (
            <>
              <Link className="lt-btn" to={`${base}/registers/rule_document`}>
                {t('rule.toRegister')}
              </Link>
              <Button icon="send" disabled={busy} onClick={remind}>
                {t('rule.remind')}
              </Button>
            </>
          ) : undefined
        }
      />
      <SearchBar placeholder={t('rule.search')} filters={filters} />
      <DataTable
        lead={
          <Segments
            name="shown"
            label={t('rule.shown')}
            segments={RULE_SHOWN.map((one) => ({ value: one, label: t(`rule.shown_${one}`) }))}
          />
        }
        name="rules"
        caption={t('rule.title')}
        columns={columnsOf(t, locale, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.entryId}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/rules/${row.entryId}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="shield" title={t('rule.empty')} text={t('rule.emptyText')} />}
      />
    </div>
  );
}
