import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { Watermark } from '@/app/components/watermark';
import { EntryHistory, factsOf } from '@/app/features/register/entry-history';
import { inWords } from '@/app/features/register/register-words';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatBytes } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { takesFindings } from '@/server/domain/inspection/vocabulary';
import type { GrantedEntryView, GrantedFileView } from '@/server/domain/register/granted-entry';
import { registerOfCode } from '@/server/domain/register/registers';

export const handle: ScreenHandle<GrantedEntryView & { grant: GrantInUse }> = {
  crumbs: ({ data, params }, t) => {
    const base = `/w/${params.slug}/granted/${params.unitSlug}/registers`;
    return [
      { label: t('granted.title'), to: `/w/${params.slug}/granted` },
      { label: data?.grant.unitName ?? '', to: base },
      { label: registerOfCode(data?.entry.code)?.name.zh ?? '', to: `${base}/${data?.entry.code ?? ''}` },
      { label: data?.entry.title ?? '' },
    ];
  },
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '', entryId = '' } = params;
  if (!UUID.test(entryId)) throw notFound(context.requestId);
  const { register } = context.api.workspace(slug);
  const seen = await loadOrThrow(asked, register.grantedEntry({ unitSlug, entryId }));
  const { code } = seen.entry;
  const grants = await loadOrThrow(asked, register.entryGrants());
  const grant = grants.find((one) => one.unitSlug === unitSlug && one.registers.includes(code));
  if (!grant) throw notFound(context.requestId);
  const attachmentId = new URL(request.url).searchParams.get('file') ?? '';
  const opened = UUID.test(attachmentId)
    ? await loadOrThrow(asked, register.grantedFile({ unitSlug, entryId, attachmentId }))
    : null;
  const { unitName, reason, validTo, inspectionId } = grant;
  const inspected = inspectionId
    ? await loadOrThrow(asked, context.api.workspace(slug).inspection.byId({ inspectionId }))
    : null;
  const writes = inspected?.isMine && takesFindings(inspected.state) ? inspected : null;
  const findingTo = writes
    ? `/w/${slug}/inspections/${writes.campaignId}/${writes.id}?${new URLSearchParams({ entry: entryId, register: code })}`
    : null;
  return { ...seen, opened, unitSlug, findingTo, grant: { unitName, reason, validTo, leaveTo: `/w/${slug}/granted` } };
};

/** Page by page, as pictures with the inspector's name over them. */
const Pages = ({ opened, path }: { opened: GrantedFileView; path: (page: number) => string }) => {
  const t = useText();
  const { fileName } = opened.file;
  return (
    <section aria-labelledby="pages" className="lt-section">
      <h2 id="pages">{fileName}</h2>
      {Array.from({ length: opened.pages }, (_, index) => index + 1).map((page) => (
        <img
          key={page}
          className="lt-marked-page"
          src={path(page)}
          alt={t('granted.pageOf', { name: fileName, n: page })}
          loading="lazy"
        />
      ))}
    </section>
  );
};

/** One entry of a unit's register under a grant, with its history and its files. */
export default function GrantedRegisterEntry() {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const { entry, versions, files, opened, unitSlug, findingTo } = useLoaderData<typeof loader>();
  const { tenant, membership } = useWorkspace();
  const definition = registerOfCode(entry.code);
  if (!definition) return null;
  const path = (page: number) =>
    downloadPath(tenant.slug, 'register.downloadGrantedPage', {
      unitSlug,
      entryId: entry.id,
      attachmentId: opened?.file.id,
      page,
    });
  return (
    <div className="lt-page">
      <PageHeader
        title={entry.title}
        lead={
          entry.state === 'void' ? (
            <Status kind="failed">{t('register.state_void')}</Status>
          ) : (
            `${inWords(definition.name, locale)} · ${entry.on}`
          )
        }
        actions={
          findingTo ? (
            <ButtonLink icon="flag" to={findingTo}>
              {t('closure.findingOfEntry')}
            </ButtonLink>
          ) : undefined
        }
      />
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <FactList facts={factsOf(definition, entry, locale)} />
        <section aria-labelledby="files" className="lt-section">
          <h2 id="files">{t('register.files')}</h2>
          {files.length === 0 ? <p className="lt-2">{t('register.filesNone')}</p> : null}
          <ul className="lt-change-list">
            {files.map((file) => (
              <li key={file.id} className="lt-side-item">
                <Link className="lt-link" to={withParams(params, { file: file.id })} preventScrollReset>
                  {file.fileName}
                </Link>{' '}
                {formatBytes(file.sizeBytes)}
              </li>
            ))}
          </ul>
        </section>
        <EntryHistory definition={definition} entry={entry} versions={versions} />
      </Watermark>
      {opened ? <Pages opened={opened} path={path} /> : null}
    </div>
  );
}
