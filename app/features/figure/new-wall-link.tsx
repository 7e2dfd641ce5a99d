import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { Dialog } from '@/app/components/dialog';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { MOST_WALL_DAYS } from '@/server/domain/figure/wall';

const USUAL_DAYS = 90;

/** Makes a link and shows its address, once: the server keeps only the hash. */
export const NewWallLink = (props: { open: boolean; onClose: () => void; onMade: () => void }) => {
  const { open, onClose, onMade } = props;
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const [made, setMade] = useState<{ token: string; expiresAt: string } | null>(null);
  const done = (
    <Button look="primary" onClick={() => setMade(null)}>
      {t('dashboard.wallClose')}
    </Button>
  );
  const address = made ? `${window.location.origin}/wall/${made.token}` : '';
  return (
    <>
      <FormDrawer<{ label: string; days: string }>
        open={open}
        onClose={onClose}
        title={t('dashboard.wallCreateTitle')}
        submitLabel={t('dashboard.wallCreate')}
        fieldLabels={{ label: t('dashboard.wallLabel'), days: t('dashboard.wallDays') }}
        initialValues={{ days: String(USUAL_DAYS) }}
        onSubmit={async ({ label, days }) => {
          setMade(await client.wall.createLink.mutate({ label, days: Number(days) }));
          onMade();
        }}
      >
        <FormField name="label" label={t('dashboard.wallLabel')} help={t('dashboard.wallLabelHelp')} required>
          <input className="lt-input" maxLength={80} />
        </FormField>
        <FormField name="days" label={t('dashboard.wallDays')} required>
          <input className="lt-input" type="number" min={1} max={MOST_WALL_DAYS} inputMode="numeric" />
        </FormField>
      </FormDrawer>
      <Dialog open={made !== null} onClose={() => setMade(null)} title={t('dashboard.wallDone')} foot={done}>
        <p>{t('dashboard.wallDoneText', { time: made ? formatDateTime(made.expiresAt, locale) : '' })}</p>
        <div className="lt-row">
          <input className="lt-input" readOnly value={address} aria-label={t('dashboard.wallAddress')} />
          <CopyButton text={address} />
        </div>
        <p>
          <a className="lt-in-text" href={address} target="_blank" rel="noreferrer">
            {t('dashboard.wallOpen')}
          </a>
        </p>
      </Dialog>
    </>
  );
};
