import { useEffect, useRef, useState } from 'react';

const ASK_MS = 400;

/**
 * What typed words find, asked shortly after the last key; null while nothing was asked, and until these very words are
 * answered. An answer that further typing has overtaken is dropped.
 */
export const useFound = <Row>(words: string, ask: (words: string) => Promise<Row[]>): Row[] | null => {
  const [answer, setAnswer] = useState<{ words: string; rows: Row[] } | null>(null);
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
        .then((rows) => {
          if (!isOld) setAnswer({ words, rows });
        })
        // The words stay: another key asks again.
        .catch(() => undefined);
    }, ASK_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [words]);
  return answer?.words === words ? answer.rows : null;
};
