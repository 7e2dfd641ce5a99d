import { useCallback, useEffect, useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { dayOf, formatDate, formatDateTime } from '@/app/lib/format';
import { failureOf, workspaceClient } from '@/app/lib/trpc';
import type { OnsitePack } from '@/server/domain/inspection/onsite';
import { takesFindings } from '@/server/domain/inspection/vocabulary';
import { exportDrafts, importDrafts } from './bundle';
import { keepPack, seenAnswers } from './drafts';
import type { Onsite } from './use-onsite';

interface Mine {
  id: string;
  subjectName: string;
  campaignTitle: string;
  scheduledOn: string | null;
}

/** What is assigned to this person, as far as the network allows to ask; null when it does not. */
const useMine = (slug: string): Mine[] | null | undefined => {
  const [mine, setMine] = useState<Mine[] | null | undefined>(undefined);
  useEffect(() => {
    let isHere = true;
    const ask = async () => {
      const found: Mine[] = [];
      let cursor: string | undefined;
      do {
        const page = await workspaceClient(slug).inspection.mine.query({ cursor, limit: 100 });
        found.push(...page.rows.filter((row) => takesFindings(row.state)));
        cursor = page.page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    ask().then(
      (found) => isHere && setMine(found),
      () => isHere && setMine(null),
    );
    return () => {
      isHere = false;
    };
  }, [slug]);
  return mine;
};

const answered = (onsite: Onsite, pack: OnsitePack): number => {
  const local = onsite.everything.answers.filter((answer) => answer.inspectionId === pack.inspectionId);
  return pack.items.filter((item) => seenAnswers(pack.standing, local, item.code).some((one) => one.verdict !== null))
    .length;
};

const Card = ({ onsite, mine, pack }: { onsite: Onsite; mine: Mine; pack: OnsitePack | undefined }) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await keepPack(
        onsite.owner,
        await workspaceClient(onsite.slug).onsite.takePack.mutate({ inspectionId: mine.id }),
      );
      await onsite.keepThisPage();
      await onsite.reload();
    } catch (error) {
      const { code } = failureOf(error);
      const why = code ? errorText(code, locale).what : t('form.unknownOutcome');
      toast({ kind: 'fail', text: `${t('onsite.takeFailed')}${t('common.colon')}${why}` });
    }
    setBusy(false);
  };
  const done = pack ? answered(onsite, pack) : 0;
  return (
    <li className="lt-site-card">
      <h2>{mine.subjectName}</h2>
      <p className="lt-2">
        {mine.campaignTitle}
        {pack?.unitRegion ? `${t('common.comma')}${pack.unitRegion}` : null}
      </p>
      {mine.scheduledOn ? (
        <p className="lt-3">{t('onsite.scheduledOn', { day: formatDate(mine.scheduledOn, locale) })}</p>
      ) : null}
      {pack ? (
        <p className="lt-site-taken">
          <Icon name="check" />
          <span>
            {t('onsite.taken')}
            {t('common.comma')}
            {t('onsite.progress', { done, total: pack.items.length })}
          </span>
        </p>
      ) : null}
      <div className="lt-site-actions">
        {pack ? (
          <a className="lt-btn lt-btn-primary" href={`#/${mine.id}/1`}>
            {done > 0 ? t('onsite.goOn') : t('onsite.start')}
          </a>
        ) : null}
        {pack && done > 0 ? (
          <a className="lt-btn" href={`#/${mine.id}/sign`}>
            {t('onsite.toSign')}
          </a>
        ) : null}
        <Button look={pack ? 'plain' : 'primary'} icon="download" busy={busy} onClick={() => void take()}>
          {busy ? t('onsite.taking') : pack ? t('onsite.takeAgain') : t('onsite.take')}
        </Button>
      </div>
      {pack ? <p className="lt-3">{t('onsite.takenAt', { time: formatDateTime(pack.takenAt, locale) })}</p> : null}
    </li>
  );
};

const Drafts = ({ onsite }: { onsite: Onsite }) => {
  const t = useText();
  const toast = useToast();
  const fileId = useId();
  const save = useCallback(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(exportDrafts(onsite.owner, onsite.everything));
    link.download = t('onsite.draftFile', { day: dayOf(new Date().toISOString()) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }, [onsite, t]);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const taken = await importDrafts(onsite.owner, file).catch(() => null);
    toast(
      taken === null ? { kind: 'fail', text: t('onsite.importFailed') } : { text: t('onsite.imported', { n: taken }) },
    );
    await onsite.reload();
  };
  return (
    <section className="lt-site-drafts">
      <p className="lt-3">{t('onsite.draftsLead')}</p>
      <div className="lt-site-actions">
        <Button icon="download" disabled={onsite.unsent === 0} onClick={save}>
          {t('onsite.exportDrafts', { n: onsite.unsent })}
        </Button>
        <span className="lt-pick">
          <input
            id={fileId}
            className="lt-hidden"
            type="file"
            accept=".lantai"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <label htmlFor={fileId} className="lt-btn">
            <Icon name="upload" />
            <span>{t('onsite.importDrafts')}</span>
          </label>
        </span>
      </div>
    </section>
  );
};

/** 出发前: what is assigned, what lies on the phone, and whether all this opens without network. */
export const PackList = ({ onsite }: { onsite: Onsite }) => {
  const t = useText();
  const mine = useMine(onsite.slug);
  const packs = new Map(onsite.everything.packs.map(({ pack }) => [pack.inspectionId, pack]));
  const taken: Mine[] = [...packs.values()].map(({ inspectionId, unitName, campaignTitle, scheduledOn }) => ({
    id: inspectionId,
    subjectName: unitName,
    campaignTitle,
    scheduledOn,
  }));
  const listed = mine ? [...mine, ...taken.filter(({ id }) => !mine.some((one) => one.id === id))] : taken;
  const shell = onsite.shellKept === null ? 'shellPending' : onsite.shellKept ? 'shellKept' : 'shellMissing';
  return (
    <>
      <h1>{t('onsite.title')}</h1>
      <p className="lt-2">{t('onsite.lead')}</p>
      <p className={`lt-note ${onsite.shellKept === false ? 'lt-note-attention' : ''}`} data-shell={shell}>
        {t(`onsite.${shell}`)}
      </p>
      {onsite.hasExpired ? <p className="lt-note lt-note-attention">{t('onsite.packExpired')}</p> : null}
      {mine === null ? <p className="lt-note lt-note-info">{t('onsite.listFailed')}</p> : null}
      {mine && listed.length === 0 ? (
        <Empty icon="clip" title={t('onsite.noInspections')} text={t('onsite.noInspectionsText')} />
      ) : null}
      <ul className="lt-site-cards" aria-busy={mine === undefined || undefined}>
        {listed.map((one) => (
          <Card key={one.id} onsite={onsite} mine={one} pack={packs.get(one.id)} />
        ))}
      </ul>
      <Drafts onsite={onsite} />
    </>
  );
};
