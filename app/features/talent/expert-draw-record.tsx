import { Button } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import type { ExpertDrawView } from '@/server/domain/talent/expert-draw';
import { ExpertInvitations } from './expert-invitations';

/** The names of who was drawn, in the order of the draw. */
export const namesDrawn = (one: ExpertDrawView): string[] =>
  one.drawn.flatMap((id) => one.pool.find((expert) => expert.id === id)?.name ?? []);

interface ExpertDrawRecordProps {
  one: ExpertDrawView;
  onClose: () => void;
  onInvite: () => void;
}

/** 抽取记录: all that is needed to draw again, and whether that gives the same people. */
export const ExpertDrawRecord = ({ one, onClose, onInvite }: ExpertDrawRecordProps) => {
  const t = useText();
  const isWholeInvited = one.invitations.length >= one.drawn.length;
  const list = t('common.list');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('talent.drawRecord')}
      place="right"
      foot={
        isWholeInvited ? undefined : (
          <Button look="primary" icon="send" onClick={onInvite}>
            {t('talent.invite')}
          </Button>
        )
      }
    >
      <FactList
        facts={[
          [t('talent.purpose'), one.purpose],
          [t('talent.reviewed'), one.unitName],
          [t('talent.expertField'), one.field ? t(`talent.field_${one.field}`) : t('talent.anyField')],
          [t('talent.drawnPeople'), namesDrawn(one).join(list)],
          [t('talent.pool'), one.pool.map((expert) => expert.name).join(list)],
          [
            t('talent.recusals'),
            one.recusals.length > 0
              ? one.recusals.map(({ name, reason }) => t('talent.recusalLine', { name, reason })).join(list)
              : null,
          ],
          [t('talent.drawnOn'), formatIsoDateTime(one.drawnAt)],
          [t('talent.drawnBy'), one.drawnByName],
          [
            t('talent.seed'),
            <>
              <code className="lt-code">{one.seedText}</code> <CopyButton text={one.seedText} />
            </>,
          ],
          [
            t('talent.check'),
            <Status key="check" kind={one.isReproduced ? 'done' : 'failed'}>
              {t(one.isReproduced ? 'talent.reproduced' : 'talent.notReproduced')}
            </Status>,
          ],
        ]}
      />
      <p className="lt-3">{t('talent.seedHelp')}</p>
      {one.invitations.length > 0 ? <ExpertInvitations rows={one.invitations} /> : null}
    </Dialog>
  );
};
