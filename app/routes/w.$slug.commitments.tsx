import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { IssueLetterDrawer, SignatureDrawer } from '@/app/features/secrecy/letter-drawers';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { LetterRowView, LetterView, SignerView } from '@/server/domain/secrecy/commitment-letter';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('secrecy.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { secrecy } = context.api.workspace(params.slug ?? '');
  const letterId = search.get('letter');
  if (!letterId)
    return { shown: null, list: await loadOrThrow(asked, secrecy.letters(pageOfParams(search))), signers: null };
  const shown = await loadOrThrow(asked, secrecy.letter({ letterId }));
  const hasSigned = search.get('who') === 'signed';
  const signers = await secrecy
    .signers({ letterId, hasSigned, ...pageOfParams(search) })
    // Who only signs does not see who else has.
    .catch(() => null);
  return { shown, list: null, signers };
};

const letterColumns = (t: Translate, addressOf: (id: string) => string): Column<LetterRowView>[] => [
  {
    key: 'version',
    title: t('secrecy.version'),
    render: (row) => <Link to={addressOf(row.id)}>{row.version}</Link>,
    onPhone: 'title',
  },
  { key: 'title', title: t('secrecy.letterTitle'), render: (row) => row.title, truncate: true },
  { key: 'issuedOn', title: t('secrecy.issuedOn'), render: (row) => row.issuedOn, width: '112px' },
  { key: 'rules', title: t('secrecy.rules'), render: (row) => formatNumber(row.ruleCount), numeric: true },
  { key: 'heads', title: t('secrecy.heads'), render: (row) => formatNumber(row.headCount), numeric: true },
  { key: 'signed', title: t('secrecy.signed'), render: (row) => formatNumber(row.signed), numeric: true },
  { key: 'unsigned', title: t('secrecy.unsigned'), render: (row) => formatNumber(row.unsigned), numeric: true },
];

const signerColumns = (t: Translate): Column<SignerView>[] => [
  { key: 'name', title: t('secrecy.person'), render: (row) => row.name, onPhone: 'title' },
  { key: 'signedOn', title: t('secrecy.signedOn'), render: (row) => row.signedOn ?? t('secrecy.notYet') },
];

const Clauses = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <section>
    <h2>{title}</h2>
    <ol className="lt-desk-clauses">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  </section>
);

/** Signs with one's own name. */
const SignDrawer = ({ letter, onClose }: { letter: LetterView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ typedName: string }>
      open
      onClose={onClose}
      title={t('secrecy.sign')}
      submitLabel={t('secrecy.sign')}
      fieldLabels={{ typedName: t('secrecy.ownName') }}
      onSubmit={async ({ typedName }, idempotencyKey) => {
        await client.secrecy.signLetter.mutate({ letterId: letter.id, typedName }, { context: { idempotencyKey } });
        toast({ text: t('secrecy.signedNow') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('secrecy.signText', { version: letter.version })}</p>
      <FormField name="typedName" label={t('secrecy.ownName')} required>
        <input className="lt-input" maxLength={30} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};

const Letter = ({
  letter,
  signers,
}: {
  letter: LetterView;
  signers: Awaited<ReturnType<typeof loader>>['signers'];
}) => {
  const t = useText();
  const [params] = useSearchParams();
  const canKeep = useCan('register.keep');
  const [layer, setLayer] = useState<'sign' | 'enter' | null>(null);
  const [person, setPerson] = useState('');
  const segments = [
    { value: 'unsigned', label: t('secrecy.unsigned'), count: letter.unsigned },
    { value: 'signed', label: t('secrecy.signed'), count: letter.signed },
  ];
  const enterFor = (name: string) => {
    setPerson(name);
    setLayer('enter');
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={`${letter.title}（${letter.version}）`}
        lead={letter.ownSignedOn ? t('secrecy.ownSigned', { day: letter.ownSignedOn }) : t('secrecy.ownOpen')}
        actions={
          <>
            {canKeep ? <Button onClick={() => enterFor('')}>{t('secrecy.enterPaper')}</Button> : null}
            {letter.ownSignedOn ? null : (
              <Button look="primary" icon="pen" onClick={() => setLayer('sign')}>
                {t('secrecy.sign')}
              </Button>
            )}
          </>
        }
      />
      <Clauses title={t('secrecy.rules')} lines={letter.rules} />
      <Clauses title={t('secrecy.heads')} lines={letter.heads} />
      {signers ? (
        <DataTable
          lead={<Segments name="who" label={t('secrecy.signers')} segments={segments} />}
          name="signers"
          caption={t('secrecy.signers')}
          columns={signerColumns(t)}
          rows={signers.rows}
          page={signers.page}
          rowKey={(row) => row.name}
          rowLabel={(row) => row.name}
          rowActions={
            canKeep && params.get('who') !== 'signed'
              ? (row) => (
                  <button type="button" className="lt-link" onClick={() => enterFor(row.name)}>
                    {t('secrecy.enterPaper')}
                  </button>
                )
              : undefined
          }
          empty={<Empty icon="check" title={t('secrecy.nobody')} text={t('secrecy.nobodyText')} />}
        />
      ) : null}
      {layer === 'sign' ? <SignDrawer letter={letter} onClose={() => setLayer(null)} /> : null}
      {layer === 'enter' ? <SignatureDrawer letter={letter} person={person} onClose={() => setLayer(null)} /> : null}
    </div>
  );
};

/** 保密承诺书: wordings by version, and who has signed which. */
export default function Commitments() {
  const t = useText();
  const { shown, list, signers } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canKeep = useCan('register.keep');
  const [issuing, setIssuing] = useState(false);
  if (shown) return <Letter letter={shown} signers={signers} />;
  const addressOf = (id: string) => withParams(params, { letter: id });
  return (
    <div className="lt-page">
      <PageHeader
        title={t('secrecy.title')}
        lead={t('secrecy.lead')}
        actions={
          canKeep ? (
            <>
              <Link className="lt-btn" to={`${base}/registers/commitment`}>
                {t('secrecy.toRegister')}
              </Link>
              <Button look="primary" icon="plus" onClick={() => setIssuing(true)}>
                {t('secrecy.issue')}
              </Button>
            </>
          ) : undefined
        }
      />
      <DataTable
        name="letters"
        caption={t('secrecy.title')}
        columns={letterColumns(t, addressOf)}
        rows={list?.rows ?? []}
        page={list?.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.version}
        rowTo={(row) => addressOf(row.id)}
        empty={<Empty icon="shield" title={t('secrecy.empty')} text={t('secrecy.emptyText')} />}
      />
      {issuing ? (
        <IssueLetterDrawer onClose={() => setIssuing(false)} onDone={(id) => navigate(addressOf(id))} />
      ) : null}
    </div>
  );
}
