import { useText } from '@/app/i18n/use-text';
import { useToast } from './toast';

/** The clipboard is missing on plain http and in old browsers; then a selection and the old command do it. */
const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
};

export const CopyButton = ({ text }: { text: string }) => {
  const t = useText();
  const toast = useToast();
  const copy = async () => {
    const copied = await copyText(text);
    toast(copied ? { text: t('common.copied') } : { text: t('common.copyFailed'), kind: 'fail' });
  };
  return (
    <button type="button" className="lt-link" onClick={() => void copy()}>
      {t('common.copy')}
    </button>
  );
};
