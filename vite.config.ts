import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import { antdStylesheet } from './app/theme/antd-stylesheet.vite';
import remixOptions from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

const FRAMEWORK =
  /node_modules\/(react|react-dom|scheduler|@remix-run\/(react|router)|react-router|react-router-dom)\//;

export default defineConfig(({ isSsrBuild }) => ({
  publicDir: 'app/public',
  plugins: [antdStylesheet(), remix(remixOptions)],
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  build: {
    // Browsers of domestic desktops lag by years; Node does not need to.
    target: isSsrBuild ? 'node20' : 'chrome80',
    cssTarget: 'chrome80',
    chunkSizeWarningLimit: 700,
    rollupOptions: isSsrBuild
      ? {}
      : {
          output: {
            // React changes with a release of React, not with one of ours: it keeps its own file.
            manualChunks: (id: string) => (FRAMEWORK.test(id) ? 'framework' : undefined),
          },
        },
  },
  // Found at start instead of at the first visit, which would reload the page under the visitor.
  optimizeDeps: { include: ['antd', 'antd/locale/zh_CN', '@ant-design/cssinjs', '@trpc/client', 'openseadragon'] },
}));
