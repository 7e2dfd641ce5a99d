import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { ruleKindText, ruleScopeText } from '@/app/features/secrecy/rule-words';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes, formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RuleReaderView, RuleView } from '@/server/domain/secrecy/rule-reading';

export const handle: ScreenHandle<{ rule: RuleView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('rule.title'), to: `/w/${params.slug}/rules` },
    { label: data?.rule.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', entryId = '' } = params;
  const search = new URL(request.url).searchParams;
  const { rules, workspace } = context.api.workspace(slug);
  const load = async () => {
    const { permissions } = await workspace.current();
    const hasConfirmed = search.get('who') === 'confirmed';
    return {
      rule: await rules.byId({ entryId }),
      // Who only confirms does not see who else has.
      readers: permissions.includes('register.read')
        ? await rules.readers({ ...pageOfParams(search), entryId, hasConfirmed })
        : null,
    };
  };
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate): Column<RuleReaderView>[] => [
  { key: 'name', title: t('rule.person'), render: (row) => row.name, onPhone: 'title' },
  {
    key: 'confirmedAt',
    title: t('rule.confirmedAt'),
    render: (row) =>
      row.confirmedAt ? (
        formatIsoDateTime(row.confirmedAt)
      ) : (
        <Status kind="attention">
          {t('rule.notYet')}
          {row.isReminded ? `（${t('rule.reminded')}）` : null}
        </Status>
      ),
  },
];

/** The question before the own click: name and moment are kept. */
const ConfirmRule = ({ rule, onClose }: { rule: RuleView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const key = useRef(crypto.randomUUID());
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('rule.confirmTitle', { title: rule.title, version: rule.version })}
      effect={t('rule.confirmEffect')}
      act={t('rule.confirm')}
      onConfirm={async () => {
        const { entryId, version } = rule;
        const context = { idempotencyKey: key.current };
        const { left } = await client.rules.confirm.mutate({ entryId, version }, { context });
        toast({ text: t('rule.confirmedNow', { left }) });
        revalidate();
      }}
    />
  );
};

const Texts = ({ rule }: { rule: RuleView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <>
      {rule.content ? (
        <section className="lt-section">
          <h2>{t('rule.content')}</h2>
          <p style={{ whiteSpace: 'pre-line' }}>{rule.content}</p>
        </section>
      ) : null}
      <section className="lt-section">
        <h2>{t('rule.files')}</h2>
        {rule.files.length === 0 ? <p className="lt-note">{t('rule.noFiles')}</p> : null}
        <ul>
          {rule.files.map((file) => (
            <li key={file.id}>
              <a
                className="lt-link"
                href={downloadPath(slug, 'rules.downloadFile', { entryId: rule.entryId, attachmentId: file.id })}
              >
                {file.fileName}
              </a>{' '}
              {formatBytes(file.sizeBytes)}
            </li>
          ))}
        </ul>
      </section>
      {rule.versions.length > 0 ? (
        <section className="lt-section">
          <h2>{t('rule.versions')}</h2>
          <ul>
            {rule.versions.map((one) => (
              <li key={one.entryId}>
                <Link className="lt-link" to={`/w/${slug}/rules/${one.entryId}`}>
                  {t('rule.versionLine', { version: one.version, day: one.issuedOn })}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
};

/** One version of a rule: its text, the own confirmation, and who else has confirmed it. */
export default function Rule() {
  const t = useText();
  const locale = useLocale();
  const { rule, readers } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canRead = useCan('register.read');
  const [confirming, setConfirming] = useState(false);
  const mayConfirm = rule.isValid && rule.ownConfirmedAt === null;
  const lead = rule.ownConfirmedAt
    ? t('rule.ownOn', { time: formatIsoDateTime(rule.ownConfirmedAt) })
    : t(rule.isValid ? 'rule.ownOpen' : 'rule.ended');
  return (
    <div className="lt-page">
      <PageHeader
        title={`${rule.title}（${rule.version}）`}
        lead={lead}
        actions={
          <>
            {canRead ? (
              <a
                className="lt-btn"
                href={downloadPath(slug, 'rules.downloadReaders', { entryId: rule.entryId })}
                download
              >
                <Icon name="download" />
                <span>{t('rule.exportReaders')}</span>
              </a>
            ) : null}
            {mayConfirm ? (
              <Button look="primary" icon="check" onClick={() => setConfirming(true)}>
                {t('rule.confirm')}
              </Button>
            ) : null}
          </>
        }
      />
      <FactList
        facts={[
          [t('rule.kind'), ruleKindText(rule.kind, locale)],
          [t('rule.scope'), rule.scope ? ruleScopeText(rule.scope, locale) : null],
          [t('rule.issuedOn'), rule.issuedOn],
          [t('rule.replacedOn'), rule.replacedOn],
          [t('rule.approver'), rule.approver],
        ]}
      />
      <Texts rule={rule} />
      {readers ? (
        <section className="lt-section">
          <h2>{t('rule.readers')}</h2>
          <DataTable
            lead={
              <Segments
                name="who"
                label={t('rule.readers')}
                segments={[
                  { value: 'unconfirmed', label: t('rule.unconfirmed'), count: rule.unconfirmed },
                  { value: 'confirmed', label: t('rule.confirmed'), count: rule.confirmed },
                ]}
              />
            }
            name="rule-readers"
            caption={t('rule.readers')}
            columns={columnsOf(t)}
            rows={readers.rows}
            page={readers.page}
            rowKey={(row) => row.accountId}
            rowLabel={(row) => row.name}
            empty={<Empty icon="check" title={t('rule.nobody')} text={t('rule.nobodyText')} />}
          />
        </section>
      ) : null}
      {confirming ? <ConfirmRule rule={rule} onClose={() => setConfirming(false)} /> : null}
    </div>
  );
}
