/* Posts a step's form to be saved, and says what came of it. What must be mended is told on the way on, not here. */

const PATIENCE = 20_000;
const FLUSHED = 60_000;
/* What browsers send of a page that is being left: 64 kB, with the names of the fields and what stands around them. */

/** The fields of `form` as they are saved: without the files, which come with the post that leads on. */
export function fieldsOf(form, seen) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) {
    if (typeof value === "string") continue;
    const kept = fields.getAll(name).filter((each) => typeof each === "string");
    fields.delete(name);
    for (const each of kept) fields.append(name, each);
  }
  if (seen !== null) fields.set("_seen", seen);
  fields.set("_save", "1");
  return fields;
}

/** Whether files were chosen that only the post that leads on takes along. */
export const filesChosen = (form) =>
  [...form.querySelectorAll('input[type="file"]')].some((input) => input.files.length > 0);

/** Whether something was filled in before this file was there to hear of it. */
export const isTouched = (form) =>
  [...form.querySelectorAll("input:not([type=hidden], [type=file]), textarea")].some((control) =>
    control.type === "radio" || control.type === "checkbox"
      ? control.checked !== control.defaultChecked
      : control.value !== control.defaultValue,
  );

/** Whether a page that is being left can still send its fields. */
export const fitsInParting = (fields) =>
  [...fields].reduce((size, [name, value]) => size + 2 * (name.length + value.length) + 120, 0) < FLUSHED;

/**
 * What the server says of the fields: `told` where it answered, with `status` and the milliseconds it wants to `wait`;
 * neither where it was not reached or could not answer.
 */
export async function post(url, fields) {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json" },
      keepalive: fitsInParting(fields),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const readable = response.headers.get("Content-Type")?.startsWith("application/json") ?? false;
    const wait = 1000 * (Number.parseInt(response.headers.get("Retry-After"), 10) || 0);
    if (readable) return { status: response.status, told: await response.json(), wait };
    return { status: response.status >= 500 ? 0 : response.status, told: null, wait };
  } catch {
    return { status: 0, told: null, wait: 0 };
  }
}

/**
 * Gives a first page a key of its own, so that however often it is posted it begins one draft. The page itself cannot
 * bring one along: it is the same for everybody.
 */
export function giveKey(form) {
  if (form.querySelector('input[name="_seen"], input[name="_invitation"], input[name="_draft"]')) return;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = document.createElement("input");
  key.type = "hidden";
  key.name = "_draft";
  key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  form.prepend(key);
}

/**
 * What the page says it shows, once it was saved, in what is saved next: an answer in conflict is still the one that
 * the page showed at first, so that only "Continue" can overrule it.
 */
export function heldBack(before, after, conflicts) {
  const known = new Map(pairs(after));
  const shown = new Map(pairs(before));
  for (const key of conflicts) {
    if (shown.has(key)) known.set(key, shown.get(key));
    else known.delete(key);
  }
  return [...known].map(([key, digest]) => `${key}:${digest}`).join(" ");
}

const pairs = (text) => text.split(" ").filter(Boolean).map((pair) => pair.split(":"));
