/**
 * A forward-only XML scanner for the parts of a workbook. It keeps no tree, expands only the five named entities and
 * character references, and refuses document types, so there is nothing to expand or to fetch.
 */
import { unreadable } from './refusal.mjs';

/** Longest tag or text between two tags, in characters. A cell holds 32,767. */
const LONGEST_PIECE = 1_000_000;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @param {string} text */
export function decodeEntities(text) {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (_whole, hex, decimal, name) => {
    if (name) return NAMED[/** @type {keyof typeof NAMED} */ (name)];
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : '';
  });
}

/** @type {Map<string, RegExp>} */
const ATTRIBUTE_PATTERNS = new Map();

/**
 * The value of an attribute by local name; undefined when absent.
 * @param {string} attributes
 * @param {string} name
 */
export function attribute(attributes, name) {
  let pattern = ATTRIBUTE_PATTERNS.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)(?:\\w{1,30}:)?${name}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)')`);
    ATTRIBUTE_PATTERNS.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : undefined;
}

/** Index of the `>` that ends a tag, skipping quoted values; -1 when it has not arrived. */
function tagEnd(/** @type {string} */ buffer, /** @type {number} */ from) {
  let quote = 0;
  for (let index = from; index < buffer.length; index += 1) {
    const character = buffer.charCodeAt(index);
    if (quote !== 0) {
      if (character === quote) quote = 0;
    } else if (character === 34 || character === 39) {
      quote = character;
    } else if (character === 62) {
      return index;
    }
  }
  return -1;
}

/** @typedef {{ open?: (name: string, attributes: string) => void, close?: (name: string) => void, text?: (text: string) => void }} Handlers */

const SPECIAL = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
];

/** Takes one construct from `buffer` at `at` (a `<`); the index after it, or -1 when more bytes are needed. */
function takeMarkup(/** @type {string} */ buffer, /** @type {number} */ at, /** @type {Handlers} */ handlers) {
  const second = buffer.charCodeAt(at + 1);
  if (second === 33 || second === 63) {
    const special = SPECIAL.find(({ start }) => buffer.startsWith(start, at));
    if (!special) {
      if (buffer.length - at < 9) return -1;
      throw unreadable('xml_document_type');
    }
    const end = buffer.indexOf(special.end, at + special.start.length);
    if (end < 0) return -1;
    if (special.start === '<![CDATA[') handlers.text?.(buffer.slice(at + 9, end));
    return end + special.end.length;
  }
  const end = tagEnd(buffer, at + 1);
  if (end < 0) return -1;
  const isClosing = second === 47;
  const isEmpty = buffer.charCodeAt(end - 1) === 47;
  const inner = buffer.slice(at + (isClosing ? 2 : 1), isEmpty && !isClosing ? end - 1 : end);
  const space = inner.search(/\s/);
  const fullName = space < 0 ? inner : inner.slice(0, space);
  const name = fullName.slice(fullName.indexOf(':') + 1);
  if (isClosing) {
    handlers.close?.(name);
  } else {
    handlers.open?.(name, space < 0 ? '' : inner.slice(space));
    if (isEmpty) handlers.close?.(name);
  }
  return end + 1;
}

/**
 * Scans the bytes of a part. Yields after every chunk, so that the caller can hand on what it has collected.
 * @param {AsyncIterable<Buffer>} chunks
 * @param {Handlers} handlers
 */
export async function* scanXml(chunks, handlers) {
  /** @type {TextDecoder | undefined} */
  let decoder;
  let buffer = '';
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
    buffer += decoder.decode(chunk, { stream: true });
    let position = 0;
    for (;;) {
      const next = buffer.indexOf('<', position);
      if (next < 0) break;
      if (next > position) handlers.text?.(decodeEntities(buffer.slice(position, next)));
      const after = takeMarkup(buffer, next, handlers);
      position = after < 0 ? next : after;
      if (after < 0) break;
    }
    buffer = buffer.slice(position);
    if (buffer.length > LONGEST_PIECE) throw unreadable('xml_piece_too_long');
    yield;
  }
  if (buffer.includes('<')) throw unreadable('xml_truncated');
}
