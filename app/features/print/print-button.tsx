import { lazy, Suspense, useState } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import type { PrintFormCode } from '@/server/domain/archive/print-form';
import type { PrintWhat } from './print-what';

const PrintDialog = lazy(async () => ({ default: (await import('./print-dialog')).PrintDialog }));

interface PrintButtonProps {
  forms: readonly PrintFormCode[];
  what: PrintWhat;
  label?: string;
}

/** Opens the print dialog; its script is read when it is asked for. */
export const PrintButton = ({ forms, what, label }: PrintButtonProps) => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        icon="print"
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
      >
        {label ?? t('print.print')}
      </Button>
      {asked ? (
        <span className="lt-layers">
          <Suspense fallback={null}>
            <PrintDialog open={open} onClose={() => setOpen(false)} forms={forms} what={what} />
          </Suspense>
        </span>
      ) : null}
    </>
  );
};
