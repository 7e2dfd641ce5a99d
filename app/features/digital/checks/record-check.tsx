import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { NewestCheckView } from '@/server/domain/digital/four-property';
import { phaseName } from '@/server/domain/digital/four-property-words';
import { VERDICT_KINDS } from './check-words';

/** What the newest four-property check said of a record; that none has looked at it is said as well. */
export const RecordCheck = ({ check }: { check: NewestCheckView }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const title = t('fourProperty.title');
  if (!check)
    return (
      <Status kind="none">
        {title} {t('fourProperty.never')}
      </Status>
    );
  return (
    <Link to={`/w/${slug}/digital/checks/${check.runId}`} title={formatIsoDateTime(check.checkedAt)}>
      <Status kind={VERDICT_KINDS[check.verdict]}>
        {title}{' '}
        {t('fourProperty.newest', {
          phase: phaseName(check.phase, locale),
          verdict: t(`fourProperty.verdict_${check.verdict}`),
        })}
      </Status>
    </Link>
  );
};
