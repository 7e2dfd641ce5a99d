import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import type { OnsitePack } from '@/server/domain/inspection/onsite';
import { needsPicture } from '@/server/domain/inspection/photo-rule';
import { hasPicture, keepSignature, seenAnswers } from './drafts';
import { Feedback } from './feedback';
import { SignaturePad, type SignaturePadHandle } from './signature-pad';
import type { StatementLine } from './store';
import type { Onsite } from './use-onsite';

/** What stands on this phone of every answered item: frozen with the signature. */
const statementOf = (onsite: Onsite, pack: OnsitePack): StatementLine[] => {
  const isHere = ({ inspectionId }: { inspectionId: string }) => inspectionId === pack.inspectionId;
  const local = onsite.everything.answers.filter(isHere);
  const photos = [...pack.photos, ...onsite.everything.photos.filter(isHere)];
  return pack.items.flatMap((item) =>
    seenAnswers(pack.standing, local, item.code).map((answer) => ({
      itemCode: item.code,
      text: item.zh,
      verdict: answer.verdict,
      value: answer.value,
      outOf: answer.outOf,
      note: answer.note,
      photos: photos.filter((photo) => photo.itemCode === item.code).map((photo) => photo.sha256),
    })),
  );
};

/** 须有照片: items with a conclusion and no photo. What is signed must be whole. */
const bareItems = (onsite: Onsite, pack: OnsitePack): string[] => {
  const concluded = new Set(
    statementOf(onsite, pack)
      .filter((line) => needsPicture({ needsPhoto: true }, line))
      .map((line) => line.itemCode),
  );
  return pack.items
    .filter((item) => item.needsPhoto && concluded.has(item.code))
    .filter((item) => !hasPicture(pack, onsite.everything.photos, item.code))
    .map((item) => item.code);
};

const Field = ({
  label,
  value,
  most = 50,
  onChange,
}: {
  label: string;
  value: string;
  most?: number;
  onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className="lt-site-field">
      <label className="lt-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="lt-input"
        maxLength={most}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
};

const Made = ({ onsite, pack }: { onsite: Onsite; pack: OnsitePack }) => {
  const t = useText();
  const locale = useLocale();
  const made = [
    ...pack.signatures,
    ...onsite.everything.signatures.filter(({ inspectionId }) => inspectionId === pack.inspectionId),
  ];
  if (made.length === 0) return null;
  return (
    <section className="lt-note lt-note-info">
      <div>
        <h2>{t('onsite.signaturesMade')}</h2>
        <ul>
          {made.map((one) => (
            <li key={one.id}>
              {t(one.kind === 'signed' ? 'onsite.signedBy' : 'onsite.refusedBy', {
                name: one.personName,
                post: one.personPost,
                time: formatDateTime(one.signedAt, locale),
              })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
};

interface Person {
  personName: string;
  personPost: string;
  reason: string;
  witnessName: string;
}
const NOBODY: Person = { personName: '', personPost: '', reason: '', witnessName: '' };

const Form = ({ onsite, pack, children }: { onsite: Onsite; pack: OnsitePack; children: ReactNode }) => {
  const t = useText();
  const toast = useToast();
  const pad = useRef<SignaturePadHandle>(null);
  const [person, setPerson] = useState<Person>(NOBODY);
  const [failure, setFailure] = useState<'needFields' | 'needDrawing' | 'photoFailed' | 'photoMissing' | null>(null);
  const set = (name: keyof Person) => (value: string) => setPerson((before) => ({ ...before, [name]: value }));
  const keep = async (kind: 'signed' | 'refused') => {
    const typed = Object.fromEntries(
      Object.entries(person).map(([name, value]) => [name, value.trim()]),
    ) as unknown as Person;
    const needed = kind === 'signed' ? [typed.personName, typed.personPost] : Object.values(typed);
    if (needed.some((value) => value === '')) return setFailure('needFields');
    if (bareItems(onsite, pack).length > 0) return setFailure('photoMissing');
    const pngBase64 = kind === 'signed' ? (pad.current?.read() ?? null) : '';
    if (pngBase64 === null) return setFailure('needDrawing');
    const only = kind === 'signed' ? { reason: '', witnessName: '' } : {};
    const statement = { unitName: pack.unitName, lines: statementOf(onsite, pack) };
    const { owner } = onsite;
    const signedAt = new Date().toISOString();
    await keepSignature({
      ...typed,
      ...only,
      owner,
      inspectionId: pack.inspectionId,
      kind,
      pngBase64,
      statement,
      signedAt,
    });
    setFailure(null);
    setPerson(NOBODY);
    pad.current?.clear();
    toast({ text: t('onsite.signatureSaved') });
    await onsite.reload();
    onsite.sendNow();
  };
  const act = (kind: 'signed' | 'refused') => void keep(kind).catch(() => setFailure('photoFailed'));
  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('onsite.signTitle')}>
      <Field label={t('onsite.personName')} value={person.personName} onChange={set('personName')} />
      <Field label={t('onsite.personPost')} value={person.personPost} onChange={set('personPost')} />
      {children}
      <SignaturePad ref={pad} />
      {failure ? (
        <p className="lt-field-error" role="alert">
          {failure === 'photoFailed'
            ? t('onsite.storeBroken')
            : failure === 'photoMissing'
              ? t('remedy.photoMissing', { items: bareItems(onsite, pack).join(t('common.list')) })
              : t(`onsite.${failure}`)}
        </p>
      ) : null}
      <Button look="primary" className="lt-site-wide" onClick={() => act('signed')}>
        {t('onsite.saveSignature')}
      </Button>
      <details className="lt-site-refuse">
        <summary>{t('onsite.refuseTitle')}</summary>
        <Field label={t('onsite.refuseReason')} most={500} value={person.reason} onChange={set('reason')} />
        <Field label={t('onsite.witness')} value={person.witnessName} onChange={set('witnessName')} />
        <Button className="lt-site-wide" onClick={() => act('refused')}>
          {t('onsite.saveRefusal')}
        </Button>
      </details>
    </form>
  );
};

/** 签字: what was found in figures, then the unit's person signs, or the refusal is noted with reason and witness. */
export const SignScreen = ({ onsite, pack }: { onsite: Onsite; pack: OnsitePack }) => {
  const t = useText();
  const lines = statementOf(onsite, pack);
  const done = new Set(lines.filter((line) => line.verdict !== null).map((line) => line.itemCode)).size;
  const unmet = new Set(lines.filter((line) => line.verdict === 'unmet').map((line) => line.itemCode)).size;
  const local = onsite.everything.photos.filter(({ inspectionId }) => inspectionId === pack.inspectionId);
  const isSigned =
    pack.signatures.length > 0 ||
    onsite.everything.signatures.some(({ inspectionId }) => inspectionId === pack.inspectionId);
  return (
    <>
      <h1>{t('onsite.signTitle')}</h1>
      <p className="lt-2">{pack.unitName}</p>
      <p>{t('onsite.summary', { total: pack.items.length, done, unmet, photos: pack.photos.length + local.length })}</p>
      <Made onsite={onsite} pack={pack} />
      <Feedback key={pack.inspectionId} onsite={onsite} pack={pack} lines={lines} isSigned={isSigned} />
      <Form onsite={onsite} pack={pack}>
        <p className="lt-3">{t('onsite.signaturesNote')}</p>
      </Form>
      <a className="lt-btn lt-site-wide" href={`#/${pack.inspectionId}/list`}>
        {t('onsite.jump')}
      </a>
    </>
  );
};
