/* Answers as people write and read them, the way forms/engine/questions/ puts them. */

const KEPT_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const isText = (value) => typeof value === "string";

const typedDate = (text) => text.replace(KEPT_DATE, (_, year, month, day) => `${+day}.${+month}.${year}`);

const figure = (value, locale, useGrouping) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 12, useGrouping }).format(value);

/** An answer, canonical or as it was given, the way it would be typed into one control. */
export function typed({ type }, value, locale) {
  if (type === "consent" || type === "acknowledgement")
    return String(value?.accepted ?? value ?? "") === "true" ? "true" : "";
  if (typeof value === "number") return figure(value, locale, false);
  if (typeof value === "boolean") return String(value);
  if (!isText(value)) return "";
  return type === "date" ? typedDate(value) : value;
}

/** The same for an answer that takes several controls, by the names of its parts. */
export function typedParts({ type }, value) {
  if (type === "ranking" && Array.isArray(value))
    return Object.fromEntries(value.map((choice, at) => [choice, `${at + 1}`]));
  if (type !== "datetime") return value ?? {};
  const [date, time = ""] = isText(value) ? value.split(/[T ]/) : [value?.date ?? "", value?.time];
  return { date: typedDate(date), time };
}

/** A day in words for readers. */
export function dayWords(kept, locale) {
  const options = locale === "en" ? { dateStyle: "long" } : { day: "numeric", month: "numeric", year: "numeric" };
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...options, timeZone: "UTC" }).format(
    new Date(kept),
  );
}

const readDate = (kept, locale) => (locale === "en" ? dayWords(kept, locale) : typedDate(kept));

const readTime = (kept, locale) => (locale === "fi" ? kept.replace(/^0/, "").replace(":", ".") : kept);

/** A canonical answer in words, one item for each thing answered. `values` hold the words beside choices too. */
export function shown(question, values, { locale, say, files }) {
  const { type, key, choices = [], unit = "" } = question;
  const value = values[key];
  if (value === undefined) return [];
  const choiceWords = (given) => {
    const label = choices.find((choice) => choice.value === given)?.label ?? given;
    const own = values[`${key}:${given}`];
    return own ? `${label}: ${own}` : label;
  };
  switch (type) {
    case "number":
    case "calculated":
      return [`${figure(value, locale, true)} ${unit}`.trim()];
    case "rating":
      return [`${value} / ${question.max ?? 5}`];
    case "yes_no":
      return [say(value ? "yes" : "no")];
    case "date":
      return [readDate(value, locale)];
    case "time":
      return [readTime(value, locale)];
    case "datetime": {
      const [day, moment] = value.split("T");
      return [`${readDate(day, locale)} ${readTime(moment, locale)}`];
    }
    case "address":
      return [`${value.street}, ${value.postal_code} ${value.city}`];
    case "consent":
      return [question.statement];
    case "acknowledgement":
      return [`${question.statement} (${question.document}, ${question.document_version})`];
    case "file":
      return value.map((file) => (files.get(file) ?? file).name ?? "");
    case "ranking":
      return value.map((given, at) => `${at + 1}. ${choiceWords(given)}`);
    case "matrix":
      return question.rows.filter((row) => value[row.key]).map((row) => `${row.label}: ${choiceWords(value[row.key])}`);
    default:
      return choices.length > 0 ? [value].flat().map(choiceWords) : [value];
  }
}
