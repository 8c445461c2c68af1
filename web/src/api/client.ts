import createClient from 'openapi-fetch';
import type { paths } from './schema';

/** The header says that this page asks, and no other site (the server refuses a change without it). */
export const api = createClient<paths>({ baseUrl: '', headers: { 'X-Respite-Console': '1' }, credentials: 'same-origin' });
