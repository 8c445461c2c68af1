import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev` speaks to a server that runs already: RESPITE_SERVER names it.
const server = process.env.RESPITE_SERVER ?? 'http://127.0.0.1:8780';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: { emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/v1': server } },
});
