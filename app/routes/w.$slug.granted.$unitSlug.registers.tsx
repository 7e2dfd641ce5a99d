import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { registerScope } from '@/app/features/grant/grant-labels';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { RegisterLineView } from '@/server/domain/storage/granted-register';
import type { GrantRegister } from '@/server/domain/tenancy/grant-vocabulary';

interface Handled {
  grant: GrantInUse;
}

export const handle: ScreenHandle<Handled> = {
  crumbs: ({ data, params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: data?.grant.unitName ?? '' },
    { label: t('grant.registersTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '' } = params;
  const search = new URL(request.url).searchParams;
  const { storage } = context.api.workspace(slug);
  const open = (await loadOrThrow(asked, storage.registerGrants())).find((grant) => grant.unitSlug === unitSlug);
  const register = open?.registers.find((one) => one === search.get('register')) ?? open?.registers[0];
  if (!open || !register) throw notFound(context.requestId);
  const { unitName, reason, validTo } = open;
  const list = await loadOrThrow(asked, storage.grantedRegister({ unitSlug, register, ...pageOfParams(search) }));
  return { open, register, list, grant: { unitName, reason, validTo, leaveTo: `/w/${slug}/granted` } };
};

const columnsOf = (register: GrantRegister, t: Translate): Column<RegisterLineView>[] => [
  { key: 'label', title: t(`grant.line_${register}`), render: (line) => line.label, onPhone: 'title', truncate: true },
  ...(register === 'climate'
    ? []
    : [
        {
          key: 'place',
          title: t('grant.linePlace'),
          render: (line: RegisterLineView) => line.place ?? '—',
          width: '176px',
        },
      ]),
  ...(register === 'boxes'
    ? []
    : [
        {
          key: 'on',
          title: t(`grant.lineOn_${register}`),
          render: (line: RegisterLineView) => line.on ?? '—',
          width: '112px',
        },
      ]),
  ...(register === 'outs'
    ? [
        {
          key: 'until',
          title: t('grant.lineDue'),
          render: (line: RegisterLineView) => line.until ?? '—',
          width: '112px',
        },
      ]
    : [
        {
          key: 'amount',
          title: t(`grant.lineAmount_${register}`),
          render: (line: RegisterLineView) => line.amount ?? '—',
          numeric: true,
          width: '112px',
        },
      ]),
  ...(register === 'climate'
    ? [
        {
          key: 'humidity',
          title: t('grant.lineHumidity'),
          render: (line: RegisterLineView) => line.humidity ?? '—',
          numeric: true,
          width: '112px',
        },
      ]
    : []),
  {
    key: 'state',
    title: t('grant.lineState'),
    render: (line) => labelOf(t, 'grant', `lineState_${line.state}`),
    width: '104px',
  },
  {
    key: 'note',
    title: t('grant.lineNote'),
    render: (line) =>
      register === 'rooms' && line.note ? labelOf(t, 'grant', `roomKind_${line.note}`) : (line.note ?? '—'),
    truncate: true,
  },
];

/** 单位的库房与保管登记, as far as the grant opens it. */
export default function GrantedRegisters() {
  const t = useText();
  const { open, register, list } = useLoaderData<typeof loader>();
  const { tenant, membership } = useWorkspace();
  return (
    <div className="lt-page">
      <PageHeader title={t('grant.registersOf', { unit: open.unitName })} lead={registerScope(open, t)} />
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <DataTable
          key={register}
          lead={
            <Segments
              name="register"
              label={t('grant.registersTitle')}
              segments={open.registers.map((value) => ({ value, label: t(`grant.register_${value}`) }))}
            />
          }
          name={`granted-${register}`}
          caption={t(`grant.register_${register}`)}
          columns={columnsOf(register, t)}
          rows={list.rows}
          page={list.page}
          rowKey={(line) => line.id}
          rowLabel={(line) => line.label}
          empty={<Empty icon="box" title={t('grant.registerEmpty')} text={t('grant.registerEmptyText')} />}
        />
      </Watermark>
    </div>
  );
}
