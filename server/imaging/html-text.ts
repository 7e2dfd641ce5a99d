const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Named and numbered characters of XML and HTML as what they stand for. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/giu, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** What a page of HTML says, a line for each block; nothing of its programs and styles. */
export const htmlText = (html: string): string =>
  decodeEntities(
    html
      .replace(/<!--[\s\S]*?-->|<(script|style|title)\b[\s\S]*?<\/\1\s*>/giu, '')
      .replace(/\s+/gu, ' ')
      .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/table)\b[^>]*>/giu, '\n')
      .replace(/<\/t[dh]\s*>/giu, '\t')
      .replace(/<[^>]*>/gu, ''),
  )
    .replace(/[ \t\u00a0]*\n[ \t\u00a0]*/gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
