import { categoryName, retentionName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import type { BoxDetailView } from '@/server/domain/storage/box';
import { FillBar } from './fill-bar';
import { orgText } from './storage-words';

/** What a box is and what its note sheet says. */
export const BoxFacts = ({ box }: { box: BoxDetailView['box'] }) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const facts = [
    [t('storage.fonds'), `${box.fondsNumber} ${box.fondsName}`],
    [t('storage.category'), categoryName(box.categoryCode, categories)],
    [t('storage.year'), String(box.filingYear)],
    [t('storage.retention'), retentionName(box.retentionCode, locale)],
    [t('storage.org'), orgText(box)],
    [t('storage.range'), box.from === '' ? '—' : `${box.from}—${box.to}`],
    [t('storage.spine'), t('storage.spineMm', { n: box.spineMm })],
    [t('storage.pages'), formatNumber(box.pages)],
  ] as const;
  const note = [
    [t('storage.situation'), box.situation],
    [t('storage.arranger'), box.arranger],
    [t('storage.arrangedOn'), box.arrangedOn],
    [t('storage.checker'), box.checker],
    [t('storage.checkedOn'), box.checkedOn],
  ] as const;
  return (
    <>
      <dl className="lt-facts">
        <div className="lt-fact">
          <dt>{t('storage.fill')}</dt>
          <dd>
            <FillBar percent={box.fillPercent} />
          </dd>
        </div>
        {facts.map(([label, value]) => (
          <div key={label} className="lt-fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section>
        <h2>{t('storage.note')}</h2>
        <dl className="lt-facts">
          {note.map(([label, value]) => (
            <div key={label} className="lt-fact">
              <dt>{label}</dt>
              <dd>{value ?? '—'}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
};

/** The places it stood in, newest first. */
export const BoxMoves = ({ moves }: { moves: BoxDetailView['moves'] }) => {
  const t = useText();
  const words = ({ fromCode, toCode }: BoxDetailView['moves'][number]): string => {
    if (toCode === null) {
      return t('storage.moveOff', { from: fromCode ?? '' });
    }
    return fromCode === null
      ? t('storage.moveShelved', { to: toCode })
      : t('storage.moveMoved', { from: fromCode, to: toCode });
  };
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">{t('storage.moves')}</h2>
      {moves.length === 0 ? <p className="lt-2">{t('storage.movesNone')}</p> : null}
      <ul>
        {moves.map((move) => (
          <li key={move.id} className="lt-side-item">
            <p>{words(move)}</p>
            <p className="lt-3">
              {formatIsoDateTime(move.at)} {move.byName} {move.reason ?? ''}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
