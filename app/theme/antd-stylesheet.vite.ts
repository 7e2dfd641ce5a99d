import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * antd ships one stylesheet for all its components: a megabyte. This keeps the rules of the components that the
 * screens import, and of those that these import in turn. A rule of unknown origin stays.
 */

/** Folder of a component → class name, where the two differ. */
const CLASS_OF_FOLDER: Record<string, string> = {
  button: 'btn',
  'color-picker': 'color',
  'date-picker': 'picker',
  'float-button': 'float',
  'input-number': 'input',
  'tree-select': 'select',
  'auto-complete': 'select',
  'qr-code': 'qrcode',
  grid: 'col',
  calendar: 'picker',
  'time-picker': 'picker',
};

/** Folders that mention every component without drawing any. */
const NOT_COMPONENTS = new Set(['app', 'config-provider', 'hooks', 'locale', 'style', 'theme', 'util', 'version']);

const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
const classOf = (folder: string): string => CLASS_OF_FOLDER[folder] ?? folder.split('-')[0] ?? folder;

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const importedComponents = (appDirectory: string): Set<string> => {
  const found = new Set<string>();
  for (const file of sourceFiles(appDirectory)) {
    for (const [, names = ''] of readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from 'antd'/g)) {
      for (const name of names.split(',')) {
        const plain = name.trim().split(' as ')[0]?.trim() ?? '';
        if (plain && !plain.startsWith('type ')) {
          found.add(kebab(plain));
        }
      }
    }
  }
  return found;
};

/** Helpers and contexts of another component are not that component. */
const IS_HELPER = /\/(context|hooks|util|utils|interface)(\/|$)|Context$/;

const importsOf = (antdDirectory: string, folder: string): string[] =>
  readdirSync(join(antdDirectory, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => {
      const file = join(antdDirectory, folder, name);
      return [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)]
        .map(([, path = '']) => resolve(dirname(file), path).slice(antdDirectory.length + 1))
        .filter((path) => !IS_HELPER.test(path))
        .map((path) => path.split('/')[0] ?? '');
    });

/** Follows `import … from '../x'` inside antd, folder by folder. */
const withTheirParts = (first: Set<string>, antdDirectory: string, known: Set<string>): Set<string> => {
  const reached = new Set<string>();
  const queue = [...first].filter((folder) => known.has(folder));
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (!reached.has(folder)) {
      reached.add(folder);
      queue.push(...importsOf(antdDirectory, folder).filter((part) => known.has(part)));
    }
  }
  return reached;
};

/** Rules at the top level; a media query is one of them. */
const topLevelRules = (css: string): string[] => {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') {
      depth += 1;
    } else if (css[at] === '}' && --depth === 0) {
      rules.push(css.slice(start, at + 1));
      start = at + 1;
    }
  }
  return rules;
};

/** Leftovers of the page from which antd's file was extracted: variables of one run, and rules for bare links. */
const isLeftover = (rule: string): boolean => /^\s*(\.css-var-_R|\.data-ant-cssinjs|a[{:[,])/.test(rule);

/** Columns by screen width: most of the grid's rules. What a rule says about vertical forms as well, they need. */
const isResponsiveColumn = (rule: string): boolean =>
  /\.ant-col-(xs|sm|md|lg|xl|xxl|xxxl)-/.test(rule) && !/\.ant-form-item-vertical >/.test(rule);

export const keepRulesOf = (css: string, dropped: Set<string>, responsive = true): string =>
  topLevelRules(css)
    .filter((rule) => responsive || !isResponsiveColumn(rule))
    .filter((rule) => {
      const classes = [...rule.matchAll(/\.ant-([a-z]+)/g)].map((match) => match[1] ?? '');
      return !isLeftover(rule) && (classes.length === 0 || classes.some((name) => !dropped.has(name)));
    })
    .join('');

export const antdStylesheet = (): Plugin => ({
  name: 'lantai:antd-stylesheet',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    // The `?url` module is JavaScript that stands for the stylesheet, not the stylesheet.
    if (!id.includes('/antd/dist/antd.css') || /[?&]url\b/.test(id)) {
      return null;
    }
    const antdDirectory = resolve(dirname(id.split('?')[0] ?? ''), '../es');
    const isPart = (folder: string) => !folder.startsWith('_') && !NOT_COMPONENTS.has(folder);
    const folders = readdirSync(antdDirectory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const known = new Set(folders.map((entry) => entry.name).filter(isPart));
    const used = withTheirParts(importedComponents(resolve('app')), antdDirectory, known);
    const usedClasses = new Set([...used].map(classOf));
    const dropped = new Set([...known].map(classOf).filter((name) => !usedClasses.has(name)));
    const responsive = importedComponents(resolve('app')).has('col');
    return { code: keepRulesOf(code, dropped, responsive), map: null };
  },
});
