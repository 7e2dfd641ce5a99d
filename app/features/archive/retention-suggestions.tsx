import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { RetentionSuggestion } from '@/server/domain/filing/retention-schedule';
import { retentionName } from './archive-labels';

const ASK_MS = 600;
const SHORTEST = 4;
const SHOWN = 3;

/** Rules of the approved schedule that fit the title, asked after a pause. */
const useSuggestions = (title: string, categoryCode: string, documentNumber: string): RetentionSuggestion[] => {
  const client = useWorkspaceClient();
  const [found, setFound] = useState<RetentionSuggestion[]>([]);
  useEffect(() => {
    if (Array.from(title.trim()).length < SHORTEST) {
      setFound([]);
      return;
    }
    let isOld = false;
    const timer = setTimeout(() => {
      client.filing.suggestRetention
        .query({ title, categoryCode, documentNumber: documentNumber || undefined })
        .then((suggestions) => {
          if (!isOld) setFound(suggestions.slice(0, SHOWN));
        })
        // A suggestion is a help and no more.
        .catch(() => undefined);
    }, ASK_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [client, title, categoryCode, documentNumber]);
  return found;
};

/** 保管期限建议: the period, the rule and the words that matched. A person takes it or does not. */
export const RetentionSuggestions = () => {
  const t = useText();
  const locale = useLocale();
  const form = Form.useFormInstance();
  const [title, category, number, chosen] = [
    Form.useWatch('title'),
    Form.useWatch('categoryCode'),
    Form.useWatch('documentNumber'),
    Form.useWatch('retentionCode'),
  ] as (string | undefined)[];
  const found = useSuggestions(title ?? '', category ?? 'WS', number ?? '');
  if (found.length === 0) {
    return null;
  }
  return (
    <div className="lt-note lt-note-info lt-suggestions" role="status">
      <div>
        <p>{t('cataloguing.suggestions')}</p>
        {found.map((one) => (
          <p key={one.ruleId}>
            <button
              type="button"
              className="lt-link"
              aria-pressed={chosen === one.retentionCode}
              onClick={() => form.setFieldValue('retentionCode', one.retentionCode)}
            >
              {retentionName(one.retentionCode, locale)}
            </button>{' '}
            {one.code} {one.text}{' '}
            <span className="lt-2">{t('cataloguing.suggestionWords', { words: one.matched.join('、') })}</span>
          </p>
        ))}
      </div>
    </div>
  );
};
