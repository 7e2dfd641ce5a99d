import { FactList } from '@/app/components/fact-list';
import { Status } from '@/app/components/status';
import type { Locale } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { EntryHistoryView, EntryView } from '@/server/domain/register/register-entry';
import { fieldText, inWords } from './register-words';

export const factsOf = (definition: RegisterDefinition, entry: Pick<EntryView, 'values'>, locale: Locale) =>
  definition.fields.map((field) => [inWords(field.name, locale), fieldText(field, entry, locale)] as const);

/** Every version of an entry, the youngest first. */
export const EntryHistory = ({
  definition,
  entry,
  versions,
}: {
  definition: RegisterDefinition;
  entry: EntryView;
  versions: EntryHistoryView['versions'];
}) => {
  const t = useText();
  const locale = useLocale();
  return (
    <section aria-labelledby="history" className="lt-section">
      <h2 id="history">{t('register.history')}</h2>
      <ol className="lt-change-list">
        {[...versions].reverse().map((version) => (
          <li key={version.version} className="lt-side-item">
            <p>
              <b>{t('register.version', { n: version.version })}</b> {version.byName}{' '}
              {formatDateTime(version.at, locale)}
              {version.state === 'void' ? <Status kind="failed">{t('register.state_void')}</Status> : null}
            </p>
            {version.reason ? <p className="lt-2">{`${t('register.reason')} ${version.reason}`}</p> : null}
            {version.version === entry.rowVersion ? null : <FactList facts={factsOf(definition, version, locale)} />}
          </li>
        ))}
      </ol>
    </section>
  );
};
