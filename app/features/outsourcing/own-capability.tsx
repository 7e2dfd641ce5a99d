import { Link } from '@remix-run/react';
import { Form } from 'antd';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { OwnCapabilityView } from '@/server/domain/outsourcing/outsourcing';
import { CAPABILITY_PARTS } from '@/server/domain/outsourcing/outsourcing-vocabulary';
import { AUTHORITIES } from '@/server/domain/register/register-definition';

/** Who keeps the register; other units say in the contract what they lack. */
const KEEPERS: readonly string[] = AUTHORITIES;

const partsOf = (view: OwnCapabilityView, t: Translate): string =>
  CAPABILITY_PARTS.map((part) => `${t(`outsourcing.part_${part}`)} ${t(`outsourcing.degree_${view[part]}`)}`).join(
    t('common.list'),
  );

/** 自有能力 beside the contract that is being written: its lacks become the reason of outsourcing. */
export const OwnCapabilityNote = ({ capabilities }: { capabilities: readonly OwnCapabilityView[] }) => {
  const t = useText();
  const { kind } = useWorkspace().tenant;
  const form = Form.useFormInstance();
  const work: unknown = Form.useWatch('serviceType', form);
  const own = capabilities.find((one) => one.work === work);
  if (!KEEPERS.includes(kind)) return null;
  if (!own) return <p className="lt-note">{t('outsourcing.capabilityNone')}</p>;
  return (
    <div className="lt-note">
      <p>
        {t('outsourcing.capabilityAssessed', { day: own.assessedOn })}
        {t('common.colon')}
        {partsOf(own, t)}
      </p>
      <p>
        {t(`outsourcing.decision_${own.decision}`)} {own.facts} {own.reason}
      </p>
      <Button look="text" onClick={() => form.setFieldsValue({ lacking: own.lacking, why: own.reason || own.facts })}>
        {t('outsourcing.takeReason')}
      </Button>
    </div>
  );
};

/** The same, work by work, above the contracts. */
export const OwnCapabilities = ({ capabilities }: { capabilities: readonly OwnCapabilityView[] }) => {
  const t = useText();
  const canKeep = useCan('register.read');
  const { slug, kind } = useWorkspace().tenant;
  if (!KEEPERS.includes(kind)) return null;
  return (
    <section className="lt-section" aria-label={t('outsourcing.ownCapability')}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('outsourcing.ownCapability')}</h2>
        {canKeep ? (
          <Link className="lt-in-text" to={`/w/${slug}/registers/own_capability`}>
            {t('outsourcing.openCapability')}
          </Link>
        ) : null}
      </div>
      {capabilities.length === 0 ? <p className="lt-3">{t('outsourcing.capabilityEmpty')}</p> : null}
      <FactList
        facts={capabilities.map((own) => [
          t(`outsourcing.type_${own.work}`),
          `${t(`outsourcing.decision_${own.decision}`)} (${own.assessedOn}) ${partsOf(own, t)}`,
        ])}
      />
    </section>
  );
};
