import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace } from '@/app/lib/workspace';

interface ExportLinkProps {
  /** A `download…` procedure, and the filters that the list shows now. */
  procedure: string;
  input?: Readonly<Record<string, unknown>>;
}

/** The list as a workbook, as it is filtered. */
export const ExportLink = ({ procedure, input = {} }: ExportLinkProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <a className="lt-btn" href={downloadPath(slug, procedure, input)} download>
      <Icon name="download" />
      <span>{t('digital.exportExcel')}</span>
    </a>
  );
};
