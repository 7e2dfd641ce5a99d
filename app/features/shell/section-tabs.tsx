import { NavLink } from '@remix-run/react';
import type { TextKey } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import { isFor, type Permitted } from './permitted';

interface Page extends Permitted {
  path: string;
  label: TextKey;
}

/** Pages that share one entry of the navigation. A person sees those that are for them; one alone needs no tabs. */
const SECTIONS = {
  guidance: [
    { path: 'guidance', label: 'shell.tabGuidanceEvents', needs: ['guidance.read'] },
    { path: 'guidance/calendar', label: 'shell.tabCalendar', needs: ['guidance.read'] },
    { path: 'guidance/coverage', label: 'shell.tabCoverage', needs: ['guidance.read'] },
    { path: 'guidance/questions', label: 'shell.tabQuestions', needs: ['guidance.read'] },
    { path: 'knowledge', label: 'shell.tabKnowledge', needs: ['guidance.read'] },
    { path: 'guidance/materials', label: 'shell.tabMaterials', needs: ['guidance.read'] },
    { path: 'guidance/exchanges', label: 'shell.tabExchanges', needs: ['guidance.read'] },
    { path: 'guidance/sites', label: 'shell.tabSites', needs: ['guidance.read'] },
  ],
  ownGuidance: [
    { path: 'my-guidance', label: 'shell.tabMyGuidance', needs: ['guidance.ask'] },
    { path: 'my-calendar', label: 'shell.tabMyCalendar', needs: ['guidance.ask'] },
    { path: 'my-questions', label: 'shell.tabMyQuestions', needs: ['guidance.ask'] },
    { path: 'my-materials', label: 'shell.tabMyMaterials', needs: ['guidance.ask'] },
    { path: 'my-exchanges', label: 'shell.tabMyExchanges', needs: ['guidance.ask'] },
    { path: 'knowledge', label: 'shell.tabKnowledge', needs: ['guidance.ask'] },
  ],
  underInspection: [
    { path: 'received', label: 'shell.tabReceived', needs: ['inspection.answer'] },
    { path: 'self-checks', label: 'shell.tabSelfChecks', needs: ['inspection.answer'] },
    { path: 'probes', label: 'shell.tabProbes', needs: ['inspection.answer'] },
    { path: 'supervision-record', label: 'shell.tabSupervisionRecord', needs: ['inspection.answer'] },
  ],
  desk: [
    { path: 'visits', label: 'shell.tabVisits', needs: ['use.read'] },
    { path: 'visits/reservations', label: 'shell.tabReservations', needs: ['use.read'] },
    { path: 'visits/services', label: 'shell.tabServices', needs: ['use.read'], kinds: ['bureau', 'repository'] },
    { path: 'visits/cases', label: 'shell.tabCases', needs: ['use.read'], kinds: ['bureau', 'repository'] },
    { path: 'visits/loans', label: 'shell.tabLoans', needs: ['use.read'] },
    { path: 'visits/effects', label: 'shell.tabEffects', needs: ['use.read'] },
    { path: 'visits/sought', label: 'shell.tabSought', needs: ['use.read'] },
    { path: 'visits/demand', label: 'shell.tabDemand', needs: ['use.read'] },
    { path: 'visits/restrictions', label: 'shell.tabRestrictions', needs: ['use.read'] },
  ],
  safety: [
    { path: 'incidents', label: 'shell.tabIncidents', needs: ['inspection.answer'] },
    { path: 'drills', label: 'shell.tabDrills', needs: ['inspection.answer'] },
    { path: 'outsourcing', label: 'shell.tabOutsourcing', needs: ['inspection.answer'] },
    { path: 'safety-state', label: 'shell.tabSafetyState', needs: ['inspection.answer'] },
    { path: 'incidents/received', label: 'shell.tabIncidentsReceived', needs: ['inspection.plan'] },
    {
      path: 'outsourcing/received',
      label: 'shell.tabOutsourcingReceived',
      needs: ['inspection.plan'],
      kinds: ['bureau'],
    },
  ],
} as const satisfies Record<string, readonly Page[]>;

export const SectionTabs = ({ of }: { of: keyof typeof SECTIONS }) => {
  const t = useText();
  const workspace = useWorkspace();
  const pages = SECTIONS[of].filter((page) => isFor(workspace, page));
  if (pages.length < 2) return null;
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t(`shell.section_${of}`)}>
      {pages.map(({ path, label }) => (
        <NavLink key={path} to={`/w/${workspace.tenant.slug}/${path}`} end>
          {t(label)}
        </NavLink>
      ))}
    </nav>
  );
};
