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
  underInspection: [
    { path: 'received', label: 'shell.tabReceived', needs: ['inspection.answer'] },
    { path: 'self-checks', label: 'shell.tabSelfChecks', needs: ['inspection.answer'] },
    { path: 'probes', label: 'shell.tabProbes', needs: ['inspection.answer'] },
    { path: 'supervision-record', label: 'shell.tabSupervisionRecord', needs: ['inspection.answer'] },
  ],
  safety: [
    { path: 'incidents', label: 'shell.tabIncidents', needs: ['inspection.answer'] },
    { path: 'drills', label: 'shell.tabDrills', needs: ['inspection.answer'] },
    { path: 'outsourcing', label: 'shell.tabOutsourcing', needs: ['inspection.answer'] },
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
