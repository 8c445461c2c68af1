/** What the server says when it refuses (RFC 9457), or that it does not answer. */
export class Problem extends Error {
  constructor(
    /** 0: there was no answer. */
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(`${title}: ${detail}`);
  }
}

const away = new Problem(0, 'The server does not answer', 'It may be restarting, or the network may be down. This page tries again by itself.');

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's data; throws a Problem for anything else. */
export async function dataOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw away;
  });
  if (response.ok) return data as T;
  const said = (typeof error === 'object' && error !== null ? error : {}) as { title?: string; detail?: string };
  throw new Problem(response.status, said.title ?? 'Something went wrong', said.detail ?? `The server answered ${response.status}.`);
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, 'Something went wrong', error instanceof Error ? error.message : String(error));
}
