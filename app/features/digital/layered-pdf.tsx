import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { LayeredView } from '@/server/domain/digital/page-text';
import { useFollow } from './use-follow';

/** 双层 PDF: made once, kept, and made anew when pages or text have changed. */
export const LayeredPdf = ({ itemId, layered }: { itemId: string; layered: LayeredView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  useFollow(layered.isMaking);
  const { made } = layered;
  if (!layered.canMake) return null;
  const make = () =>
    act(() => client.digital.makeLayeredPdf.mutate({ itemId }, { context: { idempotencyKey: newIdempotencyKey() } }), {
      done: t('digital.layeredStarted'),
    });
  return (
    <div className="lt-row lt-layered">
      <b>{t('digital.layered')}</b>
      {made ? (
        <a className="lt-btn" href={downloadPath(slug, 'digital.downloadLayeredPdf', { itemId })} download>
          <Icon name="download" />
          <span>{t('digital.layeredDownload', { n: made.pages })}</span>
        </a>
      ) : null}
      {layered.isMaking ? <span role="status">{t('digital.layeredMaking')}</span> : null}
      {!layered.isMaking && (!made || made.isStale) ? (
        <Button busy={busy} onClick={() => void make()}>
          {t('digital.layeredMake')}
        </Button>
      ) : null}
      {made?.isStale ? <span className="lt-3">{t('digital.layeredStale')}</span> : null}
      {made && made.barePages > 0 ? (
        <span className="lt-3">{t('digital.layeredBare', { n: made.barePages })}</span>
      ) : null}
    </div>
  );
};
