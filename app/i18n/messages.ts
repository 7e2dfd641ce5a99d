import type { AppErrorCode } from '@/server/domain/shared/app-error';
import type { zhCN } from './zh-CN/index';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale);

/** What an area of another language must be: the same keys as the Chinese one, no more and no fewer. */
export type SameKeys<Area> = { readonly [Key in keyof Area]: string };

type Areas = typeof zhCN;
export type Catalogue = { readonly [Area in keyof Areas]: SameKeys<Areas[Area]> };

/** For each refusal what happened and what to do next, in one language. */
export type ErrorTexts = Readonly<Record<AppErrorCode, readonly [what: string, next: string]>>;

/** `area.key`. */
export type TextKey = {
  [Area in keyof Areas]: `${Area & string}.${keyof Areas[Area] & string}`;
}[keyof Areas];

type TextOf<Key extends TextKey> = Key extends `${infer Area}.${infer Name}`
  ? Area extends keyof Areas
    ? Name extends keyof Areas[Area]
      ? Areas[Area][Name]
      : never
    : never
  : never;

/** The names between braces: '第 {page} 页' → 'page'. */
type Slots<Text> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never;
type Values<Key extends TextKey> = { [Slot in Slots<TextOf<Key>>]: string | number };

export type TextArguments<Key extends TextKey> = [Slots<TextOf<Key>>] extends [never] ? [] : [values: Values<Key>];

/** Looks up a text and fills its slots. Numbers get thousands separators. */
export type Translate = <Key extends TextKey>(key: Key, ...values: TextArguments<Key>) => string;
