import { useText } from '@/app/i18n/use-text';
import { Dialog } from '../dialog';

export const ShortcutsDialog = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const rows = [
    { keys: ['Ctrl K'], text: t('shell.shortcutSearch') },
    { keys: ['J', 'K'], text: t('shell.shortcutNext') },
    { keys: ['Enter'], text: t('shell.shortcutOpen') },
    { keys: ['E'], text: t('shell.shortcutEdit') },
    { keys: ['X'], text: t('shell.shortcutSelect') },
    { keys: ['Ctrl Enter'], text: t('shell.shortcutSubmit') },
    { keys: ['Esc'], text: t('shell.shortcutClose') },
    { keys: ['?'], text: t('shell.shortcutHelp') },
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t('shell.shortcuts')}>
      <dl className="lt-shortcuts">
        {rows.map((row) => (
          <div key={row.text} className="lt-shortcut">
            <dt>
              {row.keys.map((key) => (
                <kbd key={key} className="lt-kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{row.text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
