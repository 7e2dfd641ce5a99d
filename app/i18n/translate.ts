import { formatNumber } from '@/app/lib/format';
import type { Catalogue, TextKey, Translate } from './messages';

const SLOT = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/** `{n}` is the value; `{n|item|items}` chooses by it, for languages that have a plural. */
export const fillSlots = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(SLOT, (whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) {
      return whole;
    }
    if (one !== undefined && other !== undefined) {
      return Number(value) === 1 ? one : other;
    }
    return typeof value === 'number' ? formatNumber(value) : value;
  });

export const textOf = (catalogue: Catalogue, key: TextKey): string => {
  const dot = key.indexOf('.');
  const area = catalogue[key.slice(0, dot) as keyof Catalogue] as Readonly<Record<string, string>> | undefined;
  return area?.[key.slice(dot + 1)] ?? key;
};

export const translator = (catalogue: Catalogue): Translate =>
  ((key: TextKey, values: Readonly<Record<string, string | number>> = {}) =>
    fillSlots(textOf(catalogue, key), values)) as Translate;
