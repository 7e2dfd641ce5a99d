import { forwardRef, type PointerEvent, useImperativeHandle, useRef } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';

export interface SignaturePadHandle {
  /** The drawing as PNG in base64; null while nothing is drawn. */
  read(): string | null;
  clear(): void;
}

/** Fixed, so that a turned phone does not lose the drawing. */
const WIDTH = 640;
const HEIGHT = 280;

/** A field to draw in with a finger, a pen or a mouse. */
export const SignaturePad = forwardRef<SignaturePadHandle>((_props, ref) => {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const isDrawn = useRef(false);
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT);
    isDrawn.current = false;
  };
  useImperativeHandle(ref, () => ({
    clear,
    read: () => (isDrawn.current ? (canvas.current?.toDataURL('image/png').split(',')[1] ?? null) : null),
  }));
  const at = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return { x: ((clientX - left) / width) * WIDTH, y: ((clientY - top) / height) * HEIGHT };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d');
    const from = last.current;
    if (!pen || !from) return;
    const to = at(event);
    pen.lineWidth = 4;
    pen.lineCap = 'round';
    pen.strokeStyle = '#1c1916';
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
    isDrawn.current = true;
  };
  return (
    <div className="lt-site-pad">
      <p className="lt-label" id="site-pad-label">
        {t('onsite.drawHere')}
      </p>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-labelledby="site-pad-label"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = at(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = null;
        }}
        onPointerCancel={() => {
          last.current = null;
        }}
      />
      <Button look="text" onClick={clear}>
        {t('onsite.clear')}
      </Button>
    </div>
  );
});
SignaturePad.displayName = 'SignaturePad';
