import { Link, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MyHoursView, PersonHoursView, RuleView } from '@/server/domain/training/hours';
import { RuleDrawer } from './hours-drawers';

export const neededText = (
  { neededHours, neededProfessional }: Pick<PersonHoursView, 'neededHours' | 'neededProfessional'>,
  t: Translate,
): string =>
  neededHours === 0
    ? t('hours.neededNone')
    : t('hours.neededValue', { total: neededHours, professional: neededProfessional });

/** 我的学时, and the way to bring along what was earned elsewhere. */
export const MyHours = ({ mine, year }: { mine: MyHoursView; year: number }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  const { person } = mine;
  return (
    <section className="lt-section">
      <div className="lt-section-head">
        <h2>{t('hours.mine')}</h2>
        <Button onClick={() => setAsking(true)}>{t('hours.carry')}</Button>
      </div>
      <p>
        {person
          ? t('hours.mineText', {
              hours: person.hours,
              professional: person.professionalHours,
              needed: neededText(person, t),
            })
          : t('hours.mineNone')}
      </p>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('hours.carryTitle')}
        effect={t('hours.carryEffect')}
        act={t('hours.carry')}
        onConfirm={async () => {
          const { carried } = await client.hours.carry.mutate({ year });
          toast({ text: carried > 0 ? t('hours.carried', { n: carried }) : t('hours.carriedNone') });
          revalidate();
        }}
      />
    </section>
  );
};

/** 学时要求 as it holds in the year, whose it is, and for an office the way to set and issue it. */
export const Rules = ({ rules, year }: { rules: readonly RuleView[]; year: number }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canOrganise = useCan('training.organise');
  const { slug } = useWorkspace().tenant;
  const canRoll = useCan('figure.rollUp');
  const [editing, setEditing] = useState<RuleView | null>(null);
  const [issuing, setIssuing] = useState(false);
  return (
    <section className="lt-section">
      <div className="lt-section-head">
        <h2>{t('hours.rules')}</h2>
        {canOrganise ? <Button onClick={() => setIssuing(true)}>{t('hours.ruleIssue')}</Button> : null}
        {canRoll ? (
          <Link className="lt-btn" to={`/w/${slug}/figures/received?year=${year}&code=TRN-02`}>
            {t('hours.seeReleased')}
          </Link>
        ) : null}
      </div>
      <ul className="lt-own-people">
        {rules.map((rule) => (
          <li key={rule.post} className="lt-row">
            <span className="lt-grow">
              {t(`hours.post_${rule.post}`)}
              {t('common.colon')}
              {neededText({ neededHours: rule.totalHours, neededProfessional: rule.professionalHours }, t)}
            </span>
            <span className="lt-3">
              {t(`hours.ruleOrigin_${rule.origin}`)} · {rule.basis}
            </span>
            {canOrganise ? (
              <Button look="text" onClick={() => setEditing(rule)}>
                {t('common.edit')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {editing ? (
        <RuleDrawer
          rule={editing}
          year={year}
          onClose={(saved) => {
            setEditing(null);
            if (saved) revalidate();
          }}
        />
      ) : null}
      <Confirm
        open={issuing}
        onClose={() => setIssuing(false)}
        title={t('hours.ruleIssue')}
        effect={t('hours.ruleIssueEffect')}
        act={t('hours.ruleIssue')}
        onConfirm={async () => {
          const { sent } = await client.hours.issueRules.mutate({ year });
          toast({ text: t('hours.ruleIssued', { n: sent }) });
        }}
      />
    </section>
  );
};
