/** @type {import('@remix-run/dev').VitePluginConfig} Options of Remix; vite.config.ts hands them to its plugin. */
export default {
  appDirectory: 'app',
  // It is emptied by every build; the programs stand beside it.
  buildDirectory: 'build/pages',
  serverModuleFormat: 'esm',
  ssr: true,
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
};
