import { Form, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { FigureCode } from '@/server/domain/figure/figures';
import { figureName } from './figure-words';

const KEPT = ['year', 'kind'];

/** Which figures stand beside each other. A form with an address, so that a choice can be sent to somebody. */
export const FigureChoice = (props: {
  choices: readonly FigureCode[];
  chosen: readonly FigureCode[];
  most: number;
}) => {
  const { choices, chosen, most } = props;
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  return (
    <details className="lt-figure-choice">
      <summary>{t('dashboard.choose', { n: most })}</summary>
      <Form method="get" preventScrollReset>
        {KEPT.map((name) =>
          params.get(name) ? <input key={name} type="hidden" name={name} value={params.get(name) ?? ''} /> : null,
        )}
        <ul>
          {choices.map((code) => (
            <li key={code}>
              <label>
                <input type="checkbox" name="code" value={code} defaultChecked={chosen.includes(code)} />{' '}
                {figureName(code, locale)}
              </label>
            </li>
          ))}
        </ul>
        <Button type="submit">{t('dashboard.chooseDone')}</Button>
      </Form>
    </details>
  );
};
