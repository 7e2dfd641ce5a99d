import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';

type Patches = Readonly<Record<string, unknown>>;

const ADDRESS = '/__manifest';
/** In place of a slug, an id, a code. */
const ANYTHING = '-';
/** Beyond this Remix refuses, in its own words. */
const LONGEST = 7_000;
const MOST_KNOWN = 10_000;

/** The fixed words of all addresses. What is none of them in an address stands for a parameter, whatever it is. */
const fixedWords = (build: ServerBuild): Set<string> =>
  new Set(
    Object.values(build.routes)
      .flatMap((route) => (route?.path ?? '').toLowerCase().split('/'))
      .filter((step) => step !== '' && step !== '*' && !step.startsWith(':')),
  );

/**
 * Tells the browser which screens lie behind the links of a page, as Remix does; only that Remix compares each link with
 * all screens on every page, which cost more than to draw the page. Links that differ in their ids alone are one here,
 * and are looked up once in the life of the process.
 */
export const routeManifest = (build: ServerBuild): RequestHandler => {
  const askRemix = createRequestHandler(build);
  const words = fixedWords(build);
  const known = new Map<string, Promise<Patches>>();

  const shapeOf = (path: string): string =>
    path
      .split('/')
      .map((step) => (step === '' || words.has(step.toLowerCase()) ? step : ANYTHING))
      .join('/');

  const lookUp = async (shape: string): Promise<Patches> => {
    const query = new URLSearchParams({ version: build.assets.version, p: shape });
    const answer = await askRemix(new Request(`http://localhost${ADDRESS}?${query}`));
    if (!answer.ok) throw new Error(`${ADDRESS} of ${shape} answers ${answer.status}`);
    return (await answer.json()) as Patches;
  };
  const screensOf = (shape: string): Promise<Patches> => {
    const before = known.get(shape);
    if (before) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const found = lookUp(shape);
    known.set(shape, found);
    // What failed once is asked again.
    found.catch(() => known.delete(shape));
    return found;
  };

  return (request, response, next) => {
    // What is no question of ours, and a page of another release, is for Remix to refuse.
    if (request.method !== 'GET' || request.path !== ADDRESS || request.originalUrl.length > LONGEST) {
      next();
      return;
    }
    const { searchParams } = new URL(request.originalUrl, 'http://localhost');
    const paths = searchParams.getAll('p');
    if (paths.length === 0 || searchParams.get('version') !== build.assets.version) {
      next();
      return;
    }
    Promise.all([...new Set(paths.map(shapeOf))].map(screensOf)).then(
      (found) => response.json(Object.assign({}, ...found)),
      next,
    );
  };
};
