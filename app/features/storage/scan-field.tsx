import { useEffect, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { isComposing } from '@/app/lib/hotkeys';

/** A scanner is a keyboard that ends with Enter. The field keeps the focus, so that scan follows scan. */
export const ScanField = ({ onScan, label }: { onScan: (text: string) => void; label: string }) => {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  useEffect(() => input.current?.focus(), []);
  const enter = () => {
    const typed = text.trim();
    setText('');
    input.current?.focus();
    if (typed !== '') {
      onScan(typed);
    }
  };
  return (
    <label className="lt-field lt-scan-field">
      <span className="lt-label">{label}</span>
      <input
        ref={input}
        className="lt-input"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event.nativeEvent)) {
            event.preventDefault();
            enter();
          }
        }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
      />
      <span className="lt-3">{t('storage.scanHint')}</span>
    </label>
  );
};
