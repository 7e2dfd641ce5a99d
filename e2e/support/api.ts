import { randomUUID } from 'node:crypto';
import { sameOrigin } from './http';
import type { ServedWorld } from './world';

/* For arranging what a test needs and is not about. What a test is about goes through the screens. */
export interface Api {
  query(procedure: string, input?: unknown): Promise<unknown>;
  mutate(procedure: string, input: unknown): Promise<unknown>;
  upload(fileName: string, bytes: Uint8Array): Promise<{ id: string }>;
}

const answerOf = async (response: Response, what: string): Promise<unknown> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${response.status} ${text.slice(0, 400)}`);
  return JSON.parse(text);
};

/** The procedures of one workspace as one person. */
export const openApi = (world: ServedWorld, cookie: string, slug: string): Api => {
  const headers = { ...sameOrigin(world.baseUrl), Cookie: cookie };
  const base = `${world.baseUrl}/w/${slug}`;
  const dataOf = (answer: unknown): unknown => (answer as { result: { data: unknown } }).result.data;
  return {
    query: async (procedure, input = {}) => {
      const url = `${base}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
      return dataOf(await answerOf(await fetch(url, { headers }), procedure));
    },
    mutate: async (procedure, input) => {
      const response = await fetch(`${base}/trpc/${procedure}`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        body: JSON.stringify(input),
      });
      return dataOf(await answerOf(response, procedure));
    },
    upload: async (fileName, bytes) => {
      const response = await fetch(`${base}/upload`, {
        method: 'POST',
        headers: {
          ...headers,
          'Content-Type': 'application/octet-stream',
          'X-File-Name': encodeURIComponent(fileName),
        },
        body: Uint8Array.from(bytes),
      });
      return (await answerOf(response, fileName)) as { id: string };
    },
  };
};
