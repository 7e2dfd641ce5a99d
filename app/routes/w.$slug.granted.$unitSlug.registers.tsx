import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { registerScope } from '@/app/features/grant/grant-labels';
import { inWords } from '@/app/features/register/register-words';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { registerOfCode } from '@/server/domain/register/registers';
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
  const { storage, register: books } = context.api.workspace(slug);
  const open =
    (await loadOrThrow(asked, storage.registerGrants())).find((grant) => grant.unitSlug === unitSlug) ?? null;
  const entryGrants = (await loadOrThrow(asked, books.entryGrants())).filter((grant) => grant.unitSlug === unitSlug);
  const register = open?.registers.find((one) => one === search.get('register')) ?? open?.registers[0];
  const grant = open ?? entryGrants[0];
  if (!grant) throw notFound(context.requestId);
  const { unitName, reason, validTo } = grant;
  const list =
    open && register
      ? await loadOrThrow(asked, storage.grantedRegister({ unitSlug, register, ...pageOfParams(search) }))
      : null;
  const codes = [...new Set(entryGrants.flatMap((one) => one.registers))];
  const lines = open && register && list ? { open, register, list } : null;
  return { lines, codes, unitSlug, grant: { unitName, reason, validTo, leaveTo: `/w/${slug}/granted` } };
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

/** 台账 that the grant names, each with its own list. */
const Books = ({ codes, unitSlug }: { codes: readonly string[]; unitSlug: string }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  return (
    <section aria-labelledby="books" className="lt-section">
      <h2 id="books">{t('granted.books')}</h2>
      <ul className="lt-books">
        {codes.map((code) => {
          const definition = registerOfCode(code);
          return definition ? (
            <li key={code}>
              <Link className="lt-link" to={`/w/${slug}/granted/${unitSlug}/registers/${code}`}>
                {inWords(definition.name, locale)}
              </Link>
            </li>
          ) : null;
        })}
      </ul>
    </section>
  );
};

type Lines = NonNullable<Awaited<ReturnType<typeof loader>>['lines']>;

const RegisterLines = ({ open, register, list }: Lines) => {
  const t = useText();
  const { tenant, membership } = useWorkspace();
  return (
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
  );
};

/** 单位的库房与保管登记 and 台账, as far as the grants open them. */
export default function GrantedRegisters() {
  const t = useText();
  const { lines, codes, unitSlug, grant } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader
        title={t(lines ? 'grant.registersOf' : 'granted.booksOf', { unit: grant.unitName })}
        lead={lines ? registerScope(lines.open, t) : undefined}
      />
      {lines ? <RegisterLines {...lines} /> : null}
      {codes.length > 0 ? <Books codes={codes} unitSlug={unitSlug} /> : null}
    </div>
  );
}
