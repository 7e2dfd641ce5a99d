import { useEffect, useRef, useState } from 'react';

const ASK_MS = 400;

/**
 * What typed words find, asked shortly after the last key; null while nothing was asked, and until these very words are
 * answered. An answer that further typing has overtaken is dropped.
 */
export const useFound = <Found>(
  words: string,
  ask: (words: string) => Promise<Found>,
  afterMs: number = ASK_MS,
): Found | null => {
  const [answer, setAnswer] = useState<{ words: string; found: Found } | null>(null);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (words === '') {
      return;
    }
    let isOld = false;
    const timer = setTimeout(() => {
      latest
        .current(words)
        .then((found) => {
          if (!isOld) setAnswer({ words, found });
        })
        // The words stay: another key asks again.
        .catch(() => undefined);
    }, afterMs);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [words, afterMs]);
  return answer?.words === words ? answer.found : null;
};
