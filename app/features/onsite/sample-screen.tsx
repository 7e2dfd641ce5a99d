import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { failureOf, workspaceClient } from '@/app/lib/trpc';
import type { OnsiteItem, OnsitePack } from '@/server/domain/inspection/onsite';
import type { SiteSampleView } from '@/server/domain/inspection/onsite-sample';
import { answeredBy, LONGEST_NOTE } from '@/server/domain/inspection/onsite-vocabulary';
import { seenAnswers, writeAnswer } from './drafts';
import type { Onsite } from './use-onsite';

type SampledRecord = SiteSampleView['records'][number];

interface SampleScreenProps {
  onsite: Onsite;
  pack: OnsitePack;
  item: OnsiteItem;
  number: number;
}

/** What was held against the shelf goes into the answer of the item: in words, and where the item counts, in numbers. */
const useNoted = ({ onsite, pack, item }: SampleScreenProps) => {
  const t = useText();
  const local = onsite.everything.answers.filter((answer) => answer.inspectionId === pack.inspectionId);
  const before = seenAnswers(pack.standing, local, item.code).at(-1);
  return async (record: SampledRecord, fits: boolean): Promise<void> => {
    const words = t(fits ? 'onsite.sampleFitsNote' : 'onsite.sampleDiffersNote', { code: record.referenceCode });
    const note = [before?.note, words].filter(Boolean).join('；').slice(0, LONGEST_NOTE);
    const counts =
      answeredBy(item).number === 'sample'
        ? { outOf: (before?.outOf ?? 0) + 1, value: (before?.value ?? 0) + (fits ? 0 : 1) }
        : {};
    await writeAnswer(
      { owner: onsite.owner, inspectionId: pack.inspectionId, itemCode: item.code },
      { note, ...counts },
    );
    await onsite.reload();
  };
};

const Entry = ({ record, onSaid }: { record: SampledRecord; onSaid: (fits: boolean) => void }) => {
  const t = useText();
  const facts = [
    record.responsibleParty,
    record.documentNumber,
    record.documentDate,
    record.pageCount === null ? null : t('onsite.samplePages', { n: record.pageCount }),
    record.boxNumber === null ? null : t('onsite.sampleBox', { n: record.boxNumber }),
  ];
  return (
    <li className="lt-site-card">
      <h2>{record.title}</h2>
      <p className="lt-code">{record.referenceCode}</p>
      <p className="lt-2">{facts.filter(Boolean).join(t('common.comma'))}</p>
      <div className="lt-site-actions">
        <Button
          look="primary"
          aria-label={`${t('onsite.sampleFits')} ${record.referenceCode}`}
          onClick={() => onSaid(true)}
        >
          {t('onsite.sampleFits')}
        </Button>
        <Button aria-label={`${t('onsite.sampleDiffers')} ${record.referenceCode}`} onClick={() => onSaid(false)}>
          {t('onsite.sampleDiffers')}
        </Button>
      </div>
    </li>
  );
};

/** 抽查档案: a code or a label scanned or typed, what the catalogue says of it, and whether the shelf says the same. */
export const SampleScreen = (props: SampleScreenProps) => {
  const { onsite, pack, item, number } = props;
  const t = useText();
  const locale = useLocale();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [seen, setSeen] = useState<SiteSampleView | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const noteIt = useNoted(props);
  const look = async (event: FormEvent) => {
    event.preventDefault();
    const scanned = field.current?.value.trim() ?? '';
    if (scanned === '' || busy) return;
    setBusy(true);
    setSaid('');
    try {
      setSeen(await workspaceClient(onsite.slug).onsite.sample.query({ inspectionId: pack.inspectionId, scanned }));
    } catch (error) {
      const { code } = failureOf(error);
      setSeen(null);
      setSaid(
        code === 'NOT_FOUND' ? t('onsite.sampleNone') : code ? errorText(code, locale).what : t('onsite.sampleOffline'),
      );
    }
    setBusy(false);
  };
  const note = async (record: SampledRecord, fits: boolean) => {
    try {
      await noteIt(record, fits);
    } catch {
      setSaid(t('onsite.storeBroken'));
      return;
    }
    const left = seen?.records.filter((one) => one.id !== record.id) ?? [];
    setSeen(left.length > 0 ? { records: left, isCut: seen?.isCut ?? false } : null);
    setSaid(t('onsite.sampleNoted', { code: record.referenceCode }));
    if (left.length === 0 && field.current) {
      field.current.value = '';
      field.current.focus();
    }
  };
  return (
    <>
      <h1>{t('onsite.sampleTitle')}</h1>
      <p className="lt-2">
        {item.code} {locale === 'en' ? item.en : item.zh}
      </p>
      <form onSubmit={(event) => void look(event)} aria-label={t('onsite.sampleTitle')}>
        <div className="lt-site-field">
          <label className="lt-label" htmlFor={id}>
            {t('onsite.sampleScan')}
          </label>
          {/* biome-ignore lint/a11y/noAutofocus: a scanner types into it at once */}
          <input id={id} ref={field} className="lt-input" maxLength={200} autoComplete="off" autoFocus />
        </div>
        <Button type="submit" icon="search" className="lt-site-wide" busy={busy}>
          {t('onsite.sampleLook')}
        </Button>
      </form>
      <p role="status">{said}</p>
      {seen?.isCut ? <p className="lt-3">{t('onsite.sampleCut')}</p> : null}
      <ul className="lt-site-cards">
        {seen?.records.map((record) => (
          <Entry key={record.id} record={record} onSaid={(fits) => void note(record, fits)} />
        ))}
      </ul>
      <a className="lt-btn lt-site-wide" href={`#/${pack.inspectionId}/${number}`}>
        {t('onsite.sampleBack')}
      </a>
    </>
  );
};
