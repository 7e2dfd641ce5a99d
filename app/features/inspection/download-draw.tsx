import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import type { DrawSheet } from '@/server/domain/inspection/stratified-draw';

const INDENT = 2;

/** 抽取记录 as the file that verify-draw.mjs reads. It is on this page already: nothing is asked of the server. */
export const DownloadDraw = ({ sheet, title }: { sheet: DrawSheet; title: string }) => {
  const t = useText();
  const save = () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(sheet, null, INDENT)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${t('inspection.drawRecord')}_${title.replace(/[\\/:*?"<>|]/g, '_')}.json`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button icon="download" onClick={save}>
      {t('inspectionPlan.downloadDraw')}
    </Button>
  );
};
