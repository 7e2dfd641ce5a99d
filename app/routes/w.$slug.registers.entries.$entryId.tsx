import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { EntryFiles } from '@/app/features/register/entry-files';
import { EntryFormDrawer } from '@/app/features/register/entry-form-drawer';
import { EntryHistory, factsOf } from '@/app/features/register/entry-history';
import { inWords } from '@/app/features/register/register-words';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { EntryHistoryView, EntryView } from '@/server/domain/register/register-entry';
import { registerOfCode } from '@/server/domain/register/registers';

export const handle: ScreenHandle<EntryHistoryView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('register.title'), to: `/w/${params.slug}/registers` },
    {
      label: registerOfCode(data?.entry.code)?.name.zh ?? '',
      to: `/w/${params.slug}/registers/${data?.entry.code ?? ''}`,
    },
    { label: data?.entry.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow(
    { request, context },
    context.api.workspace(params.slug ?? '').register.entry({ entryId: params.entryId ?? '' }),
  );

const Acts = ({ definition, entry }: { definition: RegisterDefinition; entry: EntryView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [opened, setOpened] = useState<'change' | 'void' | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Button onClick={() => setOpened('void')}>{t('register.void')}</Button>
      <Button look="primary" icon="pen" onClick={() => setOpened('change')}>
        {t('register.change')}
      </Button>
      <EntryFormDrawer
        key={entry.rowVersion}
        definition={definition}
        entry={entry}
        open={opened === 'change'}
        onClose={close}
      />
      <ReasonDrawer
        open={opened === 'void'}
        onClose={close}
        title={t('register.voidTitle')}
        effect={t('register.voidText')}
        label={t('register.reason')}
        act={t('register.void')}
        onSubmit={async (reason) => {
          await client.register.void.mutate({ entryId: entry.id, rowVersion: entry.rowVersion, reason });
          toast({ text: t('register.voided') });
          revalidate();
        }}
      />
    </>
  );
};

/** What an entry says, its photos and papers, and what it said before. */
export default function RegisterEntry() {
  const t = useText();
  const locale = useLocale();
  const { entry, versions, files, importId } = useLoaderData<typeof loader>();
  const canKeep = useCan('register.keep');
  const { slug } = useWorkspace().tenant;
  const definition = registerOfCode(entry.code);
  if (!definition) return null;
  const isVoid = entry.state === 'void';
  return (
    <div className="lt-page">
      <PageHeader
        title={entry.title}
        lead={
          isVoid ? (
            <Status kind="failed">{t('register.state_void')}</Status>
          ) : (
            `${inWords(definition.name, locale)} · ${entry.on}`
          )
        }
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'register.downloadEntryForm', { entryId: entry.id })}
              download
            >
              <Icon name="print" />
              <span>{t('register.print')}</span>
            </a>
            {canKeep && !isVoid ? <Acts definition={definition} entry={entry} /> : null}
          </>
        }
      />
      <FactList facts={factsOf(definition, entry, locale)} />
      {importId ? (
        <p className="lt-2">
          <Link to={`/w/${slug}/registers/imports/${importId}`}>{t('register.fromFile')}</Link>
        </p>
      ) : null}
      <EntryFiles entry={entry} files={files} canKeep={canKeep && !isVoid} />
      <EntryHistory definition={definition} entry={entry} versions={versions} />
    </div>
  );
}
