import { useEffect, useRef } from 'react';

/** Whether an input method is composing: its Enter chooses a word and must reach nobody else. */
export const isComposing = (event: { isComposing?: boolean; keyCode?: number }): boolean =>
  event.isComposing === true || event.keyCode === 229;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type));

/** Keys as `event.key`, lower case, with `ctrl+` in front where it is held (⌘ counts as Ctrl). */
export type Hotkeys = Record<string, Hotkey>;
/** Answers `false` to leave the key to the browser. */
type Hotkey = (event: KeyboardEvent) => unknown;

const nameOf = (event: KeyboardEvent): string =>
  `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.key.toLowerCase()}`;

/** Single letters rest while somebody types and while a dialog is open; those with Ctrl always work. */
export const useHotkeys = (hotkeys: Hotkeys, enabled = true): void => {
  const latest = useRef(hotkeys);
  latest.current = hotkeys;
  useEffect(() => {
    if (!enabled) {
      return;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey || event.defaultPrevented) {
        return;
      }
      const name = nameOf(event);
      const handler = latest.current[name];
      const atRest = isTyping(event.target) || document.querySelector('dialog[open], .ant-drawer-open') !== null;
      if (!handler || (atRest && !name.startsWith('ctrl+'))) {
        return;
      }
      if (handler(event) !== false) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
};
