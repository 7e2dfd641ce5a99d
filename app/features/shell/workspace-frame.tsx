import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PageShell } from '@/app/components/page-shell';
import { useArchiveSearch } from '@/app/features/archive/use-archive-search';
import { useText } from '@/app/i18n/use-text';
import { useScreen } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import { navigationOf } from './navigation';
import { useGrantBanner } from './use-grant-banner';
import { useRunningJobs } from './use-running-jobs';

/** PageShell, fed with the workspace of the address. */
export const WorkspaceFrame = ({ children }: { children: ReactNode }) => {
  const t = useText();
  const workspace = useWorkspace();
  const { tenant, membership, counts } = workspace;
  const account = useRouteLoaderData('routes/w.$slug') as { account: { displayName: string } };
  const { groups, foot } = navigationOf(workspace, t);
  const { rail, crumbs } = useScreen(t);
  const loadJobs = useRunningJobs();
  const search = useArchiveSearch();
  const home = `/w/${tenant.slug}`;
  return (
    <PageShell
      workspace={{
        name: tenant.name,
        subtitle: membership.roles.map((role) => t(`tenancy.role_${role}`)).join(t('common.list')),
      }}
      account={{ displayName: membership.displayName || account.account.displayName }}
      nav={groups}
      foot={foot}
      crumbs={crumbs}
      rail={rail}
      counts={counts}
      noticesTo={`${home}#notices`}
      jobsTo={`${home}/jobs`}
      loadJobs={loadJobs}
      search={search}
      grantBanner={useGrantBanner()}
    >
      {children}
    </PageShell>
  );
};
