import { CopyButton } from '@/app/components/copy-button';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime, formatNumber } from '@/app/lib/format';
import type { CampaignView } from '@/server/domain/inspection/campaign';
import { DownloadDraw } from './download-draw';
import { StrataTable } from './strata-preview';

const Code = ({ text }: { text: string }) => (
  <>
    <code className="lt-code">{text}</code> <CopyButton text={text} />
  </>
);

/** 抽取记录: all that is needed to repeat the draw. */
export const DrawRecord = ({ campaign }: { campaign: CampaignView }) => {
  const t = useText();
  const locale = useLocale();
  const { drawn, seed, seedText, drawnAt, sheet, selectionReason } = campaign;
  if (!drawn) {
    return null;
  }
  const chosen = new Set(drawn.units.map((unit) => unit.slug));
  return (
    <section className="lt-section" aria-label={t('inspection.drawRecord')}>
      <h2>{t('inspection.drawRecord')}</h2>
      <dl className="lt-facts">
        {drawnAt ? (
          <>
            <dt>{t('inspection.drawnAt')}</dt>
            <dd>{formatDateTime(drawnAt, locale)}</dd>
          </>
        ) : null}
        {seed && seedText ? (
          <>
            <dt>{t('inspection.seedText')}</dt>
            <dd>
              <Code text={seedText} />
              <p className="lt-3">{t('inspection.seedTextHelp')}</p>
            </dd>
            <dt>{t('inspection.seed')}</dt>
            <dd>
              <Code text={seed} />
            </dd>
          </>
        ) : null}
        {selectionReason ? (
          <>
            <dt>{t('inspectionPlan.selectionReason')}</dt>
            <dd>{selectionReason}</dd>
          </>
        ) : null}
        <dt>{t('inspection.inspectorPool')}</dt>
        <dd>{drawn.inspectorPool.map((person) => person.name).join(t('common.list'))}</dd>
      </dl>
      {sheet && sheet.strata.length > 1 ? (
        <StrataTable
          rows={sheet.strata.map(({ stratum, units, take }) => ({ stratum, units: units.length, take }))}
          townships={new Map(campaign.townships.map(({ slug, name }) => [slug, name]))}
        />
      ) : null}
      <details>
        <summary className="lt-link">{t('inspection.poolCount', { n: formatNumber(campaign.pool.length) })}</summary>
        <ul className="lt-pool">
          {campaign.pool.map((unit) => (
            <li key={unit.slug} className={chosen.has(unit.slug) ? 'lt-strong' : undefined}>
              {unit.name} <span className="lt-3">{unit.slug}</span>
              {chosen.has(unit.slug) ? <span className="lt-tag lt-tag-blue">{t('inspection.drawnMark')}</span> : null}
            </li>
          ))}
        </ul>
      </details>
      {seed ? <p className="lt-3">{t('inspection.verifyHint')}</p> : null}
      {sheet ? <DownloadDraw sheet={sheet} title={campaign.title} /> : null}
    </section>
  );
};
