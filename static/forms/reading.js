/* Reads answers as they are typed into the values that rules read, as forms/engine/questions/ does. An answer that the
   server would refuse has no value; what is wrong with it is for the server to say. */

import { LARGEST, aligned, isOnStep } from "./decimal.js";
import { at, isObject } from "./rules.js";

/* White space as the server sees it: JavaScript's, with the separators of old and without the byte order mark. */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const IS_SPACE = new RegExp(`[${SPACE}]`);
const SPACES = new RegExp(`[${SPACE}]+`);
const NO_SPACE = new RegExp(`[^${SPACE}]`);
const GROUPING = new RegExp(`(\\d)[${SPACE}'](?=\\d)`, "g");
const PHONE_SEPARATORS = new RegExp(`[${SPACE}()./\\u2013-]`, "g");

/* Control characters, lone surrogates and non-characters. */
const UNSTORABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/u;
const EMAIL = /^[^ @"'(),:;<>[\]\\]+@[^ @"'(),:;<>[\]\\.]+(\.[^ @"'(),:;<>[\]\\.]+)+$/;
const ISO_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})[${SPACE}]?[./][${SPACE}]?(\\d{1,2})[${SPACE}]?[./][${SPACE}]?(\\d{4})$`);
const CLOCK = new RegExp(
  `^(?:kl\\.?|klo)?[${SPACE}]*(\\d{1,2})(?:[:.](\\d{2})(?::00)?)?[${SPACE}]*(am|pm|a\\.m\\.|p\\.m\\.)?$`,
  "iu",
);

const LONGEST_URL = 2000;
const DEEPEST = 8;
const TICKED = [true, "true", "on", "1"];
const UNTICKED = [false, "false", "0"];
const AGREEMENTS = ["consent", "acknowledgement"];
const NOT_BY_HAND = ["calculated", "hidden", "statement", "section"];

const isText = (value) => typeof value === "string";

const lengthOf = (text) => [...text].length;

function strip(text) {
  let [start, end] = [0, text.length];
  while (start < end && IS_SPACE.test(text[start])) start += 1;
  while (start < end && IS_SPACE.test(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** True for what a respondent leaves when a question is not answered: nothing, at any depth that an answer has. */
export function isEmpty(raw, depth = 0) {
  if (raw === null || raw === undefined) return true;
  if (depth > DEEPEST) return false;
  if (isText(raw)) return !NO_SPACE.test(raw);
  return typeof raw === "object" && Object.values(raw).every((item) => isEmpty(item, depth + 1));
}

/** `raw` as tidy text of at most `longest` characters, or null. */
function textOf(raw, longest, lines = false) {
  if (!isText(raw)) return null;
  let text = strip(raw.replace(/\r\n?/g, "\n"));
  if (UNSTORABLE.test(text)) return null;
  if (!lines) text = text.split(SPACES).join(" ");
  // Composing makes a few characters longer, and a text of any length could keep it busy for minutes.
  if (lengthOf(text) <= longest) text = text.normalize("NFC");
  return lengthOf(text) <= longest ? text : null;
}

const lineThat = (raw, longest, pattern) => textOf(raw, longest)?.match(pattern) ?? null;

/** The number that `raw` writes the way of `locale`, as digits with a point, or null. In English commas may group. */
function digitsOf(raw, locale) {
  let text = strip(raw).replaceAll("\u2212", "-").replace(GROUPING, "$1");
  if (locale === "en" && /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(",", "");
  return text.length <= 400 && /^[+-]?\d+([.,]\d+)?$/.test(text) ? text.replace(",", ".") : null;
}

function number(raw, { min = null, max = null, step = null, decimals = null }, locale) {
  const digits = isText(raw) ? digitsOf(raw, locale) : Number.isFinite(raw) ? raw : null;
  if (digits === null) return null;
  const [written, largest] = aligned(digits, LARGEST);
  if (written > largest || written < -largest) return null;
  const value = Number(digits) + 0;
  if (value < (min ?? -Infinity) || value > (max ?? Infinity)) return null;
  if (decimals !== null && !isOnStep(value, 0, `1e-${decimals}`)) return null;
  return step === null || isOnStep(value, min ?? 0, step) ? value : null;
}

function rating(raw, { max = 5 }) {
  const value = isText(raw) && /^\d{1,3}$/.test(strip(raw)) ? Number(strip(raw)) : raw;
  return Number.isInteger(value) && value >= 1 && value <= max ? value : null;
}

const short = (raw) => (isText(raw) && lengthOf(raw) <= 40 ? strip(raw) : "");

function date(raw, { earliest = null, latest = null }) {
  const text = short(raw);
  const [year, month, day] = text.match(ISO_DATE)?.slice(1) ?? text.match(DAY_FIRST)?.slice(1).reverse() ?? [];
  const moment = new Date(0);
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (moment.getUTCMonth() + 1 !== Number(month) || moment.getUTCDate() !== Number(day) || year === "0000") return null;
  const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return (earliest !== null && value < earliest) || (latest !== null && value > latest) ? null : value;
}

function time(raw, question, locale) {
  const [, hours, minutes = "00", half] = short(raw).match(CLOCK) ?? [];
  if (hours === undefined || (half && locale !== "en")) return null;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
  }
  return hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, "0")}:${minutes}` : null;
}

function datetime(raw, question, locale) {
  let parts = raw;
  if (isText(raw)) {
    const text = strip(raw);
    const middle = text.indexOf(raw.includes("T") ? "T" : " ");
    parts = middle < 0 ? {} : { date: text.slice(0, middle), time: text.slice(middle + 1) };
  }
  if (!isObject(parts) || Object.keys(parts).some((part) => part !== "date" && part !== "time")) return null;
  const [day, moment] = [date(parts.date, question), time(parts.time, question, locale)];
  return day === null || moment === null ? null : `${day}T${moment}`;
}

function yesNo(raw) {
  if (raw === true || raw === "true") return true;
  return raw === false || raw === "false" ? false : null;
}

function phone(raw) {
  const digits = textOf(raw, 40)?.replace(PHONE_SEPARATORS, "").replace(/^00/, "+") ?? "";
  return /^\+?\d{5,15}$/.test(digits) ? digits : null;
}

/* What a host may be called is left to the browser, which accepts a few more names than the server does. */
function url(raw) {
  const text = textOf(raw, LONGEST_URL);
  if (text === null || text.includes(" ")) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (lengthOf(address) > LONGEST_URL) return null;
  try {
    const { protocol, hostname, username, password } = new URL(address);
    const isWeb = ["http:", "https:"].includes(protocol) && /^[^/]+\/\/[^/?#]+\.[^/?#]/.test(address);
    return isWeb && /^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(hostname) && !username && !password ? address : null;
  } catch {
    return null;
  }
}

function businessId(raw) {
  const match = lineThat(raw, 20, /^(\d{6,7}) ?[-\u2013]? ?(\d)$/);
  if (match === null) return null;
  const digits = match[1].padStart(7, "0");
  const sum = [7, 9, 10, 5, 8, 4, 2].reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (sum + Number(match[2])) % 11 === 0 ? `${digits}-${match[2]}` : null;
}

const postalCode = (raw) => lineThat(raw, 20, /^(?:FI?-? *)?(\d{2} ?\d{3})$/i)?.[1].replace(" ", "") ?? null;

function address(raw) {
  const known = ["street", "postal_code", "city"];
  if (!isObject(raw) || Object.keys(raw).some((part) => !known.includes(part))) return null;
  const parts = {
    street: textOf(raw.street, 200),
    postal_code: postalCode(raw.postal_code),
    city: textOf(raw.city, 200),
  };
  return Object.values(parts).every(Boolean) ? parts : null;
}

const isChoice = ({ choices }, value) => choices.some((choice) => choice.value === value);

const oneChoice = (raw, question, locale, withheld) =>
  isChoice(question, raw) && !withheld.includes(raw) ? raw : null;

function multipleChoice(raw, question, locale, withheld) {
  const given = isText(raw) ? [raw] : raw;
  if (!Array.isArray(given) || !given.every(isText)) return null;
  const { choices, min_selected: least = null, max_selected: most = null } = question;
  const wanted = new Set(given.filter((value) => !isEmpty(value)));
  const chosen = choices.filter(({ value }) => wanted.has(value));
  if (chosen.length !== wanted.size || (chosen.length > 1 && chosen.some(({ exclusive }) => exclusive))) return null;
  if (chosen.length < (least ?? 0) || chosen.length > (most ?? Infinity)) return null;
  const offered = chosen.map(({ value }) => value).filter((value) => !withheld.includes(value));
  return offered.length > 0 ? offered : null;
}

function matrix(raw, question, locale, withheld) {
  if (!isObject(raw)) return null;
  const judged = question.rows
    .map(({ key }) => [key, oneChoice(at(raw, key), question, locale, withheld)])
    .filter(([, value]) => value !== null);
  return judged.length > 0 ? Object.fromEntries(judged) : null;
}

/** The choices in their order, given so or as a position for each. */
function ranking(raw, question, locale, withheld) {
  const offered = question.choices.map(({ value }) => value).filter((value) => !withheld.includes(value));
  const ranked = isObject(raw) ? byPosition(raw) : raw;
  const places = Math.min(question.most ?? offered.length, offered.length);
  if (!Array.isArray(ranked) || ranked.length !== places || new Set(ranked).size !== places) return null;
  return ranked.every((value) => offered.includes(value)) ? ranked : null;
}

function byPosition(raw) {
  const placed = Object.entries(raw).filter(([, position]) => !isEmpty(position));
  const ranked = placed.map(() => null);
  for (const [value, position] of placed) {
    const text = ["string", "number"].includes(typeof position) ? strip(String(position)) : "";
    const place = /^\d{1,2}$/.test(text) ? Number(text) - 1 : -1;
    if (ranked[place] !== null) return null;
    ranked[place] = value;
  }
  return ranked;
}

/* An upload may still be the id that it was given; its type and size were checked when it was sent. */
function file(raw, { max_files: most = 1 }) {
  const files = (Array.isArray(raw) ? raw : [raw]).filter((item) => !isEmpty(item));
  return files.length <= most && files.every((item) => isText(item) || isObject(item)) ? files : null;
}

const ticked = (raw) => (isObject(raw) ? at(raw, "accepted") : raw);

const agreed = (raw, kept) => (TICKED.includes(ticked(raw)) ? { accepted: true, ...kept } : null);

function signatureName(raw) {
  const name = textOf(raw, 200);
  return name !== null && name.split(" ").filter((part) => /^\p{L}/u.test(part)).length > 1 ? name : null;
}

const READERS = new Map(
  Object.entries({
    text: (raw, { max_length: longest = 500 }) => textOf(raw, longest),
    long_text: (raw, { max_length: longest = 5000 }) => textOf(raw, longest, true),
    hidden: (raw, { max_length: longest = 200 }) => textOf(raw, longest),
    email: (raw) => lineThat(raw, 254, EMAIL)?.[0] ?? null,
    phone,
    url,
    number,
    rating,
    date,
    time,
    datetime,
    yes_no: yesNo,
    single_choice: oneChoice,
    scale: oneChoice,
    multiple_choice: multipleChoice,
    matrix,
    ranking,
    file,
    business_id_fi: businessId,
    postal_code: postalCode,
    address,
    consent: (raw, { statement }) => agreed(raw, { text: statement }),
    acknowledgement: (raw, { document, document_version: version }) => agreed(raw, { document, version }),
    signature_name: signatureName,
  }),
);

/** Every key of the answers that `question` reads: its own, and one for each choice's own words. */
export function answerKeys({ type, key, choices = [] }) {
  const inOwnWords = type === "matrix" ? [] : choices.filter((choice) => choice.free_text);
  return [key, ...inOwnWords.map(({ value }) => `${key}:${value}`)];
}

/** Whether somebody has answered `question`, be it in a way that the server would refuse. */
export function isFilledIn(question, answers) {
  const raw = at(answers, question.key);
  if (NOT_BY_HAND.includes(question.type) || isEmpty(raw)) return false;
  return !AGREEMENTS.includes(question.type) || !(isEmpty(ticked(raw)) || UNTICKED.includes(ticked(raw)));
}

/**
 * The canonical values of `question`'s part of `answers`, by answer key; nothing where there is no answer, or none that
 * counts. `withheld` are the values of the choices that are not offered.
 */
export function read(question, answers, locale, withheld = []) {
  const raw = at(answers, question.key);
  const value = isEmpty(raw) ? null : (READERS.get(question.type)?.(raw, question, locale, withheld) ?? null);
  if (value === null) return {};
  const values = { [question.key]: value };
  for (const key of answerKeys(question).slice(1)) {
    const chosen = [value].flat().includes(key.slice(question.key.length + 1));
    const words = chosen && !isEmpty(at(answers, key)) ? textOf(at(answers, key), 300) : null;
    if (words !== null) values[key] = words;
  }
  return values;
}
