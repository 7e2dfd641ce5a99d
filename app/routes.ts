import { UNSAFE_flatRoutes, UNSAFE_routeManifestToRouteConfig } from '@remix-run/dev';

/** One file of `routes/` is one address; tests that stand beside a route are none. */
export default UNSAFE_routeManifestToRouteConfig(
  UNSAFE_flatRoutes('app', ['**/.*', '**/*.css', '**/*.test.{ts,tsx}'], 'routes'),
);
