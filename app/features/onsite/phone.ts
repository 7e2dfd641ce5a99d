/* What the phone gives: ids, digests, place, and the promise to keep the store. */

/** UUIDv7: in the order of time, like all ids of this system. */
export const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

export const sha256Hex = async (bytes: BufferSource): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

export const sha256OfText = (text: string): Promise<string> => sha256Hex(new TextEncoder().encode(text));

/** Whether this address and this browser can work without network at all: plain http cannot. */
export const canWorkOffline = (): boolean =>
  window.isSecureContext && 'serviceWorker' in navigator && 'indexedDB' in window && Boolean(crypto.subtle);

export interface Place {
  latitude: number;
  longitude: number;
  accuracyMetres: number;
}

/** Gives a request up after a while; a browser that cannot say so waits for the network to give up. */
export const patience = (milliseconds: number): { signal?: AbortSignal } =>
  typeof AbortSignal.timeout === 'function' ? { signal: AbortSignal.timeout(milliseconds) } : {};

/** Follows the place while an inspection is open. A refusal is no fault: photos then carry none. */
export const watchPlace = (tell: (place: Place) => void): (() => void) => {
  if (!('geolocation' in navigator)) return () => undefined;
  const id = navigator.geolocation.watchPosition(
    ({ coords }) =>
      tell({ latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: Math.round(coords.accuracy) }),
    () => undefined,
    { enableHighAccuracy: true, maximumAge: 60_000, timeout: 20_000 },
  );
  return () => navigator.geolocation.clearWatch(id);
};
