/**
 * RTF as Outlook keeps the letters of its mails (MS-OXRTFCP): words that came before are named by their place in a ring
 * of 4096 bytes, which begins with what every such letter begins with.
 */
const RING = 4_096;
const BEGINNING = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
    'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n' +
    '\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const HEAD_BYTES = 16;
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
/** A letter says how long it is; more than this is no letter. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * What can be read of the letter: one that was cut off ends where it was cut.
 * @throws Error for bytes that are no such letter
 */
export const decompressRtf = (bytes: Buffer): Buffer => {
  if (bytes.length < HEAD_BYTES) throw new Error('no compressed RTF');
  const end = Math.min(bytes.length, bytes.readUInt32LE(0) + 4);
  const size = Math.min(bytes.readUInt32LE(4), MOST_BYTES);
  const kind = bytes.readUInt32LE(8);
  if (kind === PLAIN) return bytes.subarray(HEAD_BYTES, Math.min(end, HEAD_BYTES + size));
  if (kind !== COMPRESSED) throw new Error('no compressed RTF');
  const ring = Buffer.alloc(RING);
  BEGINNING.copy(ring);
  let place = BEGINNING.length;
  const letter: number[] = [];
  const keep = (byte: number): void => {
    letter.push(byte);
    ring[place] = byte;
    place = (place + 1) % RING;
  };
  for (let at = HEAD_BYTES; at < end && letter.length < size; ) {
    const marks = bytes[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < end && letter.length < size; bit += 1) {
      if ((marks & (1 << bit)) === 0) {
        keep(bytes[at] ?? 0);
        at += 1;
        continue;
      }
      if (at + 2 > end) return Buffer.from(letter);
      const word = bytes.readUInt16BE(at);
      at += 2;
      const from = word >> 4;
      // A word at the place that is written next is the end.
      if (from === place) return Buffer.from(letter);
      for (let n = 0; n < (word & 0xf) + 2 && letter.length < size; n += 1) keep(ring[(from + n) % RING] ?? 0);
    }
  }
  return Buffer.from(letter);
};
