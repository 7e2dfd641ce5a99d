import { QRCode } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '@/app/i18n/use-text';

const QR_SIZE = 240;

/** What stands on the screen in the room: the code to type and the same as a picture to scan. */
export const CheckInCode = ({ code }: { code: string }) => {
  const t = useText();
  // The address that people use is known to the browser only: a proxy may stand before the server.
  const [origin, setOrigin] = useState<string | null>(null);
  useEffect(() => setOrigin(window.location.origin), []);
  return (
    <div className="lt-check-in-code">
      {origin ? (
        // The code below says the same to those who cannot see the picture.
        <div aria-hidden="true">
          <QRCode type="svg" size={QR_SIZE} bordered={false} value={`${origin}/check-in/${code}`} />
        </div>
      ) : null}
      <strong>{code}</strong>
      <p className="lt-2">{t('training.codeText')}</p>
    </div>
  );
};
