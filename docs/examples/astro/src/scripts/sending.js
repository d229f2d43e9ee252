/* The survey's API. */

/** What the API said no to; without a `problem` it was not reached. */
class Refusal extends Error {
  constructor(problem) {
    super(problem?.detail ?? "");
    this.problem = problem;
  }
}

/** Posts JSON, or a form with a file. Throws a Refusal. */
export async function call(url, body, headers = {}) {
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method: "POST",
    body: isForm ? body : JSON.stringify(body),
    headers: { ...headers, ...(!isForm && { "Content-Type": "application/json" }) },
    credentials: "omit",
  }).catch(() => null);
  if (response === null) throw new Refusal(null);
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(data);
  return data;
}

/** A key that nobody can guess, also where the page is not served by https. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
