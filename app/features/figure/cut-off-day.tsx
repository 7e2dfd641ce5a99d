import { Form } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';

/** 数据截至: the figures as they were on an earlier day, as a half-year's report asks for them. */
export const CutOffDay = ({ to, today }: { to: string; today: string }) => {
  const t = useText();
  return (
    <Form method="get" className="lt-wrap lt-movement-days">
      <label>
        {t('figure.asOf')} <input className="lt-input" type="date" name="asOf" defaultValue={to} max={today} required />
      </label>
      <Button type="submit">{t('dashboard.holdingsShow')}</Button>
    </Form>
  );
};
