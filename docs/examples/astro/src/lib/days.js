/* Days and times as people read them, in the time of the town. */

const LOCALES = { sv: "sv-FI", fi: "fi-FI", en: "en-GB" };

export const dayWords = (day, language) =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));

export const momentWords = (from, to, language) =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Helsinki",
  }).formatRange(new Date(from), new Date(to));
