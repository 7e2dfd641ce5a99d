import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace } from '@/app/lib/workspace';
import type { PrintHandedInput } from '@/server/domain/filing/handed-document';

/** 移交清单 of what the list is narrowed to: on paper to sign, or as a workbook. */
export const HandedListLinks = ({ asked }: { asked: Partial<PrintHandedInput> }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <>
      <a className="lt-btn" href={downloadPath(slug, 'filing.downloadHandedPdf', asked)} download>
        <Icon name="print" />
        <span>{t('filing.handedPdf')}</span>
      </a>
      <a className="lt-btn" href={downloadPath(slug, 'filing.downloadHandedList', asked)} download>
        <Icon name="download" />
        <span>{t('filing.handedList')}</span>
      </a>
    </>
  );
};
