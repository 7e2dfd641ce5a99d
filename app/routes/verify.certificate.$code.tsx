import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FactList } from '@/app/components/fact-list';
import { Lobby } from '@/app/components/lobby';
import { Status } from '@/app/components/status';
import { CERTIFICATE_STATUS } from '@/app/features/training/session-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('hours.verifyTitle') }] };

/** What a phone opens that scanned a certificate: for everybody, signed in or not. */
export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.public.certificates.verify({ verifyCode: params.code ?? '' }));

export default function VerifyCertificate() {
  const t = useText();
  const locale = useLocale();
  const found = useLoaderData<typeof loader>();
  return (
    <Lobby title={t('hours.verifyTitle')} lead={t('hours.verifyLead')} wide>
      <FactList
        facts={[
          [
            t('hours.verifyStanding'),
            <Status key="standing" kind={CERTIFICATE_STATUS[found.standing]}>
              {t(`hours.certificate_${found.standing}`)}
            </Status>,
          ],
          [t('hours.number'), found.number],
          [t('hours.person'), found.maskedName],
          [t('hours.course'), found.title],
          [t('hours.heldOn'), formatDate(found.heldOn, locale)],
          [t('hours.issuedOn'), formatDate(found.issuedOn, locale)],
          [t('hours.validUntil'), found.validUntil ? formatDate(found.validUntil, locale) : t('hours.validForever')],
        ]}
      />
      <p className="lt-3">{t('hours.verifyHint')}</p>
    </Lobby>
  );
}
