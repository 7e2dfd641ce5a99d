import { Button } from '@/app/components/button';
import { Menu } from '@/app/components/menu';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { monthBefore, partsOfMonth } from '@/server/domain/tenancy/month';

/** A wall that was opened in passing ends by itself; for months there are the links of the wall. */
const WALL_DAYS = 7;

/** 月度简报 of this month and the last, and 大屏 by one press: what a leader comes for. */
export const LeaderActions = () => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const month = useToday().slice(0, 7);
  const canShow = useCan('figure.release');
  const brief = (of: string) => downloadPath(slug, 'workspace.downloadBrief', { ...partsOfMonth(of) });
  const show = () =>
    act(async () => {
      const label = t('workbench.wallLabel', { time: formatDateTime(new Date().toISOString(), locale) });
      const { token } = await client.wall.createLink.mutate({ label, days: WALL_DAYS });
      window.location.assign(`/wall/${token}`);
    });
  return (
    <>
      <Menu face={t('workbench.brief')} className="lt-btn">
        <a className="lt-menu-item" href={brief(month)} download>
          {t('workbench.briefThis')}
        </a>
        <a className="lt-menu-item" href={brief(monthBefore(month))} download>
          {t('workbench.briefLast')}
        </a>
      </Menu>
      {canShow ? (
        <Button icon="chart" busy={busy} onClick={() => void show()}>
          {t('workbench.wall')}
        </Button>
      ) : null}
    </>
  );
};
