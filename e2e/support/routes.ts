import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './processes';

export interface ScreenRoute {
  id: string;
  /** The whole address with its parameters, such as `/w/:slug/archive/:itemId`. */
  path: string;
  hasLoader: boolean;
  hasAction: boolean;
  /** The parameters, `*` for the rest of an address. */
  params: string[];
}

interface ManifestRoute {
  id: string;
  parentId?: string;
  path?: string;
  index?: boolean;
  hasLoader: boolean;
  hasAction: boolean;
}

const readManifest = (): Record<string, ManifestRoute> => {
  const folder = path.join(ROOT, 'build/pages/client/assets');
  const name = readdirSync(folder).find((file) => /^manifest-.*\.js$/.test(file));
  if (!name) throw new Error('the build has no manifest of routes');
  const text = readFileSync(path.join(folder, name), 'utf8');
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  return (JSON.parse(json) as { routes: Record<string, ManifestRoute> }).routes;
};

const fullPath = (routes: Record<string, ManifestRoute>, route: ManifestRoute): string => {
  const parent = route.parentId ? routes[route.parentId] : undefined;
  const above = parent ? fullPath(routes, parent) : '';
  return route.path ? `${above}/${route.path}` : above;
};

/** Every screen of the build, in the order of their addresses. Layouts without an address of their own are left out. */
export const listRoutes = (): ScreenRoute[] => {
  const routes = readManifest();
  const found = Object.values(routes)
    .filter((route) => route.id !== 'root')
    .map((route) => {
      const address = fullPath(routes, route) || '/';
      const params = [...address.matchAll(/:(\w+)|(\*)/g)].map((match) => match[1] ?? match[2] ?? '');
      return { id: route.id, path: address, hasLoader: route.hasLoader, hasAction: route.hasAction, params };
    });
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/** The address with its parameters filled in. @throws when one is not known */
export const fillPath = (route: ScreenRoute, values: Readonly<Record<string, string>>): string =>
  route.path.replace(/:(\w+)|\*/g, (match, name: string | undefined) => {
    const value = values[name ?? match];
    if (value === undefined) throw new Error(`no value for ${match} of ${route.path}`);
    return encodeURIComponent(value);
  });
