import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the phone page into `emulator/dist`, to be served under `/phone/`. */
export default defineConfig({
  root: new URL('./phone', import.meta.url).pathname,
  base: '/phone/',
  plugins: [react()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy lets it fetch files of its own origin, not data: addresses
    modulePreload: { polyfill: false },
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'], // older targets turn :dir() into a list of languages
  },
  server: { proxy: { '/phone/api': 'http://127.0.0.1:4000' } },
});
