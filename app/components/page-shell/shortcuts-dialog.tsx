import { useText } from '@/app/i18n/use-text';
import { Dialog } from '../dialog';

interface Row {
  keys: readonly string[];
  text: string;
}

const Rows = ({ rows }: { rows: readonly Row[] }) => (
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
);

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
  const reading = [
    { keys: ['←', '→'], text: t('shell.readerTurn') },
    { keys: ['Home', 'End'], text: t('shell.readerEnds') },
    { keys: ['+', '-', '0'], text: t('shell.readerZoom') },
    { keys: ['R'], text: t('shell.readerRotate') },
    { keys: ['D'], text: t('shell.readerDouble') },
    { keys: ['T'], text: t('shell.readerText') },
    { keys: ['I'], text: t('shell.readerFacts') },
    { keys: ['C'], text: t('shell.readerCompare') },
    { keys: ['Esc'], text: t('shell.readerBack') },
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t('shell.shortcuts')}>
      <Rows rows={rows} />
      <h3>{t('shell.shortcutReader')}</h3>
      <Rows rows={reading} />
    </Dialog>
  );
};
