import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FactList } from '@/app/components/fact-list';
import { Lobby } from '@/app/components/lobby';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('documents.verifyTitle') }] };

/** What a phone opens that scanned a document: for everybody, signed in or not. */
export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.public.documents.verify({ verifyCode: params.code ?? '' }));

export default function VerifyDocument() {
  const t = useText();
  const locale = useLocale();
  const found = useLoaderData<typeof loader>();
  return (
    <Lobby title={t('documents.verifyTitle')} lead={t('documents.verifyLead')} wide>
      <FactList
        facts={[
          [t('documents.column_title'), found.title],
          [t('documents.column_number'), found.documentNumber],
          [t('documents.verifyIssuer'), found.issuerName],
          [t('documents.column_issued'), formatDate(found.issuedOn, locale)],
          [
            t('documents.verifyDigest'),
            <code key="digest" className="lt-code">
              {found.digest}
            </code>,
          ],
        ]}
      />
      <p className="lt-3">{t('documents.verifyHint')}</p>
    </Lobby>
  );
}
