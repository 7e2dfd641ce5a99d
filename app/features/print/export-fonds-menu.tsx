import { Icon } from '@/app/components/icon';
import { Menu } from '@/app/components/menu';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { PrintProgress } from './print-progress';
import { usePrintJob } from './use-print-job';

/** 导出全宗: the whole description for another system. */
export const ExportFondsMenu = ({ fondsId }: { fondsId: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { job, start } = usePrintJob();
  const choose = (format: 'ead3' | 'csv', encoding: 'utf-8' | 'gb18030') => () =>
    void start(() => client.archive.exportFonds.mutate({ fondsId, format, encoding }));
  return (
    <>
      <Menu
        className="lt-btn"
        face={
          <>
            <Icon name="download" />
            <span>{t('print.exportFonds')}</span>
          </>
        }
      >
        <button type="button" className="lt-menu-item" onClick={choose('ead3', 'utf-8')}>
          {t('print.exportEad3')}
        </button>
        <button type="button" className="lt-menu-item" onClick={choose('csv', 'utf-8')}>
          {t('print.exportCsv')}
        </button>
        <button type="button" className="lt-menu-item" onClick={choose('csv', 'gb18030')}>
          {t('print.exportCsvOld')}
        </button>
      </Menu>
      {job.state === 'idle' ? null : <PrintProgress job={job} />}
    </>
  );
};
